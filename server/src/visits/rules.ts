import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { hasPlugin } from '@anteroom/contract/feature-flags'
import { type CallExit, type Elsewhere, type LeaveReason, type Phase, phases } from '@anteroom/contract/phases'
import type { ProblemCode } from '@anteroom/contract/problems'
import { goOnMs, moveUnansweredMs } from '@anteroom/contract/time-limits'
import { isOver } from '../sessions/rules.ts'
import { heldPhases, turnedAway } from './door/knocking.ts'
import {
  cameAsGuest,
  dueOf,
  findSeat,
  findVisit,
  isAtDoor,
  isGroup,
  isHostInCall,
  isInCall,
  isLapsed,
  isLocked,
  isOpen,
  nameOf,
  type Page,
  type Rival,
  type RoomState,
  type Seat,
  speaks,
  traitsOf,
  type Visit,
} from './state.ts'

/** What came of a wish: the state after it, or the problem that stood in the way. */
export type Outcome = { state: RoomState } | { problem: ProblemCode }

/**
 * Where a visit is, as one of its pages sees it. The order matters. People whose seat is gone are told that first. A
 * page that does not speak for the visit learns of the call only that there is one. People in a call stay in it past
 * the booked end.
 */
export function phaseOf(state: RoomState, seat: Seat, page: Page, now: Date): Phase {
  const { session } = state
  const { visit } = seat
  if (cameByOldLink(seat, page)) return { name: 'unknown' }
  if (seat.deletedAt) return { name: 'removed', by: visit && hostBehind(state, visit) }
  if (session.canceledTime) return { name: 'cancelled' }
  if (belongsToAnother(state, visit, page)) return { name: 'used-elsewhere' }
  if (visit && !speaks(visit, page)) return phaseBeside(state, { ...seat, visit }, page, now)
  if (isInCall(state, visit)) return { name: visit?.stage === 'on-hold' ? 'on-hold' : 'in-call' }
  if (visit?.stage === 'left') {
    return {
      name: 'exit',
      reason: visit.leftReason ?? 'left',
      mayReturn: isOpen(state, now),
      by: visit.leftReason === 'ended' ? hostBehind(state, visit) : null,
    }
  }
  if (isOver(session.endTime, now)) return { name: 'over' }
  if (now < session.opensAt) return { name: 'too-early' }
  if (visit?.knockedAt && isAtDoor(visit.stage)) {
    return heldPhases[visit.stage]({ state, visit, knockedAt: visit.knockedAt, now })
  }
  if (dueOf(state, seat)) return { name: 'payment' }
  return { name: 'precall', openElsewhere: null }
}

/**
 * The phase of a page that does not speak for the visit: it looks on, and asks for the place when its person wants to
 * join.
 */
function phaseBeside(state: RoomState, seat: Seat & { visit: Visit }, page: Page, now: Date): Phase {
  const { session } = state
  const { visit } = seat
  const where: Elsewhere = visit.browserHash === page.browserHash ? 'this-browser' : 'another-browser'
  const isHeld = holdsPlace(visit, now)
  if (isOver(session.endTime, now) && !(isHeld && isInCall(state, visit))) return { name: 'over' }
  if (page.was === 'here') return { name: 'taken-over', by: where }
  if (page.was === 'left') return { name: 'exit', reason: 'left', mayReturn: isOpen(state, now), by: null }
  if (now < session.opensAt) return { name: 'too-early' }
  const rival = rivalOf(visit, now)
  if (rival?.pageId === page.pageId) return movingPhase(state, seat, rival)
  if (!isHeld && dueOf(state, seat)) return { name: 'payment' }
  return { name: 'precall', openElsewhere: isHeld ? where : null }
}

/**
 * Whether somebody waits or is in the call by a page that is there, or was a moment ago: then nobody takes its place
 * unasked.
 */
export function holdsPlace(visit: Visit, now: Date): boolean {
  return traitsOf(visit.stage) !== null && !isLapsed(visit, now)
}

/** The page that asks for the place, unless it has been gone for longer than the grace. */
export function rivalOf(visit: Visit | null, now: Date): Rival | null {
  return visit?.rival && !isLapsed(visit.rival, now) ? visit.rival : null
}

function movingPhase(state: RoomState, seat: Seat, rival: Rival): Phase {
  return {
    name: 'waiting',
    knockedAt: rival.askedAt.toISOString(),
    message: rival.waitingMessage,
    turnedAway: turnedAway(rival),
    ahead: 0,
    locked: isLocked(state),
    sentBack: false,
    moving: { mayMoveAt: mayMoveAt(state, seat, rival)?.toISOString() ?? null },
  }
}

