import { defaultSettings } from '@anteroom/contract/feature-flags'
import { graceMs, knockPauseMs, nextPhases, type Phase } from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admit, admitAll, knockAgain, turnAway, waitingRoomGate, writeTo } from '../plugins/waiting-room/rules.ts'
import * as rules from './rules.ts'
import { findSeat, isInCall, type Page, type RoomState, type Seat } from './state.ts'
import { viewOf } from './view.ts'

const start = new Date('2026-03-02T10:00:00Z')
const end = new Date('2026-03-02T11:00:00Z')
const during = new Date('2026-03-02T10:10:00Z')
const later = (from: Date, ms: number) => new Date(from.getTime() + ms)

function seat(participantId: string, role: Role): Seat {
  return { participantId, role, displayName: participantId, deletedAt: null, visit: null }
}

function room(seats: Seat[], settings: Partial<typeof defaultSettings> = {}): RoomState {
  return {
    session: {
      sessionId: 's',
      name: null,
      team: 'Clinic',
      startTime: start,
      endTime: end,
      canceledTime: null,
      actualStartTime: null,
      actualEndTime: null,
      settings: { ...defaultSettings, ...settings },
      callId: null,
      revision: 0,
    },
    seats,
  }
}

/** A room that is acted on step by step, as the service does it. */
function play(initial: RoomState) {
  let state = initial
  const gates = [waitingRoomGate]
  const seatOf = (id: string) => findSeat(state, id) as Seat
  function apply(outcome: rules.Outcome) {
    if ('state' in outcome) state = outcome.state
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
    open: (id: string, page = pageOf(id), isNew = true) =>
      apply(rules.openPage(state, id, page, { isNew, processId: 'p1', visitId: `visit-${id}` })),
    enter: (id: string, now = during, page = pageOf(id)) =>
      apply(rules.enter(state, id, page, { name: undefined, now, newCallId: `call-${now.getTime()}`, gates })),
    leave: (id: string, now = during, page = pageOf(id)) => apply(rules.goOut(state, seatOf(id), page, now)),
    gone: (id: string, now = during, page = pageOf(id)) => {
      state = rules.pageGone(state, id, page.pageId, 'p1', now)
    },
    lapse: (now: Date) => {
      state = rules.lapse(state, now)
    },
    end: (id: string, now = during) => apply(rules.endForEveryone(state, seatOf(id), now)),
    admit: (host: string, guest: string, now = during) =>
      apply(admit(state, seatOf(host), `visit-${guest}`, { now, newCallId: 'never' })),
    admitAll: (host: string, now = during) => apply(admitAll(state, seatOf(host), { now, newCallId: 'never' })),
    turnAway: (host: string, guest: string, now = during) =>
      apply(turnAway(state, seatOf(host), `visit-${guest}`, now)),
    knock: (guest: string, now: Date) => apply(knockAgain(state, seatOf(guest), now)),
    write: (host: string, guest: string, text: string) =>
      apply(writeTo(state, seatOf(host), `visit-${guest}`, text)),
    hold: (host: string, other: string, on: boolean) =>
      apply(rules.hold(state, seatOf(host), `visit-${other}`, on)),
    back: (host: string, other: string, now = during) =>
      apply(rules.returnToWaiting(state, seatOf(host), `visit-${other}`, now)),
    remove: (id: string, now = during) => {
      state = rules.removeSeat(state, id, now)
    },
    phase: (id: string, now = during, page = pageOf(id)): Phase => rules.phaseOf(state, seatOf(id), page, now),
    view: (id: string, now = during, page = pageOf(id)) => viewOf(state, seatOf(id), { page, now, iceServers: [] }),
  }
}

function hostAndGuest(settings: Partial<typeof defaultSettings> = {}) {
  const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST')], settings))
  game.open('host')
  game.open('guest')
  return game
}

function inCallTogether(settings: Partial<typeof defaultSettings> = {}) {
  const game = hostAndGuest(settings)
  game.enter('host')
  game.enter('guest')
  game.admit('host', 'guest')
  return game
}

