import type { Clock } from './clock.ts'

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
export function limited(clock: Clock, ms: number, until: AbortSignal): AbortSignal {
  const limit = new AbortController()
  const tooLong = () => limit.abort(new DOMException('It took too long', 'TimeoutError'))
  clock.after(ms, tooLong, limit.signal)
  const end = () => limit.abort(until.reason)
  if (until.aborted) end()
  until.addEventListener('abort', end, { once: true })
  limit.signal.addEventListener('abort', () => until.removeEventListener('abort', end))
  return limit.signal
}

/** Until a time has passed, or `until` aborts. */
export function pause(clock: Clock, ms: number, until?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (until?.aborted) return resolve()
    until?.addEventListener('abort', done)
    clock.after(ms, done)
    function done() {
      until?.removeEventListener('abort', done)
      resolve()
    }
  })
}
