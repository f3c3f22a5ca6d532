import { asHost, type Target } from '../host-rules.ts'
import { goIn, goneOut, type Outcome, withVisit } from '../rules.ts'
import { handOver } from '../seat-rules.ts'
import { findRival, isInCall, isOpen, type Rival, type RoomState, type Seat, traitsOf, type Visit } from '../state.ts'
import { isKnocking, isTurnedAway } from './knocking.ts'
import type { Gate } from './rules.ts'

/** Guests wait until a host in the call lets them in; who was let in stays so as long as that call lasts. */
export const knockGate: Gate = ({ session }, seat) => {
  if (seat.role !== 'GUEST') return 'pass'
  const isAdmitted = session.callId !== null && seat.visit?.admittedCallId === session.callId
  return isAdmitted ? 'pass' : { hold: 'waiting' }
}

type Admitting = { now: Date; newCallId: string }

/**
 * What a host in the call may do to somebody who knocks. Somebody who asks for a place that another device has is known
 * by an id of their own; `changeRival` says what becomes of them.
 */
function asDoorkeeper(
  state: RoomState,
  host: Seat,
  id: string,
  change: { waiter: (target: Target) => Outcome; rival: (target: Target, rival: Rival) => Outcome },
): Outcome {
  const asking = findRival(state, id)
  if (!asking) return asHost(state, host, id, change.waiter)
  return asHost(state, host, asking.visit.visitId, (target) => change.rival(target, asking.visit.rival))
}

/**
 * Lets somebody in who waits, whatever they wait for. When two hosts let the same person in at the same moment, the
 * second one has what it wanted.
 */
export function letIn(state: RoomState, host: Seat, visitId: string, admitting: Admitting): Outcome {
  return asDoorkeeper(state, host, visitId, {
    waiter: (target) => (target.visit.stage === 'in-call' ? { state } : letInWaiter(state, target, admitting)),
    rival(target, rival) {
      const moved = handOver(state, target, rival)
      // A hold goes on: the person is where they were, on another device.
      return isInCall(state, target.visit) ? { state: moved } : letInWaiter(moved, target, admitting)
    },
  })
}

function letInWaiter(state: RoomState, { participantId, visit }: Target, admitting: Admitting): Outcome {
  if (!traitsOf(visit.stage)?.isAtDoor) return { problem: 'wrong-phase' }
  if (!isOpen(state, admitting.now)) return { problem: 'session-over' }
  return { state: goIn(state, participantId, { ...admitting, letIn: true }) }
}

/** All who wait for a host, and nobody who is held for something else. */
export function letAllIn(state: RoomState, host: Seat, admitting: Admitting): Outcome {
  let next = state
  for (const seat of state.seats) {
    if (!isKnocking(state, seat, admitting.now) || seat.visit.stage !== 'waiting') continue
    const outcome = letIn(next, host, seat.visit.visitId, admitting)
    if ('problem' in outcome) return outcome
    next = outcome.state
  }
  return { state: next }
}

export function turnAway(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
  return sayAtTheDoor(state, host, visitId, { turnedAwayAt: now })
}

/** A line on somebody's waiting screen; an empty one takes it away. */
export function writeTo(state: RoomState, host: Seat, visitId: string, text: string): Outcome {
  return sayAtTheDoor(state, host, visitId, { waitingMessage: text.trim() || null })
}

type Said = { turnedAwayAt: Date } | { waitingMessage: string | null }

function sayAtTheDoor(state: RoomState, host: Seat, visitId: string, said: Said): Outcome {
  return asDoorkeeper(state, host, visitId, {
    waiter: ({ participantId, visit }) =>
      visit.stage === 'waiting'
        ? { state: withVisit(state, participantId, { ...visit, ...said }) }
        : { problem: 'wrong-phase' },
    rival: ({ participantId, visit }, rival) => ({
      state: withVisit(state, participantId, { ...visit, rival: { ...rival, ...said } }),
    }),
  })
}

/** A guest who was turned away tries once more, after a pause. */
export function knockAgain(state: RoomState, { participantId, visit }: Seat, now: Date): Outcome {
  if (visit?.stage !== 'waiting') return { problem: 'wrong-phase' }
  if (!visit.turnedAwayAt) return { state }
  if (isTurnedAway(visit, now)) return { problem: 'too-soon' }
  return { state: withVisit(state, participantId, { ...visit, knockedAt: now, turnedAwayAt: null }) }
}

/** A guest in the call goes back to the waiting room, to the end of its line. */
export function sendBack(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
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