describe('going in', () => {
  test('a host goes straight in, a guest waits, a participant goes straight in', () => {
    const game = play(room([seat('host', 'HOST'), seat('guest', 'GUEST'), seat('interpreter', 'PARTICIPANT')]))
    for (const id of ['host', 'guest', 'interpreter']) {
      game.open(id)
      game.enter(id)
    }
    expect(game.phase('host').name).toBe('in-call')
    expect(game.phase('guest').name).toBe('waiting')
    expect(game.phase('interpreter').name).toBe('in-call')
  })

  test('without the waiting-room plugin a guest goes straight in', () => {
    const game = hostAndGuest({ removedPlugins: ['waiting-room'] })
    game.enter('guest')
    expect(game.phase('guest').name).toBe('in-call')
  })

  test('a host who arrives later sees who waits already, longest waiting first', () => {
    const game = play(room([seat('host', 'HOST'), seat('a', 'GUEST'), seat('b', 'GUEST')]))
    for (const id of ['host', 'a', 'b']) game.open(id)
    game.enter('b', during)
    game.enter('a', later(during, 1000))
    game.enter('host', later(during, 2000))
    expect(game.view('host').waiting.map(({ name }) => name)).toEqual(['b', 'a'])
  })

  test('only a host in the call may let others in', () => {
    const game = play(room([seat('host', 'HOST'), seat('interpreter', 'PARTICIPANT'), seat('guest', 'GUEST')]))
    for (const id of ['host', 'interpreter', 'guest']) game.open(id)
    game.enter('interpreter')
    game.enter('guest')
    expect(game.admit('interpreter', 'guest')).toBe('not-allowed')
    expect(game.admit('host', 'guest')).toBe('wrong-phase')
    expect(game.view('interpreter').waiting).toEqual([])
    game.enter('host')
    expect(game.admit('host', 'guest')).toBeNull()
    expect(game.phase('guest').name).toBe('in-call')
  })

  test('a guest who was turned away may knock again after the pause, and not before', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    expect(game.phase('guest')).toMatchObject({
      name: 'waiting',
      turnedAway: { mayKnockAt: later(during, knockPauseMs).toISOString() },
    })
    expect(game.view('host').waiting).toEqual([])
    expect(game.knock('guest', later(during, knockPauseMs - 1))).toBe('too-soon')
    expect(game.knock('guest', later(during, knockPauseMs))).toBeNull()
    expect(game.view('host').waiting).toHaveLength(1)
  })

  test('leaving and coming back does not shorten the pause', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.turnAway('host', 'guest')
    game.leave('guest')
    game.enter('guest', later(during, 1000))
    expect(game.view('host').waiting).toEqual([])
  })

  test("a host's line stands on the guest's screen until it is taken away", () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.write('host', 'guest', ' Five minutes, please. ')
    expect(game.phase('guest')).toMatchObject({ message: 'Five minutes, please.' })
    game.write('host', 'guest', '')
    expect(game.phase('guest')).toMatchObject({ message: null })
  })

  test('somebody without a name cannot go in without giving one', () => {
    const game = play(room([{ ...seat('host', 'HOST'), displayName: null }]))
    game.open('host')
    expect(game.enter('host')).toBe('invalid-request')
  })
})

describe('time', () => {
  test('a room is closed before its booked time and after it', () => {
    const game = hostAndGuest()
    expect(game.phase('host', later(start, -1)).name).toBe('too-early')
    expect(game.enter('host', later(start, -1))).toBe('wrong-phase')
    expect(game.phase('host', start).name).toBe('precall')
    expect(game.phase('host', end).name).toBe('over')
    expect(game.enter('host', end)).toBe('wrong-phase')
  })

  test('a call runs past the booked end, for those who are in it and nobody else', () => {
    const game = inCallTogether()
    expect(game.phase('guest', later(end, 60_000)).name).toBe('in-call')
    game.leave('guest', later(end, 60_000))
    expect(game.phase('guest', later(end, 60_001))).toEqual({ name: 'exit', reason: 'left', mayReturn: false })
    expect(game.enter('guest', later(end, 60_001))).toBe('wrong-phase')
  })

  test('who waits when the booked time ends is told so, and can no longer be let in', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    expect(game.phase('guest', end).name).toBe('over')
    expect(game.admit('host', 'guest', end)).toBe('session-over')
    expect(game.admitAll('host', end)).toBeNull()
    expect(game.phase('guest', end).name).toBe('over')
  })
})