/**
 * From when the person who asks may move the call by themselves: after a while without an answer, if they would come in
 * without being let in and no other host is there to let them in. A host may also do so while other hosts are there,
 * who could be asked, but not into a locked room.
 */
export function mayMoveAt(state: RoomState, seat: Seat, rival: Rival): Date | null {
  if (rival.turnedAwayAt) return null
  const hasOtherHost = state.seats.some(
    (other) => other.participantId !== seat.participantId && isHostInCall(state, other),
  )
  const waitsForHost = seat.role === 'GUEST' && hasPlugin(state.session.settings, 'waiting-room')
  const isFree =
    seat.role === 'HOST' ? !(isLocked(state) && hasOtherHost) : !(waitsForHost || isLocked(state) || hasOtherHost)
  return isFree ? new Date(rival.askedAt.getTime() + moveUnansweredMs) : null
}

/** A link that was replaced or taken back opens nothing, not even for people who are already there by it. */
export function cameByOldLink(seat: Seat, { linkVersion }: Page): boolean {
  return linkVersion !== undefined && linkVersion !== seat.linkVersion
}

/** The name of the person who has sent this visit out; null when nobody else has, or it may not know who. */
function hostBehind(state: RoomState, { visitId, sentOutBy, firstEnteredAt }: Visit): string | null {
  const host = sentOutBy && sentOutBy !== visitId ? findVisit(state, sentOutBy) : undefined
  const isStranger = !firstEnteredAt && host && cameAsGuest(host) && isGroup(state)
  return host && !isStranger ? nameOf(host) : null
}

/** A link that belongs to one browser belongs to the first that entered by it. */
export function belongsToAnother(state: RoomState, visit: Visit | null, page: Page): boolean {
  const owner = visit?.ownerHash
  return Boolean(state.session.settings.uniqueParticipants && owner && owner !== page.browserHash)
}

type GoingIn = { now: Date; newCallId: string; letIn?: boolean }

/**
 * Brings somebody into the call, which begins with the first person in it. Somebody who was on hold in this call still
 * is, however they come back, unless a host has just let them in.
 */
export function goIn(state: RoomState, participantId: string, { now, newCallId, letIn = false }: GoingIn): RoomState {
  const seat = findSeat(state, participantId)
  if (!seat?.visit) return state
  const callId = state.session.callId ?? newCallId
  const isHeld = !letIn && seat.visit.heldCallId === callId
  const inside = withVisit(state, participantId, {
    ...seat.visit,
    stage: isHeld ? 'on-hold' : 'in-call',
    heldCallId: isHeld ? callId : null,
    leftReason: null,
    generation: seat.visit.generation + 1,
    admittedCallId: callId,
    lastCallId: callId,
    turnedAwayAt: null,
    waitingMessage: null,
    firstEnteredAt: seat.visit.firstEnteredAt ?? now,
    enteredAt: now,
  })
  const { actualStartTime } = state.session
  return {
    ...inside,
    session: { ...inside.session, callId, actualStartTime: actualStartTime ?? now, actualEndTime: null },
  }
}

/**
 * The call that somebody goes on with who was lost from it, and everybody else as well: they are in it again with those who
 * were let into it, without a click of anybody. Null when it was ended otherwise, too long ago, or another one came since.
 */
export function callToGoOnWith({ session, seats }: RoomState, visit: Visit, now: Date): string | null {
  const { callId, actualEndTime } = session
  const { lastCallId, enteredAt } = visit
  if (callId || !actualEndTime || visit.stage !== 'left' || visit.leftReason !== 'lost') return null
  if (now.getTime() - actualEndTime.getTime() > goOnMs) return null
  const isLast = seats.every(
    (other) => other.visit?.lastCallId === lastCallId || (other.visit?.enteredAt ?? 0) <= (enteredAt ?? 0),
  )
  return isLast ? lastCallId : null
}

/** Somebody in the same call still hears and sees a page that has no line to any server: its grace begins anew. */
export function vouch(state: RoomState, seat: Seat, visitId: string, now: Date): Outcome {
  const target = findVisit(state, visitId)
  if (!isInCall(state, seat.visit)) return { problem: 'wrong-phase' }
  if (!target || !isInCall(state, target.visit)) return { problem: 'not-found' }
  const { participantId, visit } = target
  return { state: visit.goneAt ? withVisit(state, participantId, { ...visit, goneAt: now }) : state }
}

