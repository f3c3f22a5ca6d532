import { setImmediate } from 'node:timers'

export type Portions = ReturnType<typeof createPortions>

/** For how long at a stretch everybody else waits for work on long lists, in milliseconds. */
const stretchMs = 5

/**
 * Work on long lists, in portions: between them whatever else has come gets its turn. All lists together have one stretch,
 * so that many at once hold up nobody for longer than one does; whoever finds it used up waits behind those who wait.
 */
export function createPortions(maxMs = stretchMs) {
  const waiting: (() => void)[] = []
  let spentMs = 0
  let isRenewing = false

  function renewSoon() {
    if (isRenewing) return
    isRenewing = true
    setImmediate(() => {
      isRenewing = false
      spentMs = 0
      goOn()
    })
  }

  /** The next one begins when this one is through with its portion, if there is something left of the stretch. */
  function goOn() {
    if (waiting.length > 0) renewSoon()
    if (spentMs < maxMs) waiting.shift()?.()
  }

  /** Does the work with each of them, in order. */
  async function each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
    const results: Result[] = []
    while (results.length < items.length) {
      if (spentMs >= maxMs || waiting.length > 0) {
        renewSoon()
        await new Promise<void>((begin) => void waiting.push(begin))
      }
      const beganMs = performance.now()
      const untilMs = beganMs + Math.max(0, maxMs - spentMs)
      try {
        do results.push(work(items[results.length] as Item))
        while (results.length < items.length && performance.now() < untilMs)
      } finally {
        spentMs += performance.now() - beganMs
        renewSoon()
        goOn()
      }
    }
    return results
  }

  return { each }
}
