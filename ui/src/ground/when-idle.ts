/** Does something after `ms` milliseconds, in the next moment in which nothing else is to be done, or 500 ms later. */
export function whenIdle(work: () => void, ms = 0): { done(): boolean; cancel(): void } {
  let isDone = false
  let cancel = () => clearTimeout(timer)
  const run = () => {
    isDone = true
    work()
  }
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in globalThis) {
      const handle = requestIdleCallback(run, { timeout: 500 })
      cancel = () => cancelIdleCallback(handle)
    } else {
      const later = setTimeout(run, 200) // Safari
      cancel = () => clearTimeout(later)
    }
  }, ms)
  return { done: () => isDone, cancel: () => cancel() }
}
