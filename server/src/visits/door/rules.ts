import type { Hold } from '@anteroom/contract/door'
import { goIn, withVisit } from '../rules.ts'
import type { RoomState, Seat } from '../state.ts'
import { isKnocking } from './knocking.ts'

/** What a gate has to say about somebody who wants to go in: let them pass, or hold them for something. */
export type Gate = (state: RoomState, seat: Seat) => 'pass' | { hold: Hold }

/** The first gate that holds somebody decides where they wait; null where all let them pass. */
export function heldBy(gates: readonly Gate[], state: RoomState, seat: Seat): Hold | null {
  for (const gate of gates) {
    const said = gate(state, seat)
    if (said !== 'pass') return said.hold
  }
  return null
}

type Passing = { now: Date; newCallId: string; gates: readonly Gate[] }

/**
 * Lets people in who knock and have nothing left to wait for: the room was unlocked, or its call is over. Somebody who
 * has passed one gate and is held by the next goes on to that one, as if they had been there all the while.
 */
export function letPass(state: RoomState, { now, newCallId, gates }: Passing): RoomState {
  let next = state
  for (const { participantId } of state.seats) {
    const seat = next.seats.find((other) => other.participantId === participantId)
    if (!seat || !isKnocking(next, seat, now)) continue
    const hold = heldBy(gates, next, seat)
    if (!hold) next = goIn(next, participantId, { now, newCallId })
    else if (hold !== seat.visit.stage) next = withVisit(next, participantId, { ...seat.visit, stage: hold })
  }
  return next
}
