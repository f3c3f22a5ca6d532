import { useLayoutEffect, useReducer, useRef } from 'preact/hooks'
import type { Store } from './ground/store.ts'

/** The value of a store, and a new drawing after each change. */
export function useStore<T>(store: Store<T>): T {
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

/** Draws the component again although none of its state has changed. Always the same function. */
export function useRedraw(): () => void {
  const [, redraw] = useReducer<number, void>((drawings) => drawings + 1, 0)
  return redraw
}
