import { pluginsOf } from '@anteroom/contract/feature-flags'
import { knockPauseMs } from '@anteroom/contract/phases'
import { asDoorkeeper, letIn } from '../../visits/host-rules.ts'
import { type Gate, isKnocking, type Outcome, withVisit } from '../../visits/rules.ts'
import type { RoomState, Seat } from '../../visits/state.ts'

/** Guests wait until a host in the call lets them in; who was let in stays so as long as that call lasts. */
export const waitingRoomGate: Gate = ({ session }, seat) => {
  if (seat.role !== 'GUEST' || !pluginsOf(session.settings).includes('waiting-room')) return 'pass'
  const admitted = session.callId !== null && seat.visit?.admittedCallId === session.callId
  return admitted ? 'pass' : 'wait'
}

type Admitting = { now: Date; newCallId: string }

export function admitAll(state: RoomState, host: Seat, admitting: Admitting): Outcome {
  let next = state
  for (const seat of state.seats) {
    if (!isKnocking(state, seat, admitting.now)) continue
    const outcome = letIn(next, host, seat.visit.visitId, admitting)
    if ('problem' in outcome) return outcome
    next = outcome.state
  }
  return { state: next }
}

export function turnAway(state: RoomState, host: Seat, visitId: string, now: Date): Outcome {
  return writeToDoor(state, host, visitId, { turnedAwayAt: now })
}

/** A line on somebody's waiting screen; an empty one takes it away. */
export function writeTo(state: RoomState, host: Seat, visitId: string, text: string): Outcome {
  return writeToDoor(state, host, visitId, { waitingMessage: text.trim() || null })
}

type Said = { turnedAwayAt: Date } | { waitingMessage: string | null }

function writeToDoor(state: RoomState, host: Seat, visitId: string, said: Said): Outcome {
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
  if (now.getTime() - visit.turnedAwayAt.getTime() < knockPauseMs) return { problem: 'too-soon' }
  return { state: withVisit(state, participantId, { ...visit, knockedAt: now, turnedAwayAt: null }) }
}
