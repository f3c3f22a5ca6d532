import { sources } from '../media.ts'

export type ConnectionOptions = {
  iceServers: () => RTCIceServer[]
  /** Whether nothing goes but by TURN. */
  relayOnly: () => boolean
  certificates: () => RTCCertificate[]
}

/** `channel`: the one for text, once its place is made. */
export type Connection = { pc: RTCPeerConnection; stream: MediaStream; channel: RTCDataChannel | null }

export function createConnection({ iceServers, relayOnly, certificates }: ConnectionOptions): Connection {
  const pc = new RTCPeerConnection({
    iceServers: iceServers(),
    iceTransportPolicy: relayOnly() ? 'relay' : 'all',
    certificates: certificates(),
    bundlePolicy: 'max-bundle',
  })
  return { pc, stream: new MediaStream(), channel: null }
}

export function openChannel({ pc }: Connection): RTCDataChannel {
  return pc.createDataChannel('room', { negotiated: true, id: 0 })
}

/** Makes the places (m-lines) of all that can be sent, for the first offer. */
export function makePlaces(connection: Connection): void {
  const { pc, stream } = connection
  connection.channel = openChannel(connection)
  for (const source of sources) {
    const kind = source === 'microphone' || source === 'screen-sound' ? 'audio' : 'video'
    pc.addTransceiver(kind, { direction: 'sendrecv', streams: [stream] })
  }
}
