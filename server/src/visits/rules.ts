import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import {
  type CallExit,
  graceMs,
  knockPauseMs,
  type LeaveReason,
  type Phase,
  type PhaseName,
} from '@anteroom/contract/phases'
import type { ProblemCode } from '@anteroom/contract/problems'
import { cameAsGuest, isGroup } from './group.ts'
import {
  findSeat,
  findVisit,
  isInCall,
  isLocked,
  nameOf,
  type Page,
  type RoomState,
  type Seat,
  type Visit,
} from './state.ts'

/** What the lock or a plugin has to say about somebody who wants to go in: let them pass, or let them wait. */
export type Gate = (state: RoomState, seat: Seat) => 'pass' | 'wait'

/** What came of a wish: the state after it, or the problem that stood in the way. */
export type Outcome = { state: RoomState } | { problem: ProblemCode }

/**
 * Where a visit is, as one of its pages sees it.
 *
 * The order matters: whoever has no seat any more is told that before all else, a page that is not the one that
 * speaks for the visit learns nothing of the call, and who is in a call stays in it past the booked end.
 */
export function phaseOf(state: RoomState, seat: Seat, page: Page, now: Date): Phase {
  const { session } = state
  const { visit } = seat
  if (seat.deletedAt) return { name: 'removed', by: visit && hostBehind(state, visit) }
  if (session.canceledTime) return { name: 'cancelled' }
  if (belongsToAnother(state, visit, page)) return { name: 'used-elsewhere' }
  if (visit && visit.pageId !== page.pageId) return { name: 'taken-over' }
  if (isInCall(state, visit)) return { name: visit?.stage === 'on-hold' ? 'on-hold' : 'in-call' }
  if (visit?.stage === 'left') {
    return {
      name: 'exit',
      reason: visit.leftReason ?? 'left',
      mayReturn: isOpen(state, now),
      by: visit.leftReason === 'ended' ? hostBehind(state, visit) : null,
    }
  }
  if (now >= session.endTime) return { name: 'over' }
  if (now < session.startTime) return { name: 'too-early' }
  if (visit?.stage === 'waiting' && visit.knockedAt) return waitingPhase(state, visit, visit.knockedAt, now)
  return { name: 'precall' }
}

/** The name of whoever has sent this visit out; null when nobody else has, or it may not know who. */
function hostBehind(state: RoomState, { visitId, sentOutBy, firstEnteredAt }: Visit): string | null {
  const host = sentOutBy && sentOutBy !== visitId ? findVisit(state, sentOutBy) : undefined
  const isStranger = !firstEnteredAt && host && cameAsGuest(host) && isGroup(state)
  return host && !isStranger ? nameOf(host) : null
}

function waitingPhase(state: RoomState, visit: Visit, knockedAt: Date, now: Date): Phase {
  const mayKnockAt = visit.turnedAwayAt && new Date(visit.turnedAwayAt.getTime() + knockPauseMs)
  return {
    name: 'waiting',
    knockedAt: knockedAt.toISOString(),
    message: visit.waitingMessage,
    turnedAway: mayKnockAt && { mayKnockAt: mayKnockAt.toISOString() },
    ahead: state.seats.filter((seat) => isKnocking(state, seat, now) && waitsLonger(seat.visit, visit)).length,
    locked: isLocked(state),
    // They knock from the moment on in which they were sent out; whoever knocks anew later is an arrival again.
    sentBack: visit.lastLeftReason === 'returned-to-waiting' && visit.lastLeftAt?.getTime() === knockedAt.getTime(),
  }
}

/** Of two who came at the same moment one has to be the first. */
function waitsLonger(one: Visit, other: Visit): boolean {
  const [since, otherSince] = [one.knockedAt?.getTime() ?? 0, other.knockedAt?.getTime() ?? 0]
  return since === otherSince ? one.visitId < other.visitId : since < otherSince
}

