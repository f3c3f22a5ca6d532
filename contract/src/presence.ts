import type { Expected, VisitView } from './realtime.ts'

/** How it stands with somebody who is expected, as far as the server knows. */
export type Presence = 'not-here' | 'away' | 'waits' | 'here'

export function presenceOf({ inCall, waits, wasHere }: Expected): Presence {
  if (inCall) return 'here'
  if (waits) return 'waits'
  if (wasHere) return 'away'
  return 'not-here'
}

/** Whether somebody who joins is the one who begins: a host, where nobody is in the call yet. */
export function startsCall({ expected, me }: Pick<VisitView, 'expected' | 'me'>): boolean {
  return me.role === 'HOST' && !expected.some(({ inCall }) => inCall)
}

/** A guest comes for the hosts, a host for everybody else. Whom nobody has named yet means something to hosts only. */
export function whomToMeet({ expected, me }: Pick<VisitView, 'expected' | 'me'>): Expected[] {
  if (me.role === 'HOST') return expected
  const hosts = expected.filter(({ role }) => role === 'HOST')
  return hosts.length > 0 ? hosts : expected.filter(({ name }) => name !== null)
}
