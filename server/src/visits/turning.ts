import { knockPauseMs, moveUnansweredMs } from '@anteroom/contract/time-limits'
import type { RoomState } from './state.ts'

/** When time alone next changes what somebody sees: the session opens or ends, somebody may knock or move again. */
export function nextTurning({ session, seats }: RoomState, now: Date): Date | null {
  const after = (date: Date, ms: number) => date.getTime() + ms
  const turnings = [session.opensAt.getTime(), session.endTime.getTime()]
  for (const { visit } of seats) {
    const rival = visit?.rival
    for (const turned of [visit?.turnedAwayAt, rival?.turnedAwayAt])
      if (turned) turnings.push(after(turned, knockPauseMs))
    if (rival) turnings.push(after(rival.askedAt, moveUnansweredMs))
  }
  const next = Math.min(...turnings.filter((ms) => ms > now.getTime()))
  return Number.isFinite(next) ? new Date(next) : null
}