/** A link that belongs to one browser belongs to the first that entered by it. */
function belongsToAnother(state: RoomState, visit: Visit | null, page: Page): boolean {
  const owner = visit?.ownerHash
  return Boolean(state.session.settings.uniqueParticipants && owner && owner !== page.browserHash)
}

/** Whether the booked time lasts. */
export function isOpen({ session }: RoomState, now: Date): boolean {
  return !session.canceledTime && now >= session.startTime && now < session.endTime
}

/** Whether somebody knocks and can be seen: one whose page has been gone for longer than the grace cannot. */
export function isKnocking(state: RoomState, seat: Seat, now: Date): seat is Seat & { visit: Visit } {
  const { visit } = seat
  if (visit?.stage !== 'waiting' || visit.turnedAwayAt || seat.deletedAt || !isOpen(state, now)) return false
  return !isLapsed(visit, now)
}

function isLapsed(visit: Visit, now: Date): boolean {
  return visit.goneAt !== null && now.getTime() - visit.goneAt.getTime() >= graceMs
}

/**
 * A page connects. A page that spoke for the visit before goes on; a new one takes over: in the same browser where
 * the visit was, in another browser from the precall, so that no camera goes live on a device unasked.
 */
export function openPage(
  state: RoomState,
  participantId: string,
  page: Page,
  connection: { isNew: boolean; processId: string; visitId: string; now: Date },
): Outcome {
  const seat = findSeat(state, participantId)
  if (!seat) return { problem: 'not-found' }
  const { visit } = seat
  const { processId, now } = connection
  if (seat.deletedAt || state.session.canceledTime || belongsToAnother(state, visit, page)) return { state }
  if (!visit) return { state: withVisit(state, participantId, newVisit(page, connection)) }
  if (visit.pageId === page.pageId) {
    return { state: withVisit(state, participantId, { ...visit, processId, goneAt: null }) }
  }
  if (!connection.isNew) return { state }
  const sameBrowser = visit.browserHash === page.browserHash
  const opened: Visit = { ...visit, ...page, generation: visit.generation + 1, processId, goneAt: null }
  if (sameBrowser && visit.stage !== 'left') return { state: withVisit(state, participantId, opened) }
  // What another browser found says nothing of this one.
  const outside: Visit = { ...opened, stage: 'outside', leftReason: null, check: sameBrowser ? visit.check : null }
  if (!isInCall(state, visit)) return { state: withVisit(state, participantId, outside) }
  return { state: endCallIfEmpty(withVisit(state, participantId, goneOut(outside, 'opened-elsewhere', now)), now) }
}

function newVisit(page: Page, { processId, visitId }: { processId: string; visitId: string }): Visit {
  return {
    visitId,
    ...page,
    generation: 1,
    ownerHash: null,
    name: null,
    stage: 'outside',
    leftReason: null,
    processId,
    goneAt: null,
    knockedAt: null,
    turnedAwayAt: null,
    waitingMessage: null,
    admittedCallId: null,
    lastCallId: null,
    firstEnteredAt: null,
    enteredAt: null,
    lastLeftAt: null,
    lastLeftReason: null,
    check: null,
    madeHostBy: null,
    sentOutBy: null,
  }
}

type Entering = { name: string | undefined; now: Date; newCallId: string; gates: readonly Gate[] }

