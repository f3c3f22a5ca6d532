import { goneOut, leave, type Outcome, withVisit } from './rules.ts'
import { findVisit, isInCall, type RoomState, type Seat, type Visit } from './state.ts'

/** Whether somebody may let others in, send them out, and end the call: hosts, while they are in it. */
export function isHostInCall(state: RoomState, seat: Seat): boolean {
  return seat.role === 'HOST' && seat.visit?.stage === 'in-call' && isInCall(state, seat.visit)
}

type Target = Seat & { visit: Visit }

/** What a host in the call may do to somebody: `change` gets them when the host may and they are there. */
export function asHost(state: RoomState, host: Seat, visitId: string, change: (target: Target) => Outcome): Outcome {
  if (!isHostInCall(state, host)) return { problem: host.role === 'HOST' ? 'wrong-phase' : 'not-allowed' }
  const target = findVisit(state, visitId)
  if (!target || target.deletedAt) return { problem: 'not-found' }
  return change(target)
}

/** A host ends the call for all who are in it or wait for it. */
export function endForEveryone(state: RoomState, host: Seat, now: Date): Outcome {
  if (!isHostInCall(state, host)) return { problem: 'wrong-phase' }
  let next = state
  for (const { participantId, visit } of state.seats) {
    if (!isInCall(state, visit) && visit?.stage !== 'waiting') continue
    const outcome = leave(next, participantId, 'ended', now)
    if ('state' in outcome) next = outcome.state
  }
  return { state: next }
}

/** Out of the others' sight and hearing, or back. */
export function hold(state: RoomState, host: Seat, visitId: string, on: boolean, now: Date): Outcome {
  return asHost(state, host, visitId, ({ participantId, visit }) => {
    if (!isInCall(state, visit) || participantId === host.participantId) return { problem: 'wrong-phase' }
    if ((visit.stage === 'on-hold') === on) return { state }
    const next: Visit = on
      ? { ...visit, stage: 'on-hold' }
      : { ...visit, stage: 'in-call', generation: visit.generation + 1, enteredAt: now }
    return { state: withVisit(state, participantId, next) }
  })
}

/** Back to the waiting room, place in the queue by now. */
export function returnToWaiting(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
  return asHost(state, host, visitId, ({ participantId, visit, role }) => {
    if (!isInCall(state, visit) || role !== 'GUEST') return { problem: 'wrong-phase' }
    const waiting: Visit = {
      ...visit,
      stage: 'waiting',
      knockedAt: now,
      turnedAwayAt: null,
      waitingMessage: null,
      admittedCallId: null,
    }
    return { state: withVisit(state, participantId, goneOut(waiting, 'returned-to-waiting', now)) }
  })
}
