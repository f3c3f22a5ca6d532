import { createHash } from 'node:crypto'
import type { ServerEvents, VisitView } from '@anteroom/contract/realtime'
import { viewChanges } from '@anteroom/contract/view-changes'
import type { Clock } from '../ground/clock.ts'

/**
 * This many views may go out at once. After that there is one per pause, which is longer when a change concerns many
 * pages.
 */
const burst = 10
const pauseMs = 100
const pausePerPageMs = 10

export type Pace = ReturnType<typeof createPace>

/**
 * Sends one page its views: no more than a few in a second, the last one always, and none that would show what the page
 * shows already. Somebody who changes their session again and again costs all of its pages no more than that.
 */
export function createPace(clock: Clock, send: (view: VisitView, asked: boolean) => void) {
  let shown = { what: '', where: '', waiting: 0 }
  let waiting: VisitView | null = null
  let isAsked = false
  let timer: NodeJS.Timeout | undefined
  /** When the whole burst is available again, by a clock that nobody can set. */
  let restedAtMs = 0

  function sendNow(view: VisitView, stepMs: number) {
    clearTimeout(timer)
    timer = undefined
    waiting = null
    const asked = isAsked
    isAsked = false
    shown = { what: contentOf(view), where: whereOf(view), waiting: view.waiting.length }
    restedAtMs = Math.max(restedAtMs, performance.now()) + stepMs
    send({ ...view, now: clock.now().toISOString() }, asked)
  }

  function sendWaiting(stepMs: number) {
    timer = undefined
    if (waiting) sendNow(waiting, stepMs)
  }

  return {
    /** `pages`: how many this change concerns. `asked`: the page wants a view, even if it is the same. */
    show(view: VisitView, { pages, asked = false }: { pages: number; asked?: boolean }) {
      isAsked ||= asked
      if (!isAsked && contentOf(view) === shown.what) {
        // It was about to change, and is back to what it was.
        waiting = null
        return
      }
      const stepMs = Math.max(pauseMs, pages * pausePerPageMs)
      const nowMs = performance.now()
      // What was urgent costs the next one a pause, however much of it there was, and as long as the group is now.
      restedAtMs = Math.min(restedAtMs, nowMs + burst * stepMs)
      const aheadMs = restedAtMs - nowMs
      // Where a page is decides which screen it has, and for the media who may hear whom; and nobody waits at a door unseen.
      const isUrgent = whereOf(view) !== shown.where || view.waiting.length > shown.waiting
      if (isUrgent || aheadMs <= (burst - 1) * stepMs) return sendNow(view, stepMs)
      waiting = view
      clearTimeout(timer)
      timer = setTimeout(() => sendWaiting(stepMs), aheadMs - (burst - 1) * stepMs)
    },
    stop: () => clearTimeout(timer),
  }
}

const whereOf = ({ phase, me }: VisitView) => `${phase.name} ${me.visitId} ${me.generation}`

/** All that can be seen of a view. */
function contentOf({ revision, now, ...content }: VisitView): string {
  return createHash('sha1').update(JSON.stringify(content)).digest('base64')
}

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
