import { useLayoutEffect, useRef } from 'preact/hooks'
import { useRedraw } from './use-redraw.ts'

type Readable<T> = { get(): T; subscribe(listener: () => void): () => void }

/** The value of a store, and a new drawing after each change. */
export function useStore<T>(store: Readable<T>): T {
  const redraw = useRedraw()
  const drawn = useRef(store.get())
  drawn.current = store.get()
  useLayoutEffect(() => {
    const follow = () => {
      if (!Object.is(store.get(), drawn.current)) redraw()
    }
    // It may have changed between the drawing and now.
    follow()
    return store.subscribe(follow)
  }, [store, redraw])
  return drawn.current
}
