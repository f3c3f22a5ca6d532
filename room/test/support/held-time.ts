type Timer = { run: () => void; leftMs: number; since: number; id: number }

/** What takes longer is for people to see; what is shorter is how something is drawn. */
const longMs = 1_000
const { setTimeout: begin, clearTimeout: end } = window
const timers = new Map<number, Timer>()
let [lastId, isHeld] = [0, false]

function start(timer: Timer) {
  timer.since = performance.now()
  timer.id = begin.call(window, timer.run, timer.leftMs)
}

/** Lets timers of the page be held. */
export function holdTimers() {
  window.setTimeout = ((work: () => void, ms = 0, ...given: []) => {
    if (isHeld || ms < longMs) return begin.call(window, work, ms, ...given)
    // No other timer has a number below 0.
    const number = --lastId
    const run = () => {
      timers.delete(number)
      work(...given)
    }
    const timer = { run, leftMs: ms, since: 0, id: 0 }
    timers.set(number, timer)
    start(timer)
    return number
  }) as typeof window.setTimeout
  window.clearTimeout = (number) => {
    const timer = timers.get(number ?? 0)
    timers.delete(number ?? 0)
    end.call(window, timer?.id ?? number)
  }
}

/**
 * What goes by itself after some seconds stays while it is looked at, as that takes longer on a machine that has other
 * things to do.
 */
export async function withTimeHeld(look: () => Promise<void>) {
  for (const timer of timers.values()) {
    end.call(window, timer.id)
    timer.leftMs -= performance.now() - timer.since
  }
  isHeld = true
  try {
    await look()
  } finally {
    isHeld = false
    for (const timer of timers.values()) start(timer)
  }
}
