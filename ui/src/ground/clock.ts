/** What time it is, and what is done later: the browser's own in a page, one that is set by hand in tests. */
export type Clock = {
  /** In milliseconds since some moment; it never goes back. */
  now(): number
  /** The computer's time of day, in milliseconds since 1970. */
  date(): number
  /** Does something once, unless `until` aborts or the returned function is called before. */
  after(ms: number, work: () => void, until?: AbortSignal): () => void
  /** Does something again and again, until `until` aborts or the returned function is called. */
  every(ms: number, work: () => void, until?: AbortSignal): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after(ms, work, until) {
    const run = () => {
      cancel()
      work()
    }
    const timer = setTimeout(run, ms)
    const cancel = cancelBy(until, () => clearTimeout(timer))
    return cancel
  },
  every(ms, work, until) {
    const timer = setInterval(work, ms)
    return cancelBy(until, () => clearInterval(timer))
  },
}

/** What a lifetime has to clean up is forgotten by it as soon as it is done. */
function cancelBy(until: AbortSignal | undefined, clear: () => void): () => void {
  function cancel() {
    clear()
    until?.removeEventListener('abort', cancel)
  }
  if (until?.aborted) clear()
  else until?.addEventListener('abort', cancel)
  return cancel
}
