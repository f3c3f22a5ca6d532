import type { VisitView } from '@anteroom/contract/realtime'
import { createStore, type OwnStore, type Store } from '@anteroom/ui/ground/store.ts'

/** `at`: when, in milliseconds since 1970 by the server's clock. */
export type WhoLeft = { name: string; at: number }

/**
 * Who was the last to leave, from the moment on in which we are alone in the call: until somebody comes, or we have read it
 * and set it to null. Whoever was sent back to the waiting room has not left.
 */
export function watchWhoLeft(
  view: Store<VisitView>,
  serverNow: () => number,
  until: AbortSignal,
): OwnStore<WhoLeft | null> {
  const left = createStore<WhoLeft | null>(null)
  let before = view.get().people
  view.subscribe(() => {
    const { people, waiting, phase } = view.get()
    // On hold we see nobody, and nobody has left.
    if (phase.name !== 'in-call') return
    if (people.length > 0) left.set(null)
    else if (before.length > 0) {
      const last = before.findLast(({ visitId }) => !waiting.some((waiter) => waiter.visitId === visitId))
      left.set(last ? { name: last.name, at: serverNow() } : null)
    }
    before = people
  }, until)
  return left
}
