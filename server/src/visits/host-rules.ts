import { leave, type Outcome, removeSeat, withSeat, withVisit } from './rules.ts'
import { findVisit, isHostInCall, isInCall, isOpen, type RoomState, type Seat, traitsOf, type Visit } from './state.ts'

/** Whether somebody may do what hosts in the call may do; changes nothing. */
export function allow(state: RoomState, host: Seat): Outcome {
  if (isHostInCall(state, host)) return { state }
  return { problem: host.role === 'HOST' ? 'wrong-phase' : 'not-allowed' }
}

export type Target = Seat & { visit: Visit }

/** What a host in the call may do to somebody: `change` gets them when the host may and they are there. */
export function asHost(state: RoomState, host: Seat, visitId: string, change: (target: Target) => Outcome): Outcome {
  const allowed = allow(state, host)
  if ('problem' in allowed) return allowed
  const target = findVisit(state, visitId)
  if (!target || target.deletedAt) return { problem: 'not-found' }
  return change(target)
}

/**
 * A host ends the call for all who are in it or wait for it, or for a place in it. So may one who was lost from it: they
 * have ended it on their side while nobody could be told.
 */
export function endForEveryone(state: RoomState, host: Seat, now: Date): Outcome {
  if (!isHostInCall(state, host) && !isHostLostFrom(state, host)) return { problem: 'wrong-phase' }
  let next = state
  for (const { participantId, visit } of state.seats) {
    // People who still wait after the booked time have been told that it is over.
    const waits = visit && traitsOf(visit.stage)?.isAtDoor && isOpen(state, now)
    if (!visit || !(waits || isInCall(state, visit))) continue
    const told = withVisit(next, participantId, { ...visit, sentOutBy: host.visit?.visitId ?? null, rival: null })
    const outcome = leave(told, participantId, 'ended', now)
    if ('state' in outcome) next = outcome.state
  }
  return { state: next }
}

function isHostLostFrom({ session }: RoomState, { role, visit }: Seat): boolean {
  if (role !== 'HOST' || visit?.stage !== 'left' || visit.leftReason !== 'lost') return false
  return session.callId !== null && visit.lastCallId === session.callId
}

/** Somebody in the call is a host from now on. */
export function makeHost(state: RoomState, host: Seat, visitId: string): Outcome {
  return asHost(state, host, visitId, ({ participantId, visit, role }) => {
    if (!isInCall(state, visit)) return { problem: 'wrong-phase' }
    if (role === 'HOST') return { state }
    const madeHostBy = host.visit?.visitId ?? null
    return {
      state: withSeat(withVisit(state, participantId, { ...visit, madeHostBy }), participantId, { role: 'HOST' }),
    }
  })
}

/** Out of the others' sight and hearing, or back. */
export function hold(state: RoomState, host: Seat, visitId: string, on: boolean, now: Date): Outcome {
  return asHost(state, host, visitId, ({ participantId, visit }) => {
    if (!isInCall(state, visit) || participantId === host.participantId) return { problem: 'wrong-phase' }
    if ((visit.stage === 'on-hold') === on) return { state }
    const next: Visit = on
      ? { ...visit, stage: 'on-hold', heldCallId: state.session.callId }
      : { ...visit, stage: 'in-call', heldCallId: null, generation: visit.generation + 1, enteredAt: now }
    return { state: withVisit(state, participantId, next) }
  })
}

/** Takes somebody's seat away for good; not one's own. */
export function remove(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
  return asHost(state, host, visitId, ({ participantId }) => {
    if (participantId === host.participantId) return { problem: 'wrong-phase' }
    return removeSeat(state, participantId, now, host.visit?.visitId)
  })
}
