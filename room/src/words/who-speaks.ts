import { whomToMeet } from '@anteroom/contract/presence'
import type { VisitView } from '@anteroom/contract/realtime'
import { labelOf } from './label-of.ts'

/** Whom words to somebody who waits are from. */
export type Speakers = {
  /** Who writes to them: the practice, where several may have done it. */
  author: string
  /** Who sends them back to wait, or says "not now": of several who are there, nobody knows which. */
  decider: string
  /** Who is in the call and lets them in; null while nobody is. */
  host: string | null
}

export function speakersOf(view: VisitView): Speakers {
  const { team } = view.session
  const [only, ...others] = whomToMeet(view)
  const [here, ...more] = whomToMeet(view).filter(({ inCall }) => inCall)
  const host = here ? labelOf(here, view) : null
  return {
    author: (!others[0] && only?.role === 'HOST' && only.name) || team,
    decider: (!more[0] && host) || team,
    host,
  }
}
