import type { Person } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import {
  isSamePeer,
  type MediaEngine,
  type MediaEngineKind,
  type MediaEngineOptions,
  type Page,
  type Peer,
  type SourceTracks,
  type Traffic,
} from '../media.ts'
import { createConnection, makePlaces } from './connection.ts'
import { type CameraLimit, createLine, type MeshLine } from './line.ts'
import { readSignal } from './line-signal.ts'
import { keepOfferInAdvance } from './offer-in-advance.ts'
import { withoutOwnAddress } from './own-address.ts'
import { watchQuality } from './quality.ts'
import { growth, noTraffic, plus } from './traffic.ts'

/**
 * `connection`: the number that its signals carry. `tries`: how many connections before it never opened. `counted`: the
 * traffic of each way that the line took through the network, as it was last seen.
 */
type Known = {
  person: Person
  offers: boolean
  connection: number
  tries: number
  line: MeshLine
  counted: Map<string, Traffic>
}
type Held = { generation: number; data: unknown }[]

/** Signals that may come before the view that names their sender; more than this many are not kept. */
const maxHeld = 100

/** Who comes to so many others is one of a group, and joins it one line after the other anyway. */
const maxAwaited = 3

/** Made while the person still looks at their preview: the first picture would otherwise wait for it. */
let certificates: RTCCertificate[] = []

/** In time, and with it all that a browser sets up for the first connection of a page, which takes it a while. */
function prepareConnections() {
  if (!globalThis.RTCPeerConnection) return
  new RTCPeerConnection().close()
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' }
  RTCPeerConnection.generateCertificate(algorithm).then(
    (certificate) => {
      certificates = [certificate]
    },
    () => {
      // The browser makes one by itself, later.
    },
  )
}

/** Each of the others gets a stream of their own, so the more there are, the smaller each is. */
function cameraLimit(others: number): CameraLimit {
  if (others <= 1) return { maxBitrate: 1_700_000, maxFramerate: 30 }
  if (others === 2) return { maxBitrate: 900_000, maxFramerate: 30 }
  if (others === 3) return { maxBitrate: 600_000, maxFramerate: 24 }
  return { maxBitrate: 350_000, maxFramerate: 15 }
}

/** Who was there first has nothing else to do; who comes has a screen to draw. Both sides come to the same answer. */
function cameLater(me: { visitId: string; since: string }, other: { visitId: string; since: string }): boolean {
  if (me.since !== other.since) return me.since > other.since
  return me.visitId > other.visitId
}

