import { allow } from '../host-rules.ts'
import type { Outcome } from '../rules.ts'
import { isHostInCall, isLocked, type RoomState, type Seat } from '../state.ts'
import type { Gate } from './rules.ts'

/**
 * People who were let in and have only lost the connection may enter a locked room. So may a host, when no other host
 * is there to unlock it.
 */
export const lockGate: Gate = (state, seat) => {
  if (!isLocked(state) || seat.visit?.admittedCallId === state.session.callId) return 'pass'
  return seat.role === 'HOST' && !hasHost(state) ? 'pass' : { hold: 'waiting' }
}

const hasHost = (state: RoomState) => state.seats.some((seat) => isHostInCall(state, seat))

/** A host locks this call, so that nobody new comes in, or unlocks it. */
export function setLock(state: RoomState, host: Seat, locked: boolean): Outcome {
  const allowed = allow(state, host)
  if ('problem' in allowed || isLocked(state) === locked) return allowed
  return { state: { ...state, session: { ...state.session, lockedCallId: locked ? state.session.callId : null } } }
}
