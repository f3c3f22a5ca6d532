/** Does something in the next moment in which nothing else is to be done, half a second from now at the latest. */
export function whenIdle(work: () => void): { done(): boolean; cancel(): void } {
  let isDone = false
  const run = () => {
    isDone = true
    work()
  }
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(run, { timeout: 500 })
    return { done: () => isDone, cancel: () => cancelIdleCallback(handle) }
  }
  const timer = setTimeout(run, 200) // Safari
  return { done: () => isDone, cancel: () => clearTimeout(timer) }
}