/** Browser to browser: one line to each of the others. */
function createMesh(options: MediaEngineOptions): MediaEngine {
  const { signals, clock, until } = options
  const peers = createStore<readonly Peer[]>([])
  const known = new Map<string, Known>()
  const held = new Map<string, Held>()
  const listeners = new Set<(from: string, text: string) => void>()
  const streamListeners = new Set<Parameters<MediaEngine['onStream']>[0]>()
  let local: SourceTracks = { microphone: null, camera: null, screen: null, 'screen-sound': null }
  let total = noTraffic
  /** How many connections this side has offered. */
  let connections = 0

  /** A connection says much that changes nothing, and each new list is a new drawing. */
  function show() {
    const before = new Map(peers.get().map((peer) => [peer.visitId, peer]))
    const now = [...known].map(([visitId, { line }]): Peer => {
      const peer = { visitId, line: line.state(), tracks: line.tracks(), paused: line.paused() }
      const old = before.get(visitId)
      return old && isSamePeer(old, peer) ? old : peer
    })
    if (now.length !== before.size || now.some((peer) => before.get(peer.visitId) !== peer)) peers.set(now)
    inAdvance.changed()
  }

  const connectionOptions = {
    iceServers: () => options.iceServers().map((server) => ({ ...server })),
    relayOnly: options.relayOnly,
    certificates: () => certificates,
  }
  const inAdvance = keepOfferInAdvance({
    ...connectionOptions,
    isWanted: () => known.size < maxAwaited && [...known.values()].every(({ line }) => line.state() === 'open'),
    clock,
    until,
  })

  /** To offer: the one that was made in advance, if it is there. */
  function connectionToOffer() {
    const made = inAdvance.take()
    if (made) return made
    const connection = createConnection(connectionOptions)
    makePlaces(connection)
    return connection
  }

  function meet(person: Person, before?: Known): Known {
    const { visitId, generation } = person
    const offers = !cameLater(options.me(), person)
    const tries = before?.person.generation === generation ? before.tries + 1 : 0
    const line = createLine({
      connection: offers ? connectionToOffer() : createConnection(connectionOptions),
      offers,
      tries,
      iceServers: connectionOptions.iceServers,
      relayOnly: options.relayOnly,
      signal(message) {
        const said = options.relayOnly() ? withoutOwnAddress(message) : message
        signals.send({ visitId, generation }, { ...said, connection: now.connection })
      },
      changed: show,
      text: (text) => {
        for (const listener of listeners) listener(visitId, text)
      },
      stream: (label, bytes) => {
        if (streamListeners.size === 0) void bytes.cancel().catch(() => {})
        for (const listener of streamListeners) listener(visitId, label, bytes)
      },
      stuck() {
        if (known.get(visitId) === now) replace(now)
      },
      outbox: before?.line.close() ?? [],
      clock,
    })
    const now: Known = { person, offers, connection: offers ? ++connections : 0, tries, line, counted: new Map() }
    known.set(visitId, now)
    const early = held.get(visitId) ?? []
    held.delete(visitId)
    for (const { generation, data } of early) receive({ visitId, generation }, data)
    return now
  }

  /** Another connection to the same page. */
  function replace(old: Known): Known {
    const now = meet(old.person, old)
    sendAll()
    show()
    return now
  }

  function receive(from: Page, data: unknown) {
    const current = known.get(from.visitId)
    if (current?.person.generation === from.generation) return take(current, data)
    if (current && from.generation < current.person.generation) return
    const waiting = held.get(from.visitId) ?? []
    if (waiting.length < maxHeld) held.set(from.visitId, [...waiting, { generation: from.generation, data }])
  }

  function take(current: Known, data: unknown) {
    const signal = readSignal(data)
    if (!signal) return
    if (!current.offers && signal.connection > current.connection) {
      // The first one that is heard of; or a new one in the place of one that did not open.
      const now = current.connection === 0 ? current : replace(current)
      now.connection = signal.connection
      now.line.receive(signal)
    } else if (signal.connection === current.connection || 'please' in signal) {
      current.line.receive(signal)
    }
  }

  function sendAll() {
    for (const { line } of known.values()) line.send(local, cameraLimit(known.size))
  }

  /** Each line looks for its way anew, those that are well only if `evenIfWell`. */
  function lookAgain(evenIfWell: boolean) {
    for (const { line } of known.values()) line.lookAgain({ evenIfWell })
  }

  async function stats() {
    const each = [...known].map(async ([visitId, { line }]) => [visitId, await line.stats()] as const)
    return new Map(await Promise.all(each))
  }

  const ends = [
    signals.listen(receive),
    // Lines that are broken need not wait any longer.
    signals.getThrough.subscribe(() => signals.getThrough.get() && lookAgain(false)),
  ]
  options.watchNetwork(() => {
    inAdvance.renew()
    lookAgain(true)
  })
  // A new round of ICE would go on by the way at hand where it finds no relay. The side that answers gets a new connection
  // with the offer that comes, and asks for one should the other side be from before, or have been quicker.
  options.watchRelayOnly(() => {
    inAdvance.renew()
    for (const line of known.values()) {
      if (line.offers) replace(line)
      else line.line.lookAgain({ evenIfWell: true })
    }
  })
  until.addEventListener('abort', () => {
    for (const end of ends) end()
    for (const { line } of known.values()) line.close()
    known.clear()
    show()
  })

  return {
    peers,
    quality: watchQuality({ peers, stats, clock, until }),
    setPeople(people) {
      if (until.aborted) return
      const here = new Map(people.filter((person) => !person.onHold).map((person) => [person.visitId, person]))
      for (const [visitId, { line }] of known) {
        if (!here.has(visitId)) {
          line.close()
          known.delete(visitId)
        }
      }
      for (const person of here.values()) {
        const old = known.get(person.visitId)
        if (old && old.person.generation >= person.generation) {
          const isBack = person.connected && !old.person.connected
          old.person = { ...person, generation: old.person.generation }
          // What we signalled while they were out of reach is lost.
          if (isBack) old.line.lookAgain()
          continue
        }
        meet(person, old)
      }
      sendAll()
      show()
    },
    send(source, track) {
      if (local[source] === track) return
      local = { ...local, [source]: track }
      sendAll()
    },
    sendText(text, to) {
      for (const [visitId, { line }] of known) if (!to || to === visitId) line.sendText(text)
    },
    onText(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    openStream(to, label) {
      const line = known.get(to)?.line
      // Nobody is there: it fails as it would when they go later.
      return line ? line.openStream(label) : new WritableStream({ start: (end) => end.error(new Error('No line')) })
    },
    onStream(listener) {
      streamListeners.add(listener)
      return () => streamListeners.delete(listener)
    },
    fingerprints: (visitId) => known.get(visitId)?.line.fingerprints() ?? null,
    async traffic() {
      const count = async ({ line, counted }: Known) => {
        const { ways } = await line.stats()
        total = plus(total, growth(ways, counted))
      }
      await Promise.all([...known.values()].map(count))
      return total
    },
  }
}

export const mesh: MediaEngineKind = { create: createMesh, prepare: prepareConnections }