describe('drops, reloads and other browsers', () => {
  test('whoever comes back within the grace is where they were, and nobody else notices', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs - 1))
    expect(game.open('guest', game.pageOf('guest'), false)).toBeNull()
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.phase('host').name).toBe('in-call')
  })

  test('after the grace they have left, and nobody else has', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs))
    expect(game.phase('guest')).toEqual({ name: 'exit', reason: 'lost', mayReturn: true })
    expect(game.phase('host').name).toBe('in-call')
  })

  test('an admitted guest stays admitted through a drop, and not after leaving by choice', () => {
    const game = inCallTogether()
    game.gone('guest')
    game.lapse(later(during, graceMs))
    game.enter('guest', later(during, graceMs + 1000))
    expect(game.phase('guest').name).toBe('in-call')
    game.leave('guest')
    game.enter('guest')
    expect(game.phase('guest').name).toBe('waiting')
  })

  test('a waiting guest keeps their place through a drop, and is not shown while the page is gone for long', () => {
    const game = hostAndGuest()
    game.enter('host')
    game.enter('guest')
    game.gone('guest')
    expect(game.view('host', later(during, graceMs - 1)).waiting).toMatchObject([{ connected: false }])
    expect(game.view('host', later(during, graceMs)).waiting).toEqual([])
    game.open('guest', game.pageOf('guest'), false)
    expect(game.phase('guest', later(during, graceMs)).name).toBe('waiting')
    expect(game.view('host', later(during, graceMs)).waiting).toMatchObject([{ since: during.toISOString() }])
  })

  test('a reload goes on in the call, and is a new page to the others', () => {
    const game = inCallTogether()
    const before = game.seatOf('guest').visit?.generation ?? 0
    const reloaded = game.pageOf('guest', 2)
    game.open('guest', reloaded)
    expect(game.phase('guest', during, reloaded).name).toBe('in-call')
    expect(game.seatOf('guest').visit?.generation).toBeGreaterThan(before)
    expect(game.phase('guest', during, game.pageOf('guest', 1)).name).toBe('taken-over')
  })

  test('another browser takes over from the precall on, and the older page can take it back', () => {
    const game = inCallTogether()
    const phone = game.pageOf('guest', 2, 2)
    game.open('guest', phone)
    expect(game.phase('guest', during, phone).name).toBe('precall')
    expect(game.phase('guest').name).toBe('taken-over')
    game.enter('guest', during, phone)
    expect(game.phase('guest', during, phone).name).toBe('in-call')
    game.open('guest')
    expect(game.phase('guest', during, phone).name).toBe('taken-over')
    expect(game.phase('guest').name).toBe('precall')
  })

  test('an older page that reconnects by itself does not take the visit back', () => {
    const game = inCallTogether()
    game.open('guest', game.pageOf('guest', 2))
    game.open('guest', game.pageOf('guest', 1), false)
    expect(game.phase('guest').name).toBe('taken-over')
    expect(game.phase('guest', during, game.pageOf('guest', 2)).name).toBe('in-call')
  })

  test('with uniqueness the link belongs to the browser that entered first, also after it left', () => {
    const game = hostAndGuest({ uniqueParticipants: true })
    game.enter('host')
    const other = game.pageOf('host', 2, 2)
    game.open('host', other)
    expect(game.phase('host', during, other).name).toBe('used-elsewhere')
    expect(game.phase('host').name).toBe('in-call')
    game.leave('host')
    game.open('host', other)
    expect(game.phase('host', during, other).name).toBe('used-elsewhere')
    expect(game.enter('host', during, other)).toBe('link-used-elsewhere')
    const reload = game.pageOf('host', 3)
    game.open('host', reload)
    expect(game.phase('host', during, reload).name).toBe('precall')
  })

  test('with uniqueness, opening a link is not yet entering', () => {
    const game = hostAndGuest({ uniqueParticipants: true })
    const other = game.pageOf('host', 2, 2)
    game.open('host', other)
    expect(game.enter('host', during, other)).toBeNull()
    expect(game.phase('host').name).toBe('used-elsewhere')
  })
})

describe('what hosts do', () => {
  test('ending for everyone ends it for who waits, too, and lets all come back while the session runs', () => {
    const game = play(room([seat('host', 'HOST'), seat('a', 'PARTICIPANT'), seat('b', 'GUEST')]))
    for (const id of ['host', 'a', 'b']) {
      game.open(id)
      game.enter(id)
    }
    expect(game.end('a')).toBe('wrong-phase')
    expect(game.end('host')).toBeNull()
    for (const id of ['host', 'a', 'b']) {
      expect(game.phase(id)).toEqual({ name: 'exit', reason: 'ended', mayReturn: true })
    }
    expect(game.state.session).toMatchObject({ callId: null, actualEndTime: during })
  })

  test('on hold and back; who is on hold is told, and is a new page to the others afterwards', () => {
    const game = inCallTogether()
    game.hold('host', 'guest', true)
    expect(game.phase('guest').name).toBe('on-hold')
    expect(game.view('host').people).toMatchObject([{ onHold: true }])
    const before = game.seatOf('guest').visit?.generation ?? 0
    game.hold('host', 'guest', false)
    expect(game.phase('guest').name).toBe('in-call')
    expect(game.seatOf('guest').visit?.generation).toBe(before + 1)
    expect(game.hold('guest', 'host', true)).toBe('not-allowed')
  })

  test('back to the waiting room means to be let in anew', () => {
    const game = inCallTogether()
    expect(game.back('host', 'guest')).toBeNull()
    expect(game.phase('guest').name).toBe('waiting')
    expect(game.view('host').waiting).toHaveLength(1)
    expect(game.view('guest').people).toEqual([])
  })

  test('a removed seat is out of the call, and its link is dead', () => {
    const game = inCallTogether()
    game.remove('guest')
    expect(game.phase('guest').name).toBe('removed')
    expect(game.view('host').people).toEqual([])
    expect(game.enter('guest')).toBe('wrong-phase')
  })

  test('the way out is called an exit until somebody else has joined, and not again after they left', () => {
    const game = hostAndGuest()
    game.enter('host')
    expect(game.view('host').othersJoined).toBe(false)
    game.enter('guest')
    expect(game.view('host').othersJoined).toBe(false)
    game.admit('host', 'guest')
    expect(game.view('host').othersJoined).toBe(true)
    expect(game.view('guest').othersJoined).toBe(true)
    game.leave('guest')
    expect(game.view('host').othersJoined).toBe(true)
  })
})

