import { allow } from '../host-rules.ts'
import type { Outcome } from '../rules.ts'
import { isHostInCall, isLocked, type RoomState, type Seat } from '../state.ts'
import type { Gate } from './rules.ts'

/**
 * Into a locked room goes who was let in and has only lost the connection. A host does not wait for others to open
 * when no host is there who could.
 */
export const lockGate: Gate = (state, seat) => {
  if (!isLocked(state) || seat.visit?.admittedCallId === state.session.callId) return 'pass'
  return seat.role === 'HOST' && !hasHost(state) ? 'pass' : { hold: 'waiting' }
}

const hasHost = (state: RoomState) => state.seats.some((seat) => isHostInCall(state, seat))

/** A host lets nobody new into this call, or everybody again. */
export function setLock(state: RoomState, host: Seat, locked: boolean): Outcome {
  const allowed = allow(state, host)
  if ('problem' in allowed || isLocked(state) === locked) return allowed
  return { state: { ...state, session: { ...state.session, lockedCallId: locked ? state.session.callId : null } } }
}
