import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { CallQuality, LineLevel, Peer, Quality } from '../media.ts'
import type { LineStats } from './stats.ts'

/** Counters of a connection, as they stood at the last look. */
export type Counters = Readonly<{ received: number; lost: number }>

const lookEveryMs = 2_000
/** So many looks in a row have to agree: a single bad one is nobody's business, and good words are not to be hasty. */
const looksToFall = 2
const looksToRise = 4
/** No new picture for so many looks is a picture that stands still. */
const looksUntilFrozen = 2

/** Of what should have come since the last look, the share that was lost: 0 to 1, null where nothing came. */
export function lostSince(before: Counters, now: Counters): number | null {
  const came = Math.max(0, now.received - before.received)
  const went = Math.max(0, now.lost - before.lost)
  return came + went > 0 ? went / (came + went) : null
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

type Options = {
  peers: Store<readonly Peer[]>
  /** What the browser says of the line to each of the others, by visit. */
  stats: () => Promise<ReadonlyMap<string, LineStats>>
  clock: Clock
  until: AbortSignal
}

/** Looks at all lines every two seconds. */
export function watchQuality({ peers, stats, clock, until }: Options): CallQuality {
  const quality = createStore<ReadonlyMap<string, Quality>>(new Map())
  const own = createStore<LineLevel>('good')
  const known = new Map<string, Known>()
  let ownSteady = steadyGood

  async function look() {
    const others = peers.get()
    for (const id of [...known.keys()]) if (!others.some(({ visitId }) => visitId === id)) known.delete(id)
    const all = others.length > 0 ? await stats() : new Map<string, LineStats>()
    const next = new Map<string, Quality>()
    const going: LineLevel[] = []
    for (const { visitId, line, tracks } of others) {
      const counted = all.get(visitId)
      if (!counted || line !== 'open') continue
      const before = known.get(visitId) ?? {
        counters: { received: 0, lost: 0 },
        steady: steadyGood,
        pictures: -1,
        stillFor: 0,
      }
      const lost = lostSince(before.counters, counted)
      const moves = !tracks.camera || counted.pictures !== before.pictures
      const now: Known = {
        counters: counted,
        steady: settle(before.steady, levelOf(lost, counted.roundTripMs)),
        pictures: counted.pictures,
        stillFor: moves ? 0 : before.stillFor + 1,
      }
      known.set(visitId, now)
      going.push(levelOf(counted.lostGoing, null))
      next.set(visitId, { level: now.steady.level, frozen: now.stillFor >= looksUntilFrozen })
    }
    // What reaches nobody well is lost on our side of the network.
    const best = order.find((level) => going.includes(level)) ?? 'good'
    ownSteady = settle(ownSteady, best)
    own.set(ownSteady.level)
    // One cause is told once, and as whose it is.
    if (ownSteady.level !== 'good') for (const [id, { frozen }] of next) next.set(id, { level: 'good', frozen })
    if (!isSame(quality.get(), next)) quality.set(next)
  }

  function lookAgain() {
    look().catch(() => {
      // A connection was closed in the middle of it; the next look is without it.
    })
  }
  clock.every(lookEveryMs, lookAgain, until)
  return { quality, own }
}

function isSame(a: ReadonlyMap<string, Quality>, b: ReadonlyMap<string, Quality>): boolean {
  if (a.size !== b.size) return false
  return [...a].every(([id, one]) => one.level === b.get(id)?.level && one.frozen === b.get(id)?.frozen)
}
