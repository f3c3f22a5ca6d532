import type { VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'

type Signalling = {
  /** To whom a signal has left, and to which of their pages (visit ids to generations). */
  signalled: Store<ReadonlyMap<string, number>>
  until: AbortSignal
}

/** Nobody waits longer than this to see who has come. */
const drawnWithinMs = 200

/**
 * The view as it is drawn. To draw somebody who has just come takes a slow computer as long as finding the way to them,
 * and both take the same thread: so the way comes first, and they are drawn when the first signal to them has left.
 */
export function createDrawnView(
  view: Store<VisitView>,
  call: Store<Signalling | null>,
  clock: Clock,
  until: AbortSignal,
): Store<VisitView> {
  const drawn = createStore(view.get())
  let cancel: (() => void) | null = null

  function isTooSoon(): boolean {
    const { phase, people } = view.get()
    if (phase.name !== 'in-call') return false
    const signalled = call.get()?.signalled.get()
    return (
      !signalled || people.some((one) => one.connected && !one.onHold && signalled.get(one.visitId) !== one.generation)
    )
  }
  function show() {
    cancel?.()
    cancel = null
    drawn.set(view.get())
  }
  function follow() {
    if (isTooSoon()) cancel ??= clock.after(drawnWithinMs, show, until)
    // What belongs to the signal that has just left, as the other side's candidates, is taken first.
    else if (cancel) clock.after(0, show, until)
    else show()
  }
  const ends = [
    view.subscribe(follow),
    call.subscribe(() => {
      const current = call.get()
      const stop = current?.signalled.subscribe(follow)
      if (stop) current?.until.addEventListener('abort', stop)
      follow()
    }),
  ]
  until.addEventListener('abort', () => {
    for (const end of ends) end()
  })
  return drawn
}
