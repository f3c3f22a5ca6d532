import { isWebKit } from '@anteroom/ui/ground/is-webkit.ts'
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
    preferCodecs(pc.addTransceiver(kind, { direction: 'sendrecv', streams: [stream] }))
  }
}

/** Takes those that it was made for, the one that suits this side first; of the two sides' orders the answer's holds. */
export function preferCodecs(place: RTCRtpTransceiver): void {
  const codecs = codecsOf(place.receiver.track.kind)
  // A browser that cannot be told offers all that it has.
  if (codecs.length > 0) place.setCodecPreferences?.(codecs)
}

const isH264 = ({ mimeType }: RTCRtpCodec) => /\/h264$/i.test(mimeType)

/**
 * What every browser has (RFC 7742 5, RFC 7874 3), with what repairs losses. The others are taken only where both sides lack
 * these, and name by name they make a description twice as long: that takes twice as long to make, to send and to read.
 * Apple's devices have chips for H.264, and become hot, slow and empty with anything else.
 */
function codecsOf(kind: string): RTCRtpCodec[] {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? []
  const kept = codecs.filter(
    (codec) =>
      /\/(opus|vp8|rtx|red|ulpfec)$/i.test(codec.mimeType) ||
      (isH264(codec) && /42e01f.*packetization-mode=1|packetization-mode=1.*42e01f/i.test(codec.sdpFmtpLine ?? '')),
  )
  if (isWebKit()) kept.sort((one, other) => Number(isH264(other)) - Number(isH264(one)))
  return kept.some(({ mimeType }) => /\/(opus|vp8|h264)$/i.test(mimeType)) ? kept : []
}
