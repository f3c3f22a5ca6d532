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
 * One after the other for each key, or so many at once. A session is worked on by one connection to the database at a time, so that no
 * session, and no row that somebody holds, takes more than one away from all the others. Only so much waits: of one link,
 * so that it does not keep the others of its session waiting, and in all.
 */
export function createTurns({ atOnce = 1, maxOfOne = 8, maxWaiting = 200, withinMs = 10_000 }: Options = {}) {
  /** Of each key that is being worked on: by how many, and what waits for it. */
  const keys = new Map<string, { running: number; queue: Waiting[] }>()

  function next(key: string) {
    const worked = keys.get(key)
    if (!worked) return
    const { queue } = worked
    for (let first = queue.shift(); first; first = queue.shift()) {
      if (performance.now() - first.sinceMs <= withinMs) return first.begin()
      first.refuse(new TurnRefused('unavailable'))
    }
    worked.running -= 1
    if (worked.running === 0) keys.delete(key)
  }

  async function turnOf(key: string, by: string, always: boolean): Promise<void> {
    const worked = keys.get(key) ?? { running: 0, queue: [] }
    keys.set(key, worked)
    if (worked.running < atOnce) {
      worked.running += 1
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
        next(key)
      }
    },
    /** For how many keys something is under way. */
    size: () => keys.size,
  }
}
