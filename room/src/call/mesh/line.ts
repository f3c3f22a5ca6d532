import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { isWebKit } from '@anteroom/ui/ground/is-webkit.ts'
import { type Line, type Source, type SourceTracks, sources } from '../media.ts'
import type { Fingerprints } from '../safety-code.ts'
import { maxIncoming, readBytes, writeBytes } from './byte-channel.ts'
import { type Connection, openChannel, preferCodecs } from './connection.ts'
import { createEncoder } from './encoding.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Message } from './line-signal.ts'
import { type LineText, readSaid, readText, type Said } from './line-text.ts'
import { negotiate } from './negotiation.ts'
import { spareCamera } from './spare-camera.ts'
import { type LineStats, readStats } from './stats.ts'
import { watchWay } from './watch-way.ts'

/** What one picture may take: bit/s, and pictures per second. */
export type CameraLimit = Readonly<{ maxBitrate: number; maxFramerate: number }>

export type LineOptions = {
  /** With all places made, and perhaps its offer, where this side makes the offers. */
  connection: Connection
  /** Whether this side makes the offers, or the other one. */
  offers: boolean
  iceServers: () => RTCIceServer[]
  /** Whether nothing goes but by TURN. */
  relayOnly: () => boolean
  /** How often a line to the same page was begun before, and never opened. */
  tries: number
  signal: (message: Message) => void
  /** Something changed: the state, or what the other side sends. */
  changed: () => void
  text: (text: string) => void
  stream: (label: string, bytes: ReadableStream<Uint8Array>) => void
  /** It has not opened in time, and is to be replaced by a new one. */
  stuck: () => void
  /** What was written before the line was open, to be sent first. */
  outbox: string[]
  clock: Clock
}

export type MeshLine = {
  state(): Line
  /** The other side's tracks; null for what it does not send now. */
  tracks(): SourceTracks
  /** Whose camera is on, and not sent, as the line is too weak for it. */
  paused(): { theirs: boolean; ours: boolean }
  send(tracks: SourceTracks, camera: CameraLimit): void
  sendText(text: string): void
  openStream(label: string): WritableStream<Uint8Array>
  receive(message: Message): void
  stats(): Promise<LineStats>
  /** Null while it is not open. */
  fingerprints(): Fingerprints | null
  /** Looks for a new way through the network at once, if the one at hand is broken or `evenIfWell`. */
  lookAgain(how?: { evenIfWell?: boolean }): void
  /** Ends it, and returns what was never sent. */
  close(): string[]
}

/** With so little a camera tries whether the line bears it again, in bit/s. */
const trialBitrate = 250_000

/**
 * One RTCPeerConnection to one page of one other person. The four sources have their places (m-lines) from the
 * first offer on, so that switching one on or off is `replaceTrack` and never a negotiation.
 */
