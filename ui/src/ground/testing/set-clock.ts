import type { Clock } from '../clock.ts'

export type SetClock = Clock & {
  /** Lets time pass: what is due is done at its time, with all that follows from it at once. */
  pass(ms: number): Promise<void>
  /** The computer sleeps: it is later, and nothing was done meanwhile. */
  sleep(ms: number): void
}

type Timer = { at: number; everyMs: number | null; work: () => void }

const began = Date.parse('2026-03-02T10:00:00.000Z')

/** A clock that stands still, until a test lets time pass. */
export function createSetClock(): SetClock {
  let now = 0
  const timers = new Set<Timer>()

  function add(ms: number, everyMs: number | null, work: () => void, until?: AbortSignal) {
    const timer = { at: now + Math.max(ms, 0), everyMs, work }
    const cancel = () => void timers.delete(timer)
    if (until?.aborted) return cancel
    timers.add(timer)
    until?.addEventListener('abort', cancel)
    return cancel
  }

  function nextUpTo(end: number): Timer | undefined {
    const due = [...timers].filter(({ at }) => at <= end)
    return due.reduce<Timer | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined)
  }

  return {
    now: () => now,
    date: () => began + now,
    after: (ms, work, until) => add(ms, null, work, until),
    every: (ms, work, until) => add(ms, ms, work, until),
    sleep(ms) {
      now += ms
    },
    async pass(ms) {
      const end = now + ms
      await untilSettled()
      for (let timer = nextUpTo(end); timer; timer = nextUpTo(end)) {
        now = timer.at
        if (timer.everyMs === null) timers.delete(timer)
        else timer.at += timer.everyMs
        timer.work()
        await untilSettled()
      }
      now = end
    },
  }
}

/** All promises that are kept already have been heard of. */
function untilSettled(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
