/** A value that tells when it changes. Its owner keeps `set`; everybody else gets this. */
export type Store<T> = {
  get(): T
  /** Calls `listener` after each change, until `until` aborts or the returned function is called. */
  subscribe(listener: () => void, until?: AbortSignal): () => void
}

export type OwnStore<T> = Store<T> & { set(next: T): void }

export function createStore<T>(initial: T): OwnStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener, until) {
      const end = () => listeners.delete(listener)
      if (!until?.aborted) listeners.add(listener)
      until?.addEventListener('abort', end)
      return end
    },
  }
}
