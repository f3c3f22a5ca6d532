import type { Person } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import {
  isSamePeer,
  type Line,
  type LineLevel,
  type MediaEngine,
  type MediaEngineKind,
  type MediaEngineOptions,
  type Page,
  type Peer,
  type Quality,
  type SourceTracks,
} from '../media.ts'
import { openPipe } from './pipe.ts'

/** How what one page sends reaches another one. */
export type Way = {
  /** The line in place of what would be there; null lets it be what it is. Of two ways the first that is set holds. */
  line: Line | null
  level: LineLevel
  /** No new picture comes, though the camera is on. */
  frozen: boolean
  /** Whether there is room for more than sound. */
  bearsCamera: boolean
  /** What the sender's end of the line is told by besides its page: another one is another line. */
  key: string
}

export type FakeNetwork = MediaEngineKind & {
  /** Changes how what one page sends reaches another one (visit ids), from now on. */
  setWay(from: string, to: string, change: Partial<Way>): void
}

const good: Way = { line: null, level: 'good', frozen: false, bearsCamera: true, key: '' }
const levels: readonly LineLevel[] = ['good', 'weak', 'very-weak']

type Known = {
  person: Person
  everOpen: boolean
  outbox: string[]
  pipes: Set<() => void>
  peer: Peer | null
  key: string
}
type Joined = { visitId: string; generation: number; known: Map<string, Known>; tracks: SourceTracks; hear: Hear }
type Hear = {
  text(from: string, text: string): void
  stream(from: string, label: string, bytes: ReadableStream<Uint8Array>): void
  bytes(length: number): void
  /** Whatever may be another one than before is shown. */
  look(): void
}

/**
 * A network in memory, on which engines find each other as soon as each has the other among its people. Tracks are the
 * sender's own.
 */
