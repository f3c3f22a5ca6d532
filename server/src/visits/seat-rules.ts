import { plainName } from '@anteroom/contract/names'
import { type Phase, phases } from '@anteroom/contract/phases'
import type { ProblemCode } from '@anteroom/contract/problems'
import { isTurnedAway } from './door/knocking.ts'
import { type Gate, heldBy } from './door/rules.ts'
import {
  belongsToAnother,
  callToGoOnWith,
  cameByOldLink,
  goIn,
  holdsPlace,
  leave,
  mayMoveAt,
  type Outcome,
  phaseOf,
  rivalOf,
  withVisit,
} from './rules.ts'
import {
  findSeat,
  givenName,
  isInCall,
  isLapsed,
  isOpen,
  type Page,
  type Rival,
  type RoomState,
  type Seat,
  speaks,
  type Visit,
} from './state.ts'

// Who holds a seat: the page that speaks for its visit, and who may come in its place.

type Held = Seat & { visit: Visit }
type Place = Pick<Visit, 'pageId' | 'browserHash' | 'processId' | 'goneAt'>

type Connection = {
  isNew: boolean
  /** The page that a reloaded one was before. */
  continues?: string | undefined
  processId: string
  visitId: string
  now: Date
}

/**
 * A page connects. One that spoke for the visit before goes on, also after it was loaded again, or when the browser comes
 * back after a crash. Every other one changes nothing, as scanners open links, too: its person asks by joining.
 */
export function openPage(state: RoomState, participantId: string, page: Page, connection: Connection): Outcome {
  const seat = findSeat(state, participantId)
  if (!seat) return { problem: 'not-found' }
  const { visit } = seat
  const { processId, now } = connection
  if (cameByOldLink(seat, page)) return { state }
  if (seat.deletedAt || state.session.canceledTime || belongsToAnother(state, visit, page)) return { state }
  if (!visit) return { state: withVisit(state, participantId, newVisit(page, connection)) }
  const here = { processId, goneAt: null }
  if (speaks(visit, page)) return { state: withVisit(state, participantId, { ...visit, ...here }) }
  if (visit.rival?.pageId === page.pageId) {
    return { state: withVisit(state, participantId, { ...visit, rival: { ...visit.rival, ...here } }) }
  }
  if (!connection.isNew || visit.browserHash !== page.browserHash) return { state }
  if (connection.continues !== visit.pageId && visit.goneAt === null) return { state }
  const next = withVisit(state, participantId, placed(visit, placeOf(page, processId)))
  return { state: visit.stage === 'left' ? comeBack(next, participantId, now) : next }
}

/** Who was lost goes back into the call that they were in; who has left gets ready anew. */
function comeBack(state: RoomState, participantId: string, now: Date): RoomState {
  const visit = findSeat(state, participantId)?.visit
  if (!visit) return state
  const { callId } = state.session
  const wasLost = visit.leftReason === 'lost' && callId !== null && visit.admittedCallId === callId
  if (wasLost && isOpen(state, now)) return goIn(state, participantId, { now, newCallId: callId })
  return withVisit(state, participantId, { ...visit, stage: 'outside', leftReason: null })
}

function newVisit(page: Page, { processId, visitId }: { processId: string; visitId: string }): Visit {
  return {
    visitId,
    ...placeOf(page, processId),
    generation: 1,
    ownerHash: null,
    name: null,
    stage: 'outside',
    leftReason: null,
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
    heldCallId: null,
    rival: null,
  }
}

function placeOf({ pageId, browserHash }: Page, processId: string): Place {
  return { pageId, browserHash, processId, goneAt: null }
}

/** Another page speaks for the visit from now on, which stays where it is. */
function placed(visit: Visit, place: Place): Visit {
  const isSameBrowser = visit.browserHash === place.browserHash
  return {
    ...visit,
    ...place,
    generation: visit.generation + 1,
    // What another browser found says nothing of this one.
    check: isSameBrowser ? visit.check : null,
  }
}

/** The same for another browser whose person nobody has let in: what the one before was let into does not count. */
function placedOutside(visit: Visit, place: Place): Visit {
  return { ...placed(visit, place), stage: 'outside', leftReason: null, admittedCallId: null, rival: null }
}

