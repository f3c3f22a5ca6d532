/** What comes of `work`, unless the signal aborts before: then its reason is thrown. */
export function within<T>(until: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(until.reason)
    if (until.aborted) give()
    until.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => until.removeEventListener('abort', give))
  })
}

/** Aborts with `until`, and by itself after a time. */
export function limited(until: AbortSignal, ms: number): AbortSignal {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new DOMException('It took too long', 'TimeoutError')), ms)
  const end = () => limit.abort(until.reason)
  if (until.aborted) end()
  until.addEventListener('abort', end, { once: true })
  limit.signal.addEventListener('abort', () => {
    clearTimeout(timer)
    until.removeEventListener('abort', end)
  })
  return limit.signal
}

export function pause(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      until.removeEventListener('abort', done)
      resolve()
    }
    if (until.aborted) done()
    until.addEventListener('abort', done, { once: true })
  })
}