/** A page says what its check of the connection has found. It may come to an end after its person has gone in. */
export function keepCheck(
  state: RoomState,
  seat: Seat,
  page: Page,
  { check, now }: { check: ConnectionCheck; now: Date },
): Outcome {
  if (!seat.visit || !phases[phaseOf(state, seat, page, now).name].holdsDevices) return { problem: 'wrong-phase' }
  return { state: withVisit(state, seat.participantId, { ...seat.visit, check }) }
}

/** Somebody wants to leave. */
export function goOut(state: RoomState, seat: Seat, page: Page, now: Date): Outcome {
  const { name } = phaseOf(state, seat, page, now)
  if (name === 'exit') return { state }
  return phases[name].leadsToCall ? leave(state, seat.participantId, 'left', now) : { problem: 'wrong-phase' }
}

/**
 * Takes somebody out of the waiting room, the precall or the call. People who leave by choice knock again when they
 * come back.
 */
export function leave(state: RoomState, participantId: string, reason: LeaveReason | 'removed', now: Date): Outcome {
  const visit = findSeat(state, participantId)?.visit
  if (!visit) return { problem: 'not-found' }
  if (visit.stage === 'left') return { state }
  const wasInCall = isInCall(state, visit)
  const left: Visit = {
    ...visit,
    stage: 'left',
    leftReason: reason === 'removed' ? null : reason,
    admittedCallId: reason === 'lost' ? visit.admittedCallId : null,
  }
  if (!wasInCall) return { state: withVisit(state, participantId, left) }
  return { state: endCallIfEmpty(withVisit(state, participantId, goneOut(left, reason, now)), now) }
}

/** What is remembered of somebody who leaves the call. */
export function goneOut(visit: Visit, how: CallExit, now: Date): Visit {
  return { ...visit, lastLeftAt: now, lastLeftReason: how }
}

function endCallIfEmpty(state: RoomState, now: Date): RoomState {
  if (state.seats.some((seat) => isInCall(state, seat.visit))) return state
  return { ...state, session: { ...state.session, callId: null, actualEndTime: now } }
}

/**
 * People whose pages did not come back in time leave the call, and no longer ask for a place; nobody else is affected.
 */
export function lapse(state: RoomState, now: Date): RoomState {
  let next = state
  for (const { participantId, visit } of state.seats) {
    if (!visit) continue
    if (visit.rival && isLapsed(visit.rival, now)) next = withVisit(next, participantId, { ...visit, rival: null })
    if (!isInCall(state, visit) || !isLapsed(visit, now)) continue
    const outcome = leave(next, participantId, 'lost', now)
    if ('state' in outcome) next = outcome.state
  }
  return next
}

/**
 * Takes the seat away for good: the link stops working at once. Doing it again changes nothing. `by`: the visit of the
 * host who does so; the API has none.
 */
export function removeSeat(state: RoomState, participantId: string, now: Date, by: string | null = null): Outcome {
  const seat = findSeat(state, participantId)
  if (!seat) return { problem: 'not-found' }
  if (seat.deletedAt) return { state }
  const outcome: Outcome = seat.visit
    ? leave(
        withVisit(state, participantId, { ...seat.visit, sentOutBy: by, rival: null }),
        participantId,
        'removed',
        now,
      )
    : { state }
  return 'state' in outcome ? { state: withSeat(outcome.state, participantId, { deletedAt: now }) } : outcome
}

/** The same for an integrator: what happened in a session that is over stays as it was. While its call runs on, it is not. */
export function removeSeatByApi(state: RoomState, participantId: string, now: Date): Outcome {
  const { canceledTime, endTime, callId } = state.session
  const isSettled = canceledTime !== null || (isOver(endTime, now) && callId === null)
  const isThere = findSeat(state, participantId)?.deletedAt === null
  return isSettled && isThere ? { problem: 'session-over' } : removeSeat(state, participantId, now)
}

export function withVisit(state: RoomState, participantId: string, visit: Visit): RoomState {
  return withSeat(state, participantId, { visit })
}

export function withSeat(state: RoomState, participantId: string, change: Partial<Seat>): RoomState {
  return {
    ...state,
    seats: state.seats.map((seat) => (seat.participantId === participantId ? { ...seat, ...change } : seat)),
  }
}