function expectSteps(before: readonly Phase[], after: readonly Phase[], what: string, except?: number) {
  before.forEach((phase, at) => {
    const next = after[at]
    if (!next || next.name === phase.name || at === except) return
    expect(nextPhases[phase.name], `${phase.name} -> ${next.name} after ${what}`).toContain(next.name)
  })
}

type Step = { who: number; what: string; whom: number; wait: number }

test('whatever people do in whatever order, the rules of the room hold', () => {
  const roles: Role[] = ['HOST', 'GUEST', 'GUEST', 'PARTICIPANT']
  const ids = roles.map((role, at) => `${role}-${at}`)
  const verbs = ['open', 'reload', 'reconnect', 'other', 'enter', 'leave', 'gone', 'end', 'admit', 'admitAll']
  const step = fc.record({
    who: fc.nat(3),
    what: fc.constantFrom(...verbs, 'turnAway', 'knock', 'hold', 'resume', 'back', 'tick'),
    whom: fc.nat(3),
    wait: fc.constantFrom(0, 500, 10_000, 21_000, 31_000, 900_000),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), fc.boolean(), (steps, waitingRoom, unique) => {
      const settings = { removedPlugins: waitingRoom ? [] : ['waiting-room'], uniqueParticipants: unique }
      const game = play(room(ids.map((id, at) => seat(id, roles[at] as Role)), settings))
      const pages = new Map(ids.map((id) => [id, game.pageOf(id)]))
      let now = later(start, -1000)
      let count = 1
      for (const { who, what, whom, wait } of steps as Step[]) {
        const me = ids[who] as string
        const other = ids[whom] as string
        const page = () => pages.get(me) as Page
        const phasesNow = () => ids.map((id) => game.phase(id, now, pages.get(id)))
        const stages = ids.map((id) => game.seatOf(id).visit?.stage)
        const beforeWait = phasesNow()
        now = later(now, wait)
        const phases = phasesNow()
        expectSteps(beforeWait, phases, 'time')
        const opensPage = what === 'reload' || what === 'other'
        if (opensPage) pages.set(me, game.pageOf(me, ++count, what === 'other' ? count : 1))
        if (what === 'open' || opensPage) game.open(me, page())
        if (what === 'reconnect') game.open(me, page(), false)
        if (what === 'enter') game.enter(me, now, page())
        if (what === 'leave') game.leave(me, now, page())
        if (what === 'gone') game.gone(me, now, page())
        if (what === 'end') game.end(me, now)
        if (what === 'admit') game.admit(me, other, now)
        if (what === 'admitAll') game.admitAll(me, now)
        if (what === 'turnAway') game.turnAway(me, other, now)
        if (what === 'knock') game.knock(me, now)
        if (what === 'hold' || what === 'resume') game.hold(me, other, what === 'hold')
        if (what === 'back') game.back(me, other, now)
        if (what === 'tick') game.lapse(now)

        const { session, seats } = game.state
        const inside = seats.filter(({ visit }) => isInCall(game.state, visit))
        expect(session.callId !== null, 'a call runs exactly while somebody is in it').toBe(inside.length > 0)
        // A new page starts wherever its visit is; only pages that stay go from phase to phase.
        expectSteps(phases, phasesNow(), what, opensPage ? who : undefined)
        ids.forEach((id, at) => {
          const after = game.phase(id, now, pages.get(id))
          const cameIn = stages[at] !== 'in-call' && stages[at] !== 'on-hold' && after.name === 'in-call'
          if (cameIn) {
            expect(now >= start && now < end, 'nobody enters outside the booked time').toBe(true)
            const visit = game.seatOf(id).visit
            const letIn = ['admit', 'admitAll'].includes(what) || visit?.admittedCallId === session.callId
            if (waitingRoom && roles[at] === 'GUEST') expect(letIn, 'guests are let in').toBe(true)
          }
          const view = game.view(id, now, pages.get(id))
          if (after.name !== 'in-call' && after.name !== 'on-hold') {
            expect(view.people, 'who is not in the call sees nobody').toEqual([])
          }
          if (roles[at] !== 'HOST' || after.name !== 'in-call') expect(view.waiting).toEqual([])
        })
      }
    }),
    { numRuns: 1500 },
  )
})
