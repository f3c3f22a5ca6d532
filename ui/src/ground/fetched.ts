import { createStore, type Store } from './store.ts'

/** Code that is fetched when it is first wanted; `failed` when it could not be had. */
export type Fetched<T> = Store<T | 'failed' | null> & {
  /** Fetches it, unless it is there or on its way; after a failure it tries again. */
  fetch(): void
}

export function fetched<T extends object>(load: () => Promise<T>): Fetched<T> {
  const { get, set, subscribe } = createStore<T | 'failed' | null>(null)
  let isLoading = false

  function end(next: T | 'failed') {
    isLoading = false
    set(next)
  }
  return {
    get,
    subscribe,
    fetch() {
      const value = get()
      if (isLoading || (value && value !== 'failed')) return
      isLoading = true
      load().then(end, () => end('failed'))
    },
  }
}
