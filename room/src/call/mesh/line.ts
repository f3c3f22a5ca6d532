import { type Line, type Source, sources } from '../media.ts'
import type { LineSignal } from './line-signal.ts'
import { type LineText, readText, type SourceList } from './line-text.ts'
import { negotiate } from './negotiation.ts'
import { watchWay } from './watch-way.ts'

export type SourceTracks = Readonly<Record<Source, MediaStreamTrack | null>>

/** What one picture may take: bit/s, and pictures per second. */
export type CameraLimit = Readonly<Pick<RTCRtpEncodingParameters, 'maxBitrate' | 'maxFramerate'>>

export type LineOptions = {
  /** Of two lines that offer at the same time, the polite one gives way; it also waits for the first offer. */
  polite: boolean
  iceServers: () => RTCIceServer[]
  certificates: RTCCertificate[]
  signal: (signal: LineSignal) => void
  /** Something changed: the state, or what the other side sends. */
  changed: () => void
  text: (text: string) => void
  /** What was written before the line was open, to be sent first. */
  outbox: string[]
}

export type MeshLine = {
  state(): Line
  /** The other side's tracks; null for what it does not send now. */
  tracks(): SourceTracks
  send(tracks: SourceTracks, camera: CameraLimit): void
  sendText(text: string): void
  receive(signal: LineSignal): void
  stats(): Promise<RTCStatsReport>
  /** Looks for a new way through the network. */
  restart(): void
  /** Ends it, and returns what was never sent. */
  close(): string[]
}

/**
 * One RTCPeerConnection to one page of one other person. The four sources have their places (m-lines) from the
 * first offer on, so that switching one on or off is `replaceTrack` and never a negotiation.
 */
export function createLine(options: LineOptions): MeshLine {
  const pc = new RTCPeerConnection({
    iceServers: options.iceServers(),
    certificates: options.certificates,
    bundlePolicy: 'max-bundle',
  })
  const stream = new MediaStream()
  const outbox = [...options.outbox]
  let channel: RTCDataChannel | null = null
  let local: SourceTracks = { microphone: null, camera: null, screen: null, 'screen-sound': null }
  let cameraLimit: CameraLimit | null = null
  let remote: SourceList = []
  let everOpen = false

  function state(): Line {
    if (pc.connectionState === 'connected') return 'open'
    if (pc.connectionState === 'failed') return 'failed'
    return everOpen ? 'interrupted' : 'connecting'
  }

  function openChannel() {
    channel = pc.createDataChannel('room', { negotiated: true, id: 0 })
    channel.onopen = () => {
      tellSending()
      for (const text of outbox.splice(0)) sendNow({ kind: 'text', text })
    }
    channel.onmessage = ({ data }) => {
      const message = readText(data)
      if (message?.kind === 'text') options.text(message.text)
      if (message?.kind === 'sending') hear(message.sending)
    }
  }

  function sendNow(message: LineText) {
    channel?.send(JSON.stringify(message))
  }

  function hear(sending: SourceList) {
    remote = sending
    options.changed()
  }

  function sending(): SourceList {
    return sources.filter((source) => local[source])
  }

  function tellSending() {
    if (channel?.readyState === 'open') sendNow({ kind: 'sending', sending: sending() })
  }

  function placeTracks() {
    const places = pc.getTransceivers()
    sources.forEach((source, at) => {
      const place = places[at]
      if (!place || place.sender.track === local[source]) return
      place.sender.replaceTrack(local[source]).catch(() => {
        // The line was closed meanwhile.
      })
    })
  }

  async function limit() {
    const sender = pc.getTransceivers()[sources.indexOf('camera')]?.sender
    const parameters = sender?.getParameters()
    const encoding = parameters?.encodings[0]
    if (!sender || !parameters || !encoding || !cameraLimit) return
    if (encoding.maxBitrate === cameraLimit.maxBitrate) return
    Object.assign(encoding, cameraLimit)
    await sender.setParameters(parameters).catch(() => {
      // Closed meanwhile, or a browser that wants them set later: only the limit is lost.
    })
  }

  const negotiation = negotiate({
    pc,
    polite: options.polite,
    iceServers: options.iceServers,
    signal: options.signal,
    sending,
    beforeAnswer() {
      if (!channel) openChannel()
      for (const place of pc.getTransceivers()) {
        place.direction = 'sendrecv'
        place.sender.setStreams?.(stream)
      }
      placeTracks()
      void limit()
    },
    agreed: () => void limit(),
    heard: hear,
  })
  const way = watchWay({ pc, polite: options.polite, mend: negotiation.mend })

  pc.onconnectionstatechange = () => {
    if (pc.connectionState === 'connected') everOpen = true
    way.look()
    options.changed()
  }
  pc.ontrack = () => options.changed()

  if (!options.polite) {
    openChannel()
    for (const source of sources) {
      const kind = source === 'microphone' || source === 'screen-sound' ? 'audio' : 'video'
      pc.addTransceiver(kind, { direction: 'sendrecv', streams: [stream] })
    }
  }

  return {
    state,
    tracks() {
      const places = pc.getTransceivers()
      const track = (source: Source) =>
        remote.includes(source) ? (places[sources.indexOf(source)]?.receiver.track ?? null) : null
      return {
        microphone: track('microphone'),
        camera: track('camera'),
        screen: track('screen'),
        'screen-sound': track('screen-sound'),
      }
    },
    send(tracks, camera) {
      local = tracks
      cameraLimit = camera
      if (pc.remoteDescription || !options.polite) placeTracks()
      if (pc.remoteDescription) void limit()
      tellSending()
    },
    sendText(text) {
      if (channel?.readyState === 'open') sendNow({ kind: 'text', text })
      else outbox.push(text)
    },
    receive: negotiation.receive,
    stats: () => pc.getStats(),
    restart: negotiation.mend,
    close() {
      negotiation.close()
      way.close()
      channel?.close()
      pc.close()
      return outbox
    },
  }
}
