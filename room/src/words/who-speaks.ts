import { whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { labelOf } from './label-of.ts'

/** Whom a message to whoever waits is from: the practice, where several may have written it. */
export function authorOf(view: VisitView): string {
  const [only, ...others] = whomToMeet(view)
  return others.length === 0 && only?.role === 'HOST' && only.name ? only.name : view.session.team
}

/** Who has sent somebody back to wait, or said "not now": of several who are there, nobody knows which. */
export function deciderOf(view: VisitView): string {
  const [host, ...others] = whomToMeet(view).filter(({ inCall }) => inCall)
  return host && others.length === 0 ? labelOf(host, view) : view.session.team
}