type Entering = {
  name: string | undefined
  now: Date
  newCallId: string
  gates: readonly Gate[]
  processId: string
  rivalId: string
}

/** Somebody is ready: in they go, or a gate has them wait; where another page has their place, they ask for it. */
export function enter(state: RoomState, participantId: string, page: Page, entering: Entering): Outcome {
  const { now, processId } = entering
  const seat = findSeat(state, participantId)
  if (!seat?.visit) return { problem: 'not-found' }
  const { visit } = seat
  if (speaks(visit, page)) return enterHere(state, participantId, page, entering)
  const phase = phaseOf(state, seat, page, now)
  const refused = refusesToEnter(phase)
  if (refused) return refused
  if (phase.name === 'waiting' && isTurnedAway(visit.rival, now)) return { problem: 'too-soon' }
  const place = placeOf(page, processId)
  if (visit.browserHash === page.browserHash) {
    const taken = withVisit(state, participantId, { ...placed(visit, place), rival: null })
    return enterHere(taken, participantId, page, entering)
  }
  if (holdsPlace(visit, now)) return ask(state, { ...seat, visit }, place, entering)
  const freed = withoutPage(state, { ...seat, visit }, now)
  const free = findSeat(freed, participantId)?.visit ?? visit
  return enterHere(withVisit(freed, participantId, placedOutside(free, place)), participantId, page, entering)
}

function enterHere(state: RoomState, participantId: string, page: Page, { name, now, ...more }: Entering): Outcome {
  const seat = findSeat(state, participantId)
  if (!seat?.visit) return { problem: 'not-found' }
  const phase = phaseOf(state, seat, page, now)
  const { isInCall, isAtDoor } = phases[phase.name]
  if (isInCall || isAtDoor) return { state }
  const refused = refusesToEnter(phase)
  if (refused) return refused
  const known = plainName(name ?? '').trim() || seat.visit.name
  if (!known && !givenName(seat)) {
    if (phase.name !== 'exit') return { problem: 'invalid-request' }
    // They left before they had a name: the precall asks for it.
    return { state: withVisit(state, participantId, { ...seat.visit, stage: 'outside', leftReason: null }) }
  }
  const visit: Visit = { ...seat.visit, name: known, ownerHash: seat.visit.ownerHash ?? page.browserHash }
  const hold = heldBy(more.gates, state, { ...seat, visit })
  const newCallId = callToGoOnWith(state, visit, now) ?? more.newCallId
  if (!hold) return { state: goIn(withVisit(state, participantId, visit), participantId, { now, newCallId }) }
  return {
    state: withVisit(state, participantId, {
      ...visit,
      stage: hold,
      leftReason: null,
      knockedAt: now,
      turnedAwayAt: isTurnedAway(visit, now) ? visit.turnedAwayAt : null,
      waitingMessage: null,
    }),
  }
}

function refusesToEnter(phase: Phase): { problem: ProblemCode } | null {
  const { mayEnter, refuses } = phases[phase.name]
  if (mayEnter && !(phase.name === 'exit' && !phase.mayReturn)) return null
  return { problem: refuses ?? 'wrong-phase' }
}

/**
 * One asks at a time: whoever is asked looks at their other device, and must not say yes to somebody who came after it.
 * Who has been refused, or has gone away, makes room; but nobody is asked anew by another page who has just said no.
 */
function ask(state: RoomState, { participantId, visit }: Held, place: Place, { now, rivalId }: Entering): Outcome {
  const before = rivalOf(visit, now)
  const isRefused = isTurnedAway(before, now)
  const isSame = before?.pageId === place.pageId
  if (isSame && (isRefused || !before.turnedAwayAt)) return { state }
  const isReload = before?.browserHash === place.browserHash
  if (before && !before.turnedAwayAt && before.goneAt === null && !isReload) return { problem: 'too-soon' }
  const rival: Rival = {
    ...place,
    rivalId: isSame ? before.rivalId : rivalId,
    askedAt: now,
    turnedAwayAt: isRefused ? (before?.turnedAwayAt ?? null) : null,
    waitingMessage: isSame ? before.waitingMessage : null,
  }
  return { state: withVisit(state, participantId, { ...visit, rival }) }
}

