import type { ServerEvents, VisitView } from '@anteroom/contract/realtime'
import { viewChanges } from '@anteroom/contract/view-changes'

/** `changes`: null for a page that cannot put views together. */
type Ways = { whole: ServerEvents['visit:view']; changes: ServerEvents['visit:changes'] | null }

/**
 * Sends one connection its views: whole ones, or what has changed since the one before. That one is kept for whoever is in
 * a call alone, where lists are long and changes many, and not for all who wait.
 */
export function createViews({ whole, changes }: Ways) {
  let before: VisitView | null = null
  /** `asked`: the page wants a view, and perhaps because it does not know the one before. */
  return (view: VisitView, asked: boolean) => {
    if (before && changes && !asked) changes(viewChanges(before, view))
    else whole(view)
    before = changes && view.phase.name === 'in-call' ? view : null
  }
}
