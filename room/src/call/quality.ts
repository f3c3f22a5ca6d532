import { createStore, type Store } from '../ground/store.ts'
import type { MediaEngine } from './media.ts'

/** How well sound and pictures get through. */
export type LineLevel = 'good' | 'weak' | 'very-weak'

/** How it stands with one of the others. `frozen`: their camera is on, and no new picture has come for a while. */
export type Quality = Readonly<{ level: LineLevel; frozen: boolean }>

/** What two looks at a connection tell of the time between them. Shares are 0 to 1, null where nothing is known. */
export type Reading = Readonly<{
  lostComing: number | null
  lostGoing: number | null
  roundTripMs: number | null
  /** Pictures that were decoded since the connection began. */
  pictures: number
}>

/** Counters of a connection, as they stood at the last look. */
export type Counters = { received: number; lost: number }

const lookEveryMs = 2_000
/** So many looks in a row have to agree: a single bad one is nobody's business, and good words are not to be hasty. */
const looksToFall = 2
const looksToRise = 4
/** No new picture for so many looks is a picture that stands still. */
const looksUntilFrozen = 2

/** Reads what the browser has counted (Identifiers for WebRTC's Statistics API). */
export function readReport(report: RTCStatsReport, before: Counters): { reading: Reading; counters: Counters } {
  let [received, lost, pictures] = [0, 0, 0]
  let lostGoing: number | null = null
  let roundTripMs: number | null = null
  for (const stats of report.values()) {
    if (stats.type === 'inbound-rtp') {
      received += stats.packetsReceived ?? 0
      lost += Math.max(0, stats.packetsLost ?? 0)
      pictures += stats.framesDecoded ?? 0
    } else if (stats.type === 'remote-inbound-rtp') {
      if (typeof stats.fractionLost === 'number') lostGoing = Math.max(lostGoing ?? 0, stats.fractionLost)
    } else if (stats.type === 'candidate-pair' && stats.nominated && typeof stats.currentRoundTripTime === 'number') {
      roundTripMs = stats.currentRoundTripTime * 1_000
    }
  }
  const came = Math.max(0, received - before.received)
  const went = Math.max(0, lost - before.lost)
  return {
    reading: { lostComing: came + went > 0 ? went / (came + went) : null, lostGoing, roundTripMs, pictures },
    counters: { received, lost },
  }
}

/** Above these sound begins to break, and is hard to follow. */
const bounds = { weak: { lost: 0.05, roundTripMs: 450 }, 'very-weak': { lost: 0.15, roundTripMs: 900 } } as const

export function levelOf(lost: number | null, roundTripMs: number | null): LineLevel {
  for (const level of ['very-weak', 'weak'] as const) {
    if ((lost ?? 0) > bounds[level].lost || (roundTripMs ?? 0) > bounds[level].roundTripMs) return level
  }
  return 'good'
}

const order: readonly LineLevel[] = ['good', 'weak', 'very-weak']

/** Follows a level, and changes only when several looks agree. */
export type Steady = Readonly<{ level: LineLevel; seen: LineLevel; times: number }>
export const steadyGood: Steady = { level: 'good', seen: 'good', times: 0 }

export function settle(before: Steady, seen: LineLevel): Steady {
  const times = before.seen === seen ? before.times + 1 : 1
  const falls = order.indexOf(seen) > order.indexOf(before.level)
  const isSure = times >= (falls ? looksToFall : looksToRise)
  return { level: isSure ? seen : before.level, seen, times }
}

type Known = { counters: Counters; steady: Steady; pictures: number; stillFor: number }

export type QualityWatch = {
  /** By visit. */
  quality: Store<ReadonlyMap<string, Quality>>
  /** Our own way to all others: what we send does not arrive. */
  own: Store<LineLevel>
}

type Engine = Pick<MediaEngine, 'reports' | 'peers'>

/** Looks at all connections every two seconds, while there are any. */
export function watchQuality(engine: Engine, until: AbortSignal): QualityWatch {
  const quality = createStore<ReadonlyMap<string, Quality>>(new Map())
  const own = createStore<LineLevel>('good')
  const known = new Map<string, Known>()
  let ownSteady = steadyGood

  async function look() {
    const peers = engine.peers.get()
    for (const id of [...known.keys()]) if (!peers.some(({ visitId }) => visitId === id)) known.delete(id)
    const reports = await engine.reports()
    const next = new Map<string, Quality>()
    const going: LineLevel[] = []
    for (const { visitId, line, tracks } of peers) {
      const report = reports.get(visitId)
      if (!report || line !== 'open') continue
      const before = known.get(visitId) ?? {
        counters: { received: 0, lost: 0 },
        steady: steadyGood,
        pictures: -1,
        stillFor: 0,
      }
      const { reading, counters } = readReport(report, before.counters)
      const moves = !tracks.camera || reading.pictures !== before.pictures
      const now: Known = {
        counters,
        steady: settle(before.steady, levelOf(reading.lostComing, reading.roundTripMs)),
        pictures: reading.pictures,
        stillFor: moves ? 0 : before.stillFor + 1,
      }
      known.set(visitId, now)
      going.push(levelOf(reading.lostGoing, null))
      next.set(visitId, { level: now.steady.level, frozen: now.stillFor >= looksUntilFrozen })
    }
    // What reaches nobody well is lost on our side of the network.
    const best = order.find((level) => going.includes(level)) ?? 'good'
    ownSteady = settle(ownSteady, best)
    own.set(ownSteady.level)
    if (!isSame(quality.get(), next)) quality.set(next)
  }

  const timer = setInterval(() => {
    look().catch(() => {
      // A connection was closed in the middle of it; the next look is without it.
    })
  }, lookEveryMs)
  until.addEventListener('abort', () => clearInterval(timer))
  return { quality, own }
}

function isSame(a: ReadonlyMap<string, Quality>, b: ReadonlyMap<string, Quality>): boolean {
  if (a.size !== b.size) return false
  return [...a].every(([id, one]) => one.level === b.get(id)?.level && one.frozen === b.get(id)?.frozen)
}
