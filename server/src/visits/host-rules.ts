import { pluginsOf } from '@anteroom/contract/feature-flags'
import { goIn, goneOut, isOpen, leave, type Outcome, removeSeat, withSeat, withVisit } from './rules.ts'
import { handOver } from './seat-rules.ts'
import {
  findRival,
  findVisit,
  isHostInCall,
  isInCall,
  type Rival,
  type RoomState,
  type Seat,
  type Visit,
} from './state.ts'

/** Whether somebody may do what hosts in the call may do; changes nothing. */
export function allow(state: RoomState, host: Seat): Outcome {
  if (isHostInCall(state, host)) return { state }
  return { problem: host.role === 'HOST' ? 'wrong-phase' : 'not-allowed' }
}

type Target = Seat & { visit: Visit }

/** What a host in the call may do to somebody: `change` gets them when the host may and they are there. */
export function asHost(state: RoomState, host: Seat, visitId: string, change: (target: Target) => Outcome): Outcome {
  const allowed = allow(state, host)
  if ('problem' in allowed) return allowed
  const target = findVisit(state, visitId)
  if (!target || target.deletedAt) return { problem: 'not-found' }
  return change(target)
}

/**
 * What a host in the call may do to somebody who knocks. Whoever asks for a place that is in use by another device does so
 * by an id of its own: `changeRival` is what becomes of them.
 */
export function asDoorkeeper(
  state: RoomState,
  host: Seat,
  id: string,
  change: { waiter: (target: Target) => Outcome; rival: (target: Target, rival: Rival) => Outcome },
): Outcome {
  const asking = findRival(state, id)
  if (!asking) return asHost(state, host, id, change.waiter)
  return asHost(state, host, asking.visit.visitId, (target) => change.rival(target, asking.visit.rival))
}

/** A host ends the call for all who are in it or wait for it, or for a place in it. */
export function endForEveryone(state: RoomState, host: Seat, now: Date): Outcome {
  if (!isHostInCall(state, host)) return { problem: 'wrong-phase' }
  let next = state
  for (const { participantId, visit } of state.seats) {
    // Who still waits after the booked time has been told that it is over.
    const waits = visit?.stage === 'waiting' && isOpen(state, now)
    if (!visit || !(waits || isInCall(state, visit))) continue
    const told = withVisit(next, participantId, { ...visit, sentOutBy: host.visit?.visitId ?? null, rival: null })
    const outcome = leave(told, participantId, 'ended', now)
    if ('state' in outcome) next = outcome.state
  }
  return { state: next }
}

type Admitting = { now: Date; newCallId: string }

/**
 * In with somebody who waits, whatever they wait for. Two hosts may let the same person in at the same moment: the second
 * has what it wanted.
 */
export function letIn(state: RoomState, host: Seat, visitId: string, admitting: Admitting): Outcome {
  return asDoorkeeper(state, host, visitId, {
    waiter: (target) => (target.visit.stage === 'in-call' ? { state } : letInWaiter(state, target, admitting)),
    rival(target, rival) {
      const moved = handOver(state, target, rival)
      // On hold stays on hold: the person is where they were, on another device.
      return isInCall(state, target.visit) ? { state: moved } : letInWaiter(moved, target, admitting)
    },
  })
}

function letInWaiter(state: RoomState, { participantId, visit }: Target, admitting: Admitting): Outcome {
  if (visit.stage !== 'waiting') return { problem: 'wrong-phase' }
  if (!isOpen(state, admitting.now)) return { problem: 'session-over' }
  return { state: goIn(state, participantId, { ...admitting, letIn: true }) }
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

/** Back to the waiting room, place in the queue by now. */
export function returnToWaiting(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
  if (!pluginsOf(state.session.settings).includes('waiting-room')) return { problem: 'plugin-off' }
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
