import { allow } from './host-rules.ts'
import { type Gate, goIn, isKnocking, type Outcome } from './rules.ts'
import { isHostInCall, isLocked, type RoomState, type Seat } from './state.ts'

/**
 * Into a locked room goes who was let in and has only lost the connection. A host does not wait for others to open
 * when no host is there who could.
 */
export const lockGate: Gate = (state, seat) => {
  if (!isLocked(state) || seat.visit?.admittedCallId === state.session.callId) return 'pass'
  return seat.role === 'HOST' && !hasHost(state) ? 'pass' : 'wait'
}

const hasHost = (state: RoomState) => state.seats.some((seat) => isHostInCall(state, seat))

/** A host lets nobody new into this call, or everybody again. */
export function setLock(state: RoomState, host: Seat, locked: boolean): Outcome {
  const allowed = allow(state, host)
  if ('problem' in allowed || isLocked(state) === locked) return allowed
  return { state: { ...state, session: { ...state.session, lockedCallId: locked ? state.session.callId : null } } }
}

type Passing = { now: Date; newCallId: string; gates: readonly Gate[] }

/** In with whoever waits and has nothing to wait for any more: the room was unlocked, or its call is over. */
export function letPass(state: RoomState, { now, newCallId, gates }: Passing): RoomState {
  let next = state
  for (const { participantId } of state.seats) {
    const seat = next.seats.find((other) => other.participantId === participantId)
    if (!seat || !isKnocking(next, seat, now)) continue
    if (gates.every((gate) => gate(next, seat) === 'pass')) next = goIn(next, participantId, { now, newCallId })
  }
  return next
}
