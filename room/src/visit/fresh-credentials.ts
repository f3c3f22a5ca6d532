import type { VisitView } from '@anteroom/contract/realtime'
import type { Visit } from './visit.ts'

/** However short credentials last, a page does not ask more often than this. */
const soonestMs = 5_000
/** Timers take no longer time than 31 bits hold. */
const latestMs = 2_147_483_647

/** When a page with this view should ask for the next one, in milliseconds from then; null where nothing ends. */
export function refreshAfterMs({ now, iceServers }: Pick<VisitView, 'now' | 'iceServers'>): number | null {
  const ends = iceServers.flatMap(({ until }) => (until ? [Date.parse(until)] : []))
  if (ends.length === 0) return null
  return Math.min(Math.max((Math.min(...ends) - Date.parse(now)) / 2, soonestMs), latestMs)
}

/** Has the page ask for its view again while its TURN credentials are still good, so that a broken line finds fresh ones. */
export function keepCredentialsFresh({ view, request }: Pick<Visit, 'view' | 'request'>, until: AbortSignal) {
  let timer: ReturnType<typeof setTimeout> | undefined
  function plan() {
    clearTimeout(timer)
    const ms = refreshAfterMs(view.get())
    if (ms === null || until.aborted) return
    timer = setTimeout(async () => {
      const answer = await request('visit:refresh', {})
      // Out of reach: a view comes with the next connection.
      if (!answer.ok) plan()
    }, ms)
  }
  plan()
  const stop = view.subscribe(plan)
  until.addEventListener('abort', () => {
    stop()
    clearTimeout(timer)
  })
}
