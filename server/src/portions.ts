import { setImmediate } from 'node:timers'

export type Portions = ReturnType<typeof createPortions>

/** For how long at a stretch everybody else waits for work on long lists, in milliseconds. */
const stretchMs = 5

/**
 * Work on long lists, in portions: between them whatever else has come gets its turn. All lists together have one stretch,
 * so that many at once hold up nobody for longer than one does; short ones go through in what is left of it.
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
      const next = waiting.shift()
      if (waiting.length > 0) renewSoon()
      next?.()
    })
  }

  /** Does the work with each of them, in order. */
  async function each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
    const results: Result[] = []
    for (let at = 0; at < items.length; ) {
      if (spentMs >= maxMs) {
        renewSoon()
        await new Promise<void>((begin) => void waiting.push(begin))
      }
      const beganMs = performance.now()
      const untilMs = beganMs + maxMs - spentMs
      let nowMs = beganMs
      for (; at < items.length && nowMs < untilMs; at += 1) {
        results.push(work(items[at] as Item))
        nowMs = performance.now()
      }
      spentMs += nowMs - beganMs
      renewSoon()
    }
    return results
  }

  return { each }
}
