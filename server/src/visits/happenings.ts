import type { Happening } from '../ledger/service.ts'
import { isAtDoor, isInCall, type RoomState, type Seat } from './state.ts'

/** What a change of a session means to those who are told of it. */
export function happeningsBetween(before: RoomState, after: RoomState): Happening[] {
  const { sessionId } = after.session
  const happenings: Happening[] = []
  const earlier = new Map(before.seats.map((seat) => [seat.participantId, seat]))
  for (const seat of after.seats) {
    const { participantId } = seat
    const was = earlier.get(participantId)
    const old = placeOf(before, was)
    const now = placeOf(after, seat)
    if (
      (seat.deletedAt && !was?.deletedAt) ||
      (was && (seat.role !== was.role || seat.linkVersion !== was.linkVersion))
    ) {
      happenings.push({ type: 'session:update', sessionId, participantId })
    }
    const [from, to] = [old.callId, now.callId]
    if (from && from !== to) {
      const reason = seat.visit?.lastLeftReason
      happenings.push({
        type: 'participant:leave',
        sessionId,
        participantId,
        callId: from,
        ...(reason ? { reason } : {}),
      })
    }
    if (waits(seat) && !waits(was)) happenings.push({ type: 'participant:waiting', sessionId, participantId })
    if (to && from !== to) happenings.push({ type: 'participant:join', sessionId, participantId, callId: to })
    if (to && now.onHold && !(from === to && old.onHold)) {
      happenings.push({ type: 'participant:on-hold', sessionId, participantId, callId: to })
    }
    // Coming back from hold has no event of its own; the call has changed all the same.
    if (to && from === to && old.onHold && !now.onHold) happenings.push(updated(sessionId, to))
  }
  const [ended, going] = [before.session.callId, after.session.callId]
  const touched = happenings.some(({ callId }) => callId === going)
  const isTold = happenings.some(({ type, callId }) => type === 'call:updated' && callId === going)
  if (ended && ended !== going) happenings.push({ type: 'call:end', sessionId, callId: ended })
  if (going && touched && !isTold) happenings.push(updated(sessionId, going))
  return happenings
}

const waits = (seat: Seat | undefined) => !!seat?.visit && !seat.deletedAt && isAtDoor(seat.visit.stage)

const updated = (sessionId: string, callId: string): Happening => ({ type: 'call:updated', sessionId, callId })

function placeOf(state: RoomState, seat: Seat | undefined): { callId: string | null; onHold: boolean } {
  const isThere = seat !== undefined && !seat.deletedAt && isInCall(state, seat.visit)
  return { callId: isThere ? state.session.callId : null, onHold: isThere && seat.visit?.stage === 'on-hold' }
}
