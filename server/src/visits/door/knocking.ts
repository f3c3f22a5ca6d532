import type { Hold } from '@anteroom/contract/door'
import type { Phase } from '@anteroom/contract/phases'
import { knockPauseMs } from '@anteroom/contract/time-limits'
import { isAtDoor, isLapsed, isLocked, isOpen, type RoomState, type Seat, type Visit } from '../state.ts'

// Who is at the door, and how that looks from there. It stands below the rules, which all ask it.

/** Whether somebody is at the door and can be seen: one whose page has been gone for longer than the grace cannot. */
export function isHeld(state: RoomState, seat: Seat, now: Date): seat is Seat & { visit: Visit } {
  const { visit } = seat
  if (!visit || !isAtDoor(visit.stage) || seat.deletedAt || !isOpen(state, now)) return false
  return !isLapsed(visit, now)
}

/** The same, and nobody has told them "not now". */
export function isKnocking(state: RoomState, seat: Seat, now: Date): seat is Seat & { visit: Visit } {
  return isHeld(state, seat, now) && !seat.visit.turnedAwayAt
}

export function turnedAway({ turnedAwayAt }: { turnedAwayAt: Date | null }): { mayKnockAt: string } | null {
  return turnedAwayAt && { mayKnockAt: new Date(turnedAwayAt.getTime() + knockPauseMs).toISOString() }
}

/** Whether somebody was turned away a moment ago, and may not knock again yet. */
export function isTurnedAway(turned: { turnedAwayAt: Date | null } | null, now: Date): boolean {
  return Boolean(turned?.turnedAwayAt && now.getTime() - turned.turnedAwayAt.getTime() < knockPauseMs)
}

type Held = { state: RoomState; visit: Visit; knockedAt: Date; now: Date }

/** What whoever is held sees of it, for each phase that a gate may hold them in. */
export const heldPhases: { [Name in Hold]: (held: Held) => Extract<Phase, { name: Name }> } = {
  waiting: ({ state, visit, knockedAt, now }) => ({
    name: 'waiting',
    knockedAt: knockedAt.toISOString(),
    message: visit.waitingMessage,
    turnedAway: turnedAway(visit),
    ahead: state.seats.filter(
      (seat) => isKnocking(state, seat, now) && seat.visit.stage === visit.stage && waitsLonger(seat.visit, visit),
    ).length,
    locked: isLocked(state),
    // They knock from the moment on in which they were sent out; whoever knocks anew later is an arrival again.
    sentBack: visit.lastLeftReason === 'returned-to-waiting' && visit.lastLeftAt?.getTime() === knockedAt.getTime(),
    moving: null,
    ...(hasHost(state) ? {} : { nobodyLetsIn: true }),
  }),
}

/** Whether anybody could come and let others in: a host whose link opens something. */
function hasHost({ seats }: RoomState): boolean {
  return seats.some(
    ({ role, deletedAt, linkHash, opensById }) => role === 'HOST' && !deletedAt && (linkHash !== null || opensById),
  )
}

/** Of two who came at the same moment one has to be the first. */
function waitsLonger(one: Visit, other: Visit): boolean {
  const [since, otherSince] = [one.knockedAt?.getTime() ?? 0, other.knockedAt?.getTime() ?? 0]
  return since === otherSince ? one.visitId < other.visitId : since < otherSince
}
