import type { VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'

type Lines = {
  /** How the line to each of the others stands. */
  peers: Store<readonly { visitId: string; line: string }[]>
  until: AbortSignal
}

/** Nobody waits longer than this to see who has come. */
const drawnWithinMs = 200

/**
 * The view as it is drawn. To draw somebody who has just come takes a slow computer as long as finding the way to them,
 * and both take the same thread: so the way comes first, and they are drawn while their first picture is on it.
 */
export function createDrawnView(
  view: Store<VisitView>,
  call: Store<Lines | null>,
  clock: Clock,
  until: AbortSignal,
): Store<VisitView> {
  const drawn = createStore(view.get())
  let cancel: (() => void) | null = null

  function isTooSoon(): boolean {
    const { phase, people } = view.get()
    if (phase.name !== 'in-call') return false
    const peers = call.get()?.peers.get()
    if (!peers) return true
    const isDrawn = (visitId: string) => drawn.get().people.some((one) => one.visitId === visitId)
    const isFound = (visitId: string) => peers.some((one) => one.visitId === visitId && one.line !== 'connecting')
    return people.some(
      ({ visitId, connected, onHold }) => connected && !onHold && !isDrawn(visitId) && !isFound(visitId),
    )
  }
  function show() {
    cancel?.()
    cancel = null
    drawn.set(view.get())
  }
  function follow() {
    if (isTooSoon()) cancel ??= clock.after(drawnWithinMs, show, until)
    else show()
  }
  const ends = [
    view.subscribe(follow),
    call.subscribe(() => {
      const current = call.get()
      const stop = current?.peers.subscribe(follow)
      if (stop) current?.until.addEventListener('abort', stop)
      follow()
    }),
  ]
  until.addEventListener('abort', () => {
    for (const end of ends) end()
  })
  return drawn
}
