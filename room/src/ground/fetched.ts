/** Code that is fetched when it is first wanted; `failed` when it could not be had. A store, as `useStore` takes it. */
export type Fetched<T> = {
  get(): T | 'failed' | null
  subscribe(listener: () => void): () => void
  /** Fetches it, unless it is there or on its way; after a failure it tries again. */
  fetch(): void
}

export function fetched<T extends object>(load: () => Promise<T>): Fetched<T> {
  let value: T | 'failed' | null = null
  let isLoading = false
  const listeners = new Set<() => void>()

  function set(next: T | 'failed') {
    value = next
    isLoading = false
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => value,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fetch() {
      if (isLoading || (value && value !== 'failed')) return
      isLoading = true
      load().then(set, () => set('failed'))
    },
  }
}
