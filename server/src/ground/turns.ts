/** Work that does not get its turn, and why. */
export class TurnRefused extends Error {
  override name = 'TurnRefused'
  readonly problem: 'too-many-requests' | 'unavailable'

  constructor(problem: TurnRefused['problem']) {
    super(problem)
    this.problem = problem
  }
}

type Waiting = { by: string; sinceMs: number; begin(): void; refuse(error: TurnRefused): void }

type Options = { atOnce?: number; maxOfOne?: number; maxWaiting?: number; withinMs?: number }

export type Turns = ReturnType<typeof createTurns>

/**
 * One after the other for each key, or so many at once. A session is worked on by one connection to the database at a
 * time, so that no session, and no row that somebody holds, takes more than one away from all the others. Only so much
 * waits: of one link, so that it does not keep the others of its session waiting, and in all.
 */
export function createTurns({ atOnce = 1, maxOfOne = 8, maxWaiting = 200, withinMs = 10_000 }: Options = {}) {
  /** Of each key that is being worked on: for whom, once for each place that they have, and what waits for it. */
  const keys = new Map<string, { running: string[]; queue: Waiting[] }>()

  function next(key: string, doneBy: string) {
    const worked = keys.get(key)
    if (!worked) return
    const { running, queue } = worked
    running.splice(running.indexOf(doneBy), 1)
    for (let first = takeNext(worked); first; first = takeNext(worked)) {
      if (performance.now() - first.sinceMs <= withinMs) {
        running.push(first.by)
        return first.begin()
      }
      first.refuse(new TurnRefused('unavailable'))
    }
    if (running.length === 0 && queue.length === 0) keys.delete(key)
  }

  /** Of those who have the fewest places, who came first: nobody's many keep another's few waiting. */
  function takeNext({ running, queue }: { running: readonly string[]; queue: Waiting[] }): Waiting | undefined {
    const placesOf = (by: string) => running.filter((one) => one === by).length
    let best = 0
    for (const [at, waiting] of queue.entries()) {
      if (placesOf(waiting.by) < placesOf(queue[best]?.by ?? '')) best = at
    }
    return queue.splice(best, 1)[0]
  }

  async function turnOf(key: string, by: string, always: boolean): Promise<void> {
    const worked = keys.get(key) ?? { running: [], queue: [] }
    keys.set(key, worked)
    if (worked.running.length < atOnce) {
      worked.running.push(by)
      return
    }
    const { queue } = worked
    const ofOne = queue.filter((waiting) => waiting.by === by).length
    if (!always && (ofOne >= maxOfOne || queue.length >= maxWaiting)) throw new TurnRefused('too-many-requests')
    await new Promise<void>((begin, refuse) => {
      // What has to be is not late ever.
      queue.push({ by, sinceMs: always ? Number.POSITIVE_INFINITY : performance.now(), begin, refuse })
    })
  }

  return {
    /** Does the work of `by` when it is its turn; throws `TurnRefused` when it is not to be. `always`: what has to be. */
    async take<T>(key: string, by: string, work: () => Promise<T>, { always = false } = {}): Promise<T> {
      await turnOf(key, by, always)
      try {
        return await work()
      } finally {
        next(key, by)
      }
    },
    /** For how many keys something is under way. */
    size: () => keys.size,
  }
}