/** Somebody is ready: in they go, or a gate has them wait. */
export function enter(state: RoomState, participantId: string, page: Page, entering: Entering): Outcome {
  const { now, gates } = entering
  const seat = findSeat(state, participantId)
  if (!seat?.visit) return { problem: 'not-found' }
  const phase = phaseOf(state, seat, page, now)
  if (phase.name === 'in-call' || phase.name === 'on-hold' || phase.name === 'waiting') return { state }
  if (phase.name !== 'precall' && !(phase.name === 'exit' && phase.mayReturn)) {
    return { problem: phase.name === 'used-elsewhere' ? 'link-used-elsewhere' : 'wrong-phase' }
  }
  const name = entering.name?.trim() || seat.visit.name
  if (!name && !seat.displayName) return { problem: 'invalid-request' }
  const visit: Visit = { ...seat.visit, name, ownerHash: seat.visit.ownerHash ?? page.browserHash }
  const passes = gates.every((gate) => gate(state, { ...seat, visit }) === 'pass')
  if (passes) return { state: goIn(withVisit(state, participantId, visit), participantId, entering) }
  const stillTurnedAway = visit.turnedAwayAt && now.getTime() - visit.turnedAwayAt.getTime() < knockPauseMs
  return {
    state: withVisit(state, participantId, {
      ...visit,
      stage: 'waiting',
      leftReason: null,
      knockedAt: now,
      turnedAwayAt: stillTurnedAway ? visit.turnedAwayAt : null,
      waitingMessage: null,
    }),
  }
}

/** Into the call, which begins with whoever is first in it. */
export function goIn(state: RoomState, participantId: string, { now, newCallId }: { now: Date; newCallId: string }) {
  const seat = findSeat(state, participantId)
  if (!seat?.visit) return state
  const callId = state.session.callId ?? newCallId
  const inside = withVisit(state, participantId, {
    ...seat.visit,
    stage: 'in-call',
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

const canCheck: readonly PhaseName[] = ['precall', 'waiting', 'in-call', 'on-hold']

/** A page says what its check of the connection has found. It may come to an end after its person has gone in. */
export function keepCheck(
  state: RoomState,
  seat: Seat,
  page: Page,
  { check, now }: { check: ConnectionCheck; now: Date },
): Outcome {
  if (!seat.visit || !canCheck.includes(phaseOf(state, seat, page, now).name)) return { problem: 'wrong-phase' }
  return { state: withVisit(state, seat.participantId, { ...seat.visit, check }) }
}

const canLeave: readonly PhaseName[] = ['precall', 'waiting', 'in-call', 'on-hold']

/** Somebody wants out. */
export function goOut(state: RoomState, seat: Seat, page: Page, now: Date): Outcome {
  const { name } = phaseOf(state, seat, page, now)
  if (name === 'exit') return { state }
  return canLeave.includes(name) ? leave(state, seat.participantId, 'left', now) : { problem: 'wrong-phase' }
}

/** Out of the waiting room, the precall or the call. Who goes by choice knocks again when they come back. */
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

/** What is remembered of somebody who was in the call and goes out of it. */
export function goneOut(visit: Visit, how: CallExit, now: Date): Visit {
  return { ...visit, lastLeftAt: now, lastLeftReason: how }
}

function endCallIfEmpty(state: RoomState, now: Date): RoomState {
  if (state.seats.some((seat) => isInCall(state, seat.visit))) return state
  return { ...state, session: { ...state.session, callId: null, actualEndTime: now } }
}

/** Those whose pages did not come back in time leave the call; nobody else is touched. */
export function lapse(state: RoomState, now: Date): RoomState {
  let next = state
  for (const { participantId, visit } of state.seats) {
    if (!visit || !isInCall(state, visit) || !isLapsed(visit, now)) continue
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
    ? leave(withVisit(state, participantId, { ...seat.visit, sentOutBy: by }), participantId, 'removed', now)
    : { state }
  return 'state' in outcome ? { state: withSeat(outcome.state, participantId, { deletedAt: now }) } : outcome
}

/** The page's connection has ended; only the process that held it may say so. */
export function pageGone(
  state: RoomState,
  participantId: string,
  pageId: string,
  processId: string,
  now: Date,
): RoomState {
  const visit = findSeat(state, participantId)?.visit
  if (visit?.pageId !== pageId || visit.processId !== processId) return state
  return withVisit(state, participantId, { ...visit, processId: null, goneAt: now })
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
