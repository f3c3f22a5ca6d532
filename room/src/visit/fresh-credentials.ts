import type { VisitView } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
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
export function keepCredentialsFresh(
  { view, request }: Pick<Visit, 'view' | 'request'>,
  clock: Clock,
  until: AbortSignal,
) {
  let cancel = () => {}
  function plan() {
    cancel()
    const ms = refreshAfterMs(view.get())
    if (ms === null || until.aborted) return
    cancel = clock.after(ms, () => void ask(), until)
  }
  async function ask() {
    const answer = await request('visit:refresh', {})
    // Out of reach: a view comes with the next connection.
    if (!answer.ok) plan()
  }
  plan()
  view.subscribe(plan, until)
}
