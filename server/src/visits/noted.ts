import type { Entry } from '../ledger/service.ts'
import { isInCall, isLocked, type RoomState, type Seat, traitsOf } from './state.ts'

/**
 * What a change of a session means to the audit log: who came into the call and who let them, who left it and how, who
 * asked for a seat on another device and whose call moved there, who was held, sent back or turned away. `actor`: the
 * seat of whoever did it, if it was somebody in the room.
 */
export function notedBetween(before: RoomState, after: RoomState, actor: string | null): Entry[] {
  const { sessionId } = after.session
  const entries: Entry[] = []
  const earlier = new Map(before.seats.map((seat) => [seat.participantId, seat]))
  for (const seat of after.seats) {
    const note = (verb: string, more = {}) =>
      entries.push({ action: `participant.${verb}`, target: seat.participantId, details: { sessionId, ...more } })
    const was = earlier.get(seat.participantId)
    const [from, to] = [callOf(before, was), callOf(after, seat)]
    if (from && from !== to) note('leave', { callId: from, how: seat.visit?.lastLeftReason ?? null })
    if (to && from !== to) {
      if (actor !== seat.participantId && was?.visit && traitsOf(was.visit.stage)?.isAtDoor)
        note('admit', { callId: to })
      note('enter', { callId: to })
    }
    // Another browser than the one before, without having left: their device agreed, or a host did.
    const isMoved = to && from === to && was?.visit?.browserHash !== seat.visit?.browserHash
    if (isMoved) note('move', { callId: to })
    const [wasHeld, isHeld] = [was?.visit?.stage === 'on-hold', seat.visit?.stage === 'on-hold']
    if (to && wasHeld !== isHeld) note(isHeld ? 'hold' : 'end-hold', { callId: to })
    if (isLater(seat.visit?.turnedAwayAt, was?.visit?.turnedAwayAt)) note('turn-away')
    const [wasRival, rival] = [was?.visit?.rival, seat.visit?.rival]
    if (rival && rival.rivalId !== wasRival?.rivalId) note('ask-elsewhere')
    if (isLater(rival?.turnedAwayAt, wasRival?.turnedAwayAt)) note('turn-away', { elsewhere: true })
  }
  if (isLocked(before) !== isLocked(after) && before.session.callId === after.session.callId) {
    entries.push({ action: isLocked(after) ? 'session.lock' : 'session.unlock', target: sessionId })
  }
  return entries
}

const isLater = (now: Date | null | undefined, before: Date | null | undefined) =>
  now != null && now.getTime() !== before?.getTime()

const callOf = (state: RoomState, seat: Seat | undefined) =>
  seat && !seat.deletedAt && isInCall(state, seat.visit) ? state.session.callId : null
