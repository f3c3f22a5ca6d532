import { type Line, type Source, sources } from '../media.ts'
import { type Fingerprints, fingerprintOf } from '../safety-code.ts'
import { maxIncoming, readBytes, writeBytes } from './byte-channel.ts'
import { type LineText, readText, type SourceList } from './line-text.ts'

/** What two lines tell each other by way of the server. */
export type LineSignal =
  | { description: RTCSessionDescriptionInit; sending: SourceList }
  | { candidate: RTCIceCandidateInit | null }
  /** From the side that waits for an offer: none has come. */
  | { please: 'offer' }

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
  stream: (label: string, bytes: ReadableStream<Uint8Array>) => void
  /** What was written before the line was open, to be sent first. */
  outbox: string[]
}

export type MeshLine = {
  state(): Line
  /** The other side's tracks; null for what it does not send now. */
  tracks(): SourceTracks
  send(tracks: SourceTracks, camera: CameraLimit): void
  sendText(text: string): void
  openStream(label: string): WritableStream<Uint8Array>
  receive(signal: LineSignal): void
  stats(): Promise<RTCStatsReport>
  /** Null while it is not open. */
  fingerprints(): Fingerprints | null
  /** Looks for a new way through the network. */
  restart(): void
  /** Ends it, and returns what was never sent. */
  close(): string[]
}

/** How long to wait before looking at a line that is not open yet or any more, in milliseconds. */
const patienceMs = 4_000

/**
 * One RTCPeerConnection to one page of one other person. The four sources have their places (m-lines) from the
 * first offer on, so that switching one on or off is `replaceTrack` and never a negotiation. Negotiation itself
 * follows the perfect negotiation pattern (WebRTC 1.0, 10.7).
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
  /** Streams that the other side has opened and not closed yet. */
  let incoming = 0
  let closed = false
  let makingOffer = false
  let ignoreOffer = false
  let settingAnswer = false
  const early: (RTCIceCandidateInit | null)[] = []
  let watchdog: ReturnType<typeof setTimeout> | undefined
  /** Signals are taken one after the other, as each may have to wait for the one before. */
  let queue = Promise.resolve()

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

  async function describe() {
    await pc.setLocalDescription()
    if (pc.localDescription) options.signal({ description: pc.localDescription.toJSON(), sending: sending() })
  }

  async function offer() {
    makingOffer = true
    try {
      await describe()
    } finally {
      makingOffer = false
    }
  }

  async function takeDescription(description: RTCSessionDescriptionInit) {
    const ready = !makingOffer && (pc.signalingState === 'stable' || settingAnswer)
    ignoreOffer = !options.polite && description.type === 'offer' && !ready
    if (ignoreOffer) return
    // An answer to an offer that has been taken back or answered already has nothing to say any more.
    if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') return
    settingAnswer = description.type === 'answer'
    try {
      await pc.setRemoteDescription(description)
    } finally {
      settingAnswer = false
    }
    for (const candidate of early.splice(0)) await addCandidate(candidate)
    if (description.type === 'offer') {
      if (!channel) openChannel()
      for (const place of pc.getTransceivers()) {
        place.direction = 'sendrecv'
        place.sender.setStreams?.(stream)
      }
      placeTracks()
      void limit()
      await describe()
    }
    void limit()
  }

  async function addCandidate(candidate: RTCIceCandidateInit | null) {
    try {
      await pc.addIceCandidate(candidate ?? undefined)
    } catch (error) {
      // A candidate for an offer that was not taken, or of a round that is over, is of no use.
      if (!ignoreOffer && pc.signalingState !== 'closed') console.debug('candidate not taken', error)
    }
  }

  async function take(signal: LineSignal) {
    if (closed) return
    if ('description' in signal) {
      await takeDescription(signal.description)
      hear(signal.sending)
    } else if ('candidate' in signal) {
      if (pc.remoteDescription) await addCandidate(signal.candidate)
      else early.push(signal.candidate)
    } else if (!options.polite) {
      await mend()
    }
  }

  /** The way is lost, or was never found: a new round of ICE, or the last offer once more if it was never answered. */
  async function mend() {
    if (closed) return
    if (options.polite && !pc.remoteDescription) return options.signal({ please: 'offer' })
    if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' })
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers: options.iceServers() })
    pc.restartIce()
    await offer()
  }

  function watch() {
    clearTimeout(watchdog)
    if (closed || state() === 'open') return
    watchdog = setTimeout(
      () => {
        queue = queue.then(mend).catch(report)
        watch()
        // The polite side tries later, so that both do not begin at the same moment.
      },
      patienceMs * (options.polite ? 1.6 : 1),
    )
  }

  pc.onnegotiationneeded = () => {
    if (options.polite && !pc.remoteDescription) return
    if (pc.signalingState === 'stable' && !makingOffer) offer().catch(report)
  }
  pc.onicecandidate = ({ candidate }) => options.signal({ candidate: candidate?.toJSON() ?? null })
  pc.onconnectionstatechange = () => {
    if (pc.connectionState === 'connected') everOpen = true
    if (pc.connectionState === 'failed') queue = queue.then(mend).catch(report)
    watch()
    options.changed()
  }
  pc.ontrack = () => options.changed()
  pc.ondatachannel = ({ channel: opened }) => {
    const bytes = incoming < maxIncoming ? readBytes(opened) : null
    if (!bytes) return opened.close()
    incoming++
    opened.addEventListener('close', () => incoming--, { once: true })
    options.stream(opened.label, bytes)
  }

  if (!options.polite) {
    openChannel()
    for (const source of sources) {
      const kind = source === 'microphone' || source === 'screen-sound' ? 'audio' : 'video'
      pc.addTransceiver(kind, { direction: 'sendrecv', streams: [stream] })
    }
  }
  watch()

  function report(error: unknown) {
    if (!closed) console.error('negotiation failed', error)
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
    openStream: (label) => writeBytes(pc, label),
    receive(signal) {
      queue = queue.then(() => take(signal)).catch(report)
    },
    stats: () => pc.getStats(),
    fingerprints() {
      if (state() !== 'open') return null
      const local = fingerprintOf(pc.currentLocalDescription?.sdp)
      const remote = fingerprintOf(pc.currentRemoteDescription?.sdp)
      return local && remote ? { local, remote } : null
    },
    restart() {
      queue = queue.then(mend).catch(report)
    },
    close() {
      closed = true
      clearTimeout(watchdog)
      channel?.close()
      pc.close()
      return outbox
    },
  }
}
