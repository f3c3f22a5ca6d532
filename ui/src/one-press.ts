/** As long as most systems take two presses for one double one, in milliseconds, and as far apart in CSS pixels. */
const [doubleMs, apartPx] = [500, 30]

const actions = 'button, a, summary, label, select, input:not([type=text], [type=search])'

/**
 * Takes a double press for the single one that it was meant to be, wherever something is to be pressed: the second of two
 * in one place does nothing, also where the first has put something else under the finger. Keys are not concerned.
 * @returns what ends it
 */
export function takeDoublePressesForOne(within: Document): () => void {
  const enough = new AbortController()
  const { signal } = enough
  let last = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 }
  let isSecond = false
  // A press of a label is followed by one of what it labels, so presses are counted where they begin.
  within.addEventListener(
    'pointerdown',
    ({ timeStamp: at, clientX: x, clientY: y }) => {
      isSecond = at - last.at < doubleMs && Math.hypot(x - last.x, y - last.y) < apartPx
      last = { at, x, y }
    },
    { capture: true, passive: true, signal },
  )
  // What somebody does in between makes the next press one that they mean.
  const forget = (event: Event) => {
    // A switch that is pressed says so by an event of this name, too.
    if (event.type === 'input' && !(event instanceof InputEvent)) return
    isSecond = false
    last = { ...last, at: Number.NEGATIVE_INFINITY }
  }
  for (const name of ['keydown', 'input'])
    within.addEventListener(name, forget, { capture: true, passive: true, signal })
  within.addEventListener(
    'click',
    (event) => {
      if (!isSecond || !(event.target instanceof Element) || !event.target.closest(actions)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { capture: true, signal },
  )
  return () => enough.abort()
}