export function createFakeNetwork(): FakeNetwork {
  const pages = new Map<string, Joined>()
  const ways = new Map<string, Way>()
  let isDue = false

  const wayOf = (from: string, to: string) => ways.get(`${from} ${to}`) ?? good

  /** Later, as on a network, and once for all that happens until then. */
  function changed() {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      for (const page of pages.values()) page.hear.look()
    })
  }

  function lineOf(page: Joined, other: string, { person, everOpen }: Known): Line {
    const there = pages.get(other)
    const set = wayOf(page.visitId, other).line ?? wayOf(other, page.visitId).line
    const knowsUs = there?.known.get(page.visitId)?.person.generation === page.generation
    if (there?.generation === person.generation && knowsUs) return set ?? 'open'
    return everOpen ? 'interrupted' : 'connecting'
  }

  function peerOf(page: Joined, other: string, known: Known): Peer {
    const line = lineOf(page, other, known)
    const sent = pages.get(other)?.tracks
    const theirs = Boolean(sent?.camera) && !wayOf(other, page.visitId).bearsCamera
    const ours = Boolean(page.tracks.camera) && !wayOf(page.visitId, other).bearsCamera
    // A picture stands still while its line is broken.
    const tracks = line === 'connecting' ? nothing : (sent ?? known.peer?.tracks ?? nothing)
    return { visitId: other, line, tracks: theirs ? { ...tracks, camera: null } : tracks, paused: { theirs, ours } }
  }

  function create({ me, signals, until }: MediaEngineOptions): MediaEngine {
    const peers = createStore<readonly Peer[]>([])
    const quality = createStore<ReadonlyMap<string, Quality>>(new Map())
    const own = createStore<LineLevel>('good')
    const textListeners = new Set<Hear['text']>()
    const streamListeners = new Set<Hear['stream']>()
    const traffic = { sent: 0, received: 0, relayed: 0 }
    const { visitId, generation } = me()
    const page: Joined = { visitId, generation, known: new Map(), tracks: nothing, hear: { look, text, stream, bytes } }

    function look() {
      for (const [other, known] of page.known) {
        const peer = peerOf(page, other, known)
        const { key } = wayOf(other, visitId)
        if (!known.peer || known.key !== key || !isSamePeer(known.peer, peer)) known.peer = peer
        known.key = key
        if (peer.line === 'open') known.everOpen = true
        else cutOff(known)
      }
      const now = [...page.known.values()].flatMap(({ peer }) => peer ?? [])
      const before = peers.get()
      if (now.length !== before.length || now.some((peer, at) => peer !== before[at])) peers.set(now)
      const open = now.filter(({ line }) => line === 'open')
      quality.set(new Map(open.map((peer) => [peer.visitId, qualityOf(peer)])))
      // What reaches nobody well is lost on our side of the network.
      const going = open.map((peer) => wayOf(visitId, peer.visitId).level)
      own.set(levels.find((level) => going.includes(level)) ?? 'good')
      for (const { visitId } of open) {
        for (const text of page.known.get(visitId)?.outbox.splice(0) ?? []) deliver(visitId, text)
      }
    }
    function qualityOf({ visitId: other, tracks }: Peer): Quality {
      const { level, frozen } = wayOf(other, visitId)
      return { level, frozen: frozen && tracks.camera !== null }
    }
    function text(from: string, text: string) {
      bytes(text.length)
      for (const listener of textListeners) listener(from, text)
    }
    function stream(from: string, label: string, bytes: ReadableStream<Uint8Array>) {
      if (streamListeners.size === 0) bytes.cancel(new Error('Nobody hears of it')).catch(() => {})
      for (const listener of streamListeners) listener(from, label, bytes)
    }
    function bytes(length: number) {
      traffic.received += length
    }
    function deliver(to: string, text: string) {
      traffic.sent += text.length
      queueMicrotask(() => pages.get(to)?.hear.text(visitId, text))
    }
    function cutOff({ pipes }: Known) {
      for (const cut of pipes) cut()
      pipes.clear()
    }

    pages.set(visitId, page)
    until.addEventListener('abort', () => {
      if (pages.get(visitId) === page) pages.delete(visitId)
      for (const known of page.known.values()) cutOff(known)
      page.known.clear()
      look()
      changed()
    })

    return {
      peers,
      quality: { quality, own },
      setPeople(people) {
        if (until.aborted) return
        const here = new Map(people.filter(({ onHold }) => !onHold).map((person) => [person.visitId, person]))
        for (const [other, known] of page.known) {
          if (here.get(other)?.generation === known.person.generation) continue
          cutOff(known)
          if (!here.has(other)) page.known.delete(other)
        }
        for (const [other, person] of here) {
          const old = page.known.get(other)
          if (old && old.person.generation >= person.generation) continue
          const outbox = old?.outbox ?? []
          page.known.set(other, { person, everOpen: false, outbox, pipes: new Set(), peer: null, key: '' })
          signals.send({ visitId: other, generation: person.generation }, {})
        }
        look()
        changed()
      },
      send(source, track) {
        if (page.tracks[source] === track) return
        page.tracks = { ...page.tracks, [source]: track }
        changed()
      },
      sendText(text, to) {
        for (const [other, { outbox }] of page.known) if (!to || to === other) outbox.push(text)
        changed()
      },
      onText(listener) {
        textListeners.add(listener)
        return () => textListeners.delete(listener)
      },
      openStream(to, label) {
        const known = page.known.get(to)
        const there = pages.get(to)
        const back = there?.known.get(visitId)
        if (!known || !there || !back || lineOf(page, to, known) !== 'open') {
          return new WritableStream({ start: (end) => end.error(new Error('No line')) })
        }
        const { readable, writable, cut } = openPipe((length) => {
          traffic.sent += length
          there.hear.bytes(length)
        })
        known.pipes.add(cut)
        back.pipes.add(cut)
        queueMicrotask(() => there.hear.stream(visitId, label, readable))
        return writable
      },
      onStream(listener) {
        streamListeners.add(listener)
        return () => streamListeners.delete(listener)
      },
      traffic: async () => ({ ...traffic }),
      fingerprints(other) {
        const known = page.known.get(other)
        if (!known || lineOf(page, other, known) !== 'open') return null
        const nameOf = (page: Page, to: string) => `${page.visitId} ${page.generation} ${wayOf(page.visitId, to).key}`
        return { local: nameOf(page, other), remote: nameOf(known.person, visitId) }
      },
    }
  }

  return {
    create,
    setWay(from, to, change) {
      ways.set(`${from} ${to}`, { ...wayOf(from, to), ...change })
      changed()
    },
  }
}

const nothing: SourceTracks = { microphone: null, camera: null, screen: null, 'screen-sound': null }