export function createLine(options: LineOptions): MeshLine {
  const { pc, stream } = options.connection
  const outbox = [...options.outbox]
  let channel: RTCDataChannel | null = null
  let local: SourceTracks = { microphone: null, camera: null, screen: null, 'screen-sound': null }
  let cameraLimit: CameraLimit | null = null
  /** What we told last, and what we were told. */
  let said: Said = { number: 0, sending: [], cameraPaused: false }
  let heard: Said = { number: -1, sending: [], cameraPaused: false }
  let everOpen = false
  /** Streams that the other side has opened and not closed yet. */
  let incoming = 0

  function state(): Line {
    if (pc.connectionState === 'connected') return 'open'
    if (pc.connectionState === 'failed') return 'failed'
    return everOpen ? 'interrupted' : 'connecting'
  }

  function speakBy(opened: RTCDataChannel) {
    channel = opened
    channel.onopen = () => {
      tellSending()
      for (const text of outbox.splice(0)) sendNow({ kind: 'text', text })
    }
    channel.onmessage = ({ data }) => {
      const message = readText(data)
      if (message?.kind === 'text') options.text(message.text)
      if (message?.kind === 'said') hear(message.said)
    }
  }

  function sendNow(message: LineText) {
    channel?.send(JSON.stringify(message))
  }

  function hear(next: Said | null) {
    if (!next || next.number < heard.number) return
    heard = next
    options.changed()
  }

  function tellSending() {
    const cameraPaused = local.camera !== null && spare.state() !== 'on'
    const sending = sources.filter((source) => local[source] && !(source === 'camera' && cameraPaused))
    const isNews = sending.join() !== said.sending.join() || cameraPaused !== said.cameraPaused
    if (isNews) said = { number: said.number + 1, sending, cameraPaused }
    if (channel?.readyState === 'open') sendNow({ kind: 'said', said })
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

  const encoderOf = (source: Source) => createEncoder(() => pc.getTransceivers()[sources.indexOf(source)]?.sender)
  const voice = encoderOf('microphone')
  const picture = encoderOf('camera')
  /** Sound goes first; and of the camera only what the line bears. */
  function limit() {
    voice.set({ priority: 'high', networkPriority: 'high' })
    if (!cameraLimit) return
    const state = spare.state()
    const { maxBitrate } = cameraLimit
    picture.set({
      ...cameraLimit,
      active: state !== 'paused',
      maxBitrate: state === 'trying' ? Math.min(trialBitrate, maxBitrate) : maxBitrate,
    })
  }

  const { offers, tries, stuck, clock } = options
  const spare = spareCamera({
    pc,
    clock,
    hasCamera: () => local.camera !== null,
    changed() {
      limit()
      tellSending()
      options.changed()
    },
  })
  const negotiation = negotiate({
    pc,
    offers: options.offers,
    iceServers: options.iceServers,
    relayOnly: options.relayOnly,
    signal: options.signal,
    said: () => said,
    beforeAnswer() {
      if (!channel) speakBy(openChannel(options.connection))
      for (const place of pc.getTransceivers()) {
        place.direction = 'sendrecv'
        // Otherwise the order of the offer holds, which suits the other side.
        if (isWebKit()) preferCodecs(place)
        place.sender.setStreams?.(stream)
      }
      placeTracks()
    },
    agreed: () => limit(),
    heard: (said) => hear(readSaid(said)),
    asked: () => way.asked(),
  })
  const way = watchWay({ pc, offers, tries, mend: negotiation.mend, stuck, clock })

  pc.onconnectionstatechange = () => {
    if (pc.connectionState === 'connected') everOpen = true
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

  if (options.connection.channel) speakBy(options.connection.channel)
  negotiation.begin()

  return {
    state,
    tracks() {
      const places = pc.getTransceivers()
      const track = (source: Source) =>
        heard.sending.includes(source) ? (places[sources.indexOf(source)]?.receiver.track ?? null) : null
      return {
        microphone: track('microphone'),
        camera: track('camera'),
        screen: track('screen'),
        'screen-sound': track('screen-sound'),
      }
    },
    paused: () => ({ theirs: heard.cameraPaused, ours: said.cameraPaused }),
    send(tracks, camera) {
      local = tracks
      cameraLimit = camera
      if (pc.remoteDescription || options.offers) placeTracks()
      if (pc.remoteDescription) limit()
      tellSending()
    },
    sendText(text) {
      if (channel?.readyState === 'open') sendNow({ kind: 'text', text })
      else outbox.push(text)
    },
    openStream: (label) => writeBytes(pc, label),
    receive: negotiation.receive,
    stats: async () => readStats(await pc.getStats()),
    fingerprints() {
      if (state() !== 'open') return null
      const local = fingerprintOf(pc.currentLocalDescription?.sdp)
      const remote = fingerprintOf(pc.currentRemoteDescription?.sdp)
      return local && remote ? { local, remote } : null
    },
    lookAgain: way.hurry,
    close() {
      negotiation.close()
      way.close()
      spare.close()
      channel?.close()
      pc.close()
      return outbox
    },
  }
}
