import { defaultSettings, hasPlugin } from '@anteroom/contract/feature-flags'
import type { Phase } from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import { knockAgain, knockGate, letAllIn, letIn, sendBack, turnAway, writeTo } from './door/knock-rules.ts'
import { lockGate, setLock } from './door/lock-rules.ts'
import { type Gate, letPass } from './door/rules.ts'
import { endForEveryone, hold, makeHost, remove } from './host-rules.ts'
import * as rules from './rules.ts'
import * as seats from './seat-rules.ts'
import { findSeat, type Page, type RoomState, type Seat } from './state.ts'
import { viewOf } from './view.ts'

// For tests of the rules: a room of which people make use.

export const start = new Date('2026-03-02T10:00:00Z')
export const end = new Date('2026-03-02T11:00:00Z')
export const during = new Date('2026-03-02T10:10:00Z')
export const later = (from: Date, ms: number) => new Date(from.getTime() + ms)

export function seat(participantId: string, role: Role): Seat {
  return {
    participantId,
    role,
    displayName: participantId,
    deletedAt: null,
    linkVersion: 1,
    linkHash: 'of a key',
    opensById: false,
    payments: [],
    visit: null,
  }
}

export function room(seats: Seat[], settings: Partial<typeof defaultSettings> = {}): RoomState {
  return {
    session: {
      sessionId: 's',
      name: null,
      teamId: 'team',
      team: 'Clinic',
      startTime: start,
      opensAt: start,
      endTime: end,
      contact: { phone: null, email: null },
      canceledTime: null,
      actualStartTime: null,
      actualEndTime: null,
      settings: { ...defaultSettings, ...settings },
      callId: null,
      lockedCallId: null,
      revision: 0,
    },
    seats,
  }
}

const waitingRoom: Gate = (state, seat) =>
  hasPlugin(state.session.settings, 'waiting-room') ? knockGate(state, seat) : 'pass'

/** A room that is acted on step by step, as the service does it. `more`: gates that stand before those that there are. */
export function play(initial: RoomState, more: readonly Gate[] = []) {
  let state = initial
  const gates = [...more, lockGate, waitingRoom]
  let calls = 0
  const seatOf = (id: string) => findSeat(state, id) as Seat
  function apply(outcome: rules.Outcome, now: Date) {
    if ('state' in outcome) {
      state = letPass(seats.settle(outcome.state, now), { now, newCallId: `call-${++calls}`, gates })
    }
    return 'problem' in outcome ? outcome.problem : null
  }
  const pageOf = (id: string, number = 1, browser = 1): Page => ({
    pageId: `${id}-page-${number}`,
    browserHash: `${id}-browser-${browser}`,
  })
  return {
    get state() {
      return state
    },
    pageOf,
    seatOf,
    visitId: (id: string) => `visit-${id}`,
    open: (id: string, page = pageOf(id), isNew = true, now = during, continues?: string) =>
      apply(seats.openPage(state, id, page, { isNew, continues, processId: 'p1', visitId: `visit-${id}`, now }), now),
    enter: (id: string, now = during, page = pageOf(id)) =>
      apply(
        seats.enter(state, id, page, {
          name: undefined,
          now,
          newCallId: `call-${++calls}`,
          gates,
          processId: 'p1',
          rivalId: `rival-${id}-${page.pageId}`,
        }),
        now,
      ),
    answer: (id: string, move: boolean, now = during, askedBy?: string) =>
      apply(seats.answerMove(state, seatOf(id), { move, ...(askedBy ? { askedBy } : {}) }, now), now),
    stepBack: (id: string, page: Page, now = during) => apply({ state: seats.stepBack(state, seatOf(id), page) }, now),
    moveHere: (id: string, page: Page, now = during) => apply(seats.moveHere(state, seatOf(id), page, now), now),
    rivalId: (id: string) => seatOf(id).visit?.rival?.rivalId ?? '',
    letIn: (host: string, visitId: string, now = during) =>
      apply(letIn(state, seatOf(host), visitId, { now, newCallId: 'never' }), now),
    leave: (id: string, now = during, page = pageOf(id)) => apply(rules.goOut(state, seatOf(id), page, now), now),
    gone: (id: string, now = during, page = pageOf(id)) =>
      apply({ state: seats.pageGone(state, id, page.pageId, 'p1', now) }, now),
    vouch: (id: string, other: string, now: Date) => apply(rules.vouch(state, seatOf(id), `visit-${other}`, now), now),
    lapse: (now: Date) => apply({ state: rules.lapse(state, now) }, now),
    end: (id: string, now = during) => apply(endForEveryone(state, seatOf(id), now), now),
    lock: (host: string, on: boolean, now = during) => apply(setLock(state, seatOf(host), on), now),
    makeHost: (host: string, other: string, now = during) =>
      apply(makeHost(state, seatOf(host), `visit-${other}`), now),
    admit: (host: string, guest: string, now = during) =>
      apply(letIn(state, seatOf(host), `visit-${guest}`, { now, newCallId: 'never' }), now),
    admitAll: (host: string, now = during) => apply(letAllIn(state, seatOf(host), { now, newCallId: 'never' }), now),
    turnAway: (host: string, guest: string, now = during) =>
      apply(turnAway(state, seatOf(host), `visit-${guest}`, now), now),
    knock: (guest: string, now: Date) => apply(knockAgain(state, seatOf(guest), now), now),
    write: (host: string, guest: string, text: string, now = during) =>
      apply(writeTo(state, seatOf(host), `visit-${guest}`, text), now),
    hold: (host: string, other: string, on: boolean, now = during) =>
      apply(hold(state, seatOf(host), `visit-${other}`, on, now), now),
    back: (host: string, other: string, now = during) =>
      apply(sendBack(state, seatOf(host), `visit-${other}`, now), now),
    takeOut: (host: string, other: string, now = during) =>
      apply(remove(state, seatOf(host), `visit-${other}`, now), now),
    remove: (id: string, now = during) => apply(rules.removeSeat(state, id, now), now),
    /** Something has changed that gates ask about, and nothing else. */
    reconsider: (now = during) => apply({ state }, now),
    phase: (id: string, now = during, page = pageOf(id)): Phase => rules.phaseOf(state, seatOf(id), page, now),
    view: (id: string, now = during, page = pageOf(id)) =>
      viewOf(state, seatOf(id), { page, now, iceServers: [], relayOnly: false }),
  }
}

export function hostAndGuest(settings: Partial<typeof defaultSettings> = {}) {
  const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST')], settings))
  game.open('host')
  game.open('guest')
  return game
}

export function inCallTogether(settings: Partial<typeof defaultSettings> = {}) {
  const game = hostAndGuest(settings)
  game.enter('host')
  game.enter('guest')
  game.admit('host', 'guest')
  return game
}
