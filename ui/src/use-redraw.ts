import { useReducer } from 'preact/hooks'

/** Draws the component again although none of its state has changed. Always the same function. */
export function useRedraw(): () => void {
  const [, redraw] = useReducer<number, void>((drawings) => drawings + 1, 0)
  return redraw
}