/** Somebody whose page is gone for good is out of the call, if nobody has noticed yet. */
function withoutPage(state: RoomState, { participantId, visit }: Held, now: Date): RoomState {
  if (!isInCall(state, visit) || !isLapsed(visit, now)) return state
  const outcome = leave(state, participantId, 'lost', now)
  return 'state' in outcome ? outcome.state : state
}

/** The one who asks gets the place, wherever the visit is: the one who has it says so, or a host. */
export function handOver(state: RoomState, { participantId, visit }: Held, rival: Rival): RoomState {
  const { pageId, browserHash, processId, goneAt } = rival
  const moved = { ...placed(visit, { pageId, browserHash, processId, goneAt }), rival: null }
  return withVisit(state, participantId, moved)
}

export type MoveAnswer = { move: boolean; askedBy?: string }

/** The page that has the place answers the one that asks for it, and nobody who asks instead of it by now. */
export function answerMove(state: RoomState, seat: Seat, { move, askedBy }: MoveAnswer, now: Date): Outcome {
  const { participantId, visit } = seat
  const rival = rivalOf(visit, now)
  // Whoever asked has gone away meanwhile, or was answered by somebody else.
  if (!visit || !rival || !holdsPlace(visit, now)) return { state }
  if (askedBy !== undefined && askedBy !== rival.rivalId) return { problem: 'wrong-phase' }
  if (move) return { state: handOver(state, { ...seat, visit }, rival) }
  return { state: withVisit(state, participantId, { ...visit, rival: { ...rival, turnedAwayAt: now } }) }
}

/** Nobody has answered: whoever would not have to be let in moves the call by themselves. */
export function moveHere(state: RoomState, seat: Seat, page: Page, now: Date): Outcome {
  const rival = rivalOf(seat.visit, now)
  const phase = phaseOf(state, seat, page, now)
  if (!seat.visit || rival?.pageId !== page.pageId || phase.name !== 'waiting') return { problem: 'wrong-phase' }
  const at = mayMoveAt(state, seat, rival)
  if (!at) return { problem: 'not-allowed' }
  if (now < at) return { problem: 'too-soon' }
  return { state: handOver(state, { ...seat, visit: seat.visit }, rival) }
}

/**
 * Whoever has asked for a place that nobody holds any more gets it, and knocks. Where no call goes on outside of the booked
 * time nobody asks for anything.
 */
export function settle(state: RoomState, now: Date): RoomState {
  let next = state
  for (const { participantId, deletedAt, visit } of state.seats) {
    if (!visit?.rival || isInCall(state, visit)) continue
    if (!isOpen(state, now)) {
      next = withVisit(next, participantId, { ...visit, rival: null })
      continue
    }
    const rival = rivalOf(visit, now)
    if (!rival || deletedAt || holdsPlace(visit, now)) continue
    const { pageId, browserHash, processId, goneAt } = rival
    next = withVisit(next, participantId, {
      ...placedOutside(visit, { pageId, browserHash, processId, goneAt }),
      stage: 'waiting',
      knockedAt: rival.askedAt,
      turnedAwayAt: rival.turnedAwayAt,
      waitingMessage: rival.waitingMessage,
    })
  }
  return next
}

/** A page that does not speak for the visit no longer asks for its place. */
export function stepBack(state: RoomState, { participantId, visit }: Seat, page: Page): RoomState {
  if (!visit || visit.rival?.pageId !== page.pageId) return state
  return withVisit(state, participantId, { ...visit, rival: null })
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
  if (!visit) return state
  const gone = { processId: null, goneAt: now }
  if (visit.pageId === pageId && visit.processId === processId) {
    return withVisit(state, participantId, { ...visit, ...gone })
  }
  const { rival } = visit
  if (rival?.pageId !== pageId || rival.processId !== processId) return state
  return withVisit(state, participantId, { ...visit, rival: { ...rival, ...gone } })
}
