import { callExits, nextPhases, type Phase } from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import { graceMs } from '@anteroom/contract/time-limits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { end, later, play, room, seat, start } from './rules-play.ts'
import { isHostInCall, isInCall, isLocked, type Page, type RoomState, speaks } from './state.ts'

function expectSteps(before: readonly Phase[], after: readonly Phase[], what: string) {
  before.forEach((phase, at) => {
    const next = after[at]
    if (!next || next.name === phase.name) return
    expect(nextPhases[phase.name], `${phase.name} -> ${next.name} after ${what}`).toContain(next.name)
  })
}

const isAway = (goneAt: Date | null | undefined, now: Date) =>
  Boolean(goneAt && Number(now) - Number(goneAt) >= graceMs)

type Step = { who: number; what: string; whom: number; wait: number }

const stories: [what: string, wait?: number, byOther?: boolean][][] = [
  [['hold'], ['leave', 0, true], ['enter', 0, true]],
  [['hold'], ['gone', 0, true], ['other', 21_000, true], ['enter', 0, true]],
  [['hold'], ['other', 0, true], ['enter', 0, true], ['letInRival']],
  [['other'], ['enter']],
  [['other'], ['enter'], ['agree', 500]],
  [['other'], ['enter'], ['moveHere', 31_000]],
  [['gone'], ['other', 21_000], ['enter']],
  [['gone'], ['reload', 21_000]],
  [['leave'], ['other'], ['enter']],
  [['other'], ['enter'], ['switch'], ['leave']],
]

/** What hosts do about somebody who waits, and what the page that has the place does about another one that asks. */
const letsIn = ['admit', 'admitAll', 'letInRival']

test('whatever people do in whatever order, the rules of the room hold', () => {
  const roles: Role[] = ['HOST', 'GUEST', 'HOST', 'PARTICIPANT', 'GUEST']
  const ids = roles.map((role, at) => `${role}-${at}`)
  const verbs = ['reload', 'window', 'other', 'reconnect', 'switch', 'enter', 'leave', 'gone', 'end', 'admit']
  const more = ['turnAway', 'knock', 'hold', 'resume', 'back', 'remove', 'tick', 'lock', 'unlock', 'makeHost']
  const moves = ['agree', 'refuse', 'moveHere', 'letInRival', 'stepBack', 'other']
  // Much happens only where several are in the call.
  const often = ['enter', 'enter', 'enter', 'enter', 'admitAll', 'admitAll', 'lock', 'enter']
  const step = fc.record({
    who: fc.nat(4),
    what: fc.constantFrom(...verbs, ...more, ...moves, ...often),
    whom: fc.nat(4),
    wait: fc.constantFrom(0, 0, 0, 500, 500, 10_000, 21_000, 31_000, 900_000),
  })
  // What takes several steps of one person hardly ever comes by chance.
  const story = fc
    .record({ who: fc.nat(4), verbs: fc.constantFrom(...stories), whom: fc.nat(4) })
    .map(({ who, verbs, whom }) =>
      verbs.map(([what, wait = 0, byOther]) =>
        byOther ? { who: whom, what, whom: who, wait } : { who, what, whom, wait },
      ),
    )
  const course = fc
    .array(fc.oneof({ weight: 3, arbitrary: step.map((one) => [one]) }, { weight: 2, arbitrary: story }), {
      maxLength: 30,
      size: 'max',
    })
    .map((parts) => parts.flat())
  fc.assert(
    fc.property(course, fc.boolean(), fc.boolean(), fc.boolean(), (steps, waitingRoom, unique, isRunning) => {
      const settings = { removedPlugins: waitingRoom ? [] : ['waiting-room'], uniqueParticipants: unique }
      const game = play(
        room(
          ids.map((id, at) => seat(id, roles[at] as Role)),
          settings,
        ),
      )
      /** All pages that each has opened, and which of them they look at. */
      const pages = new Map(ids.map((id) => [id, [game.pageOf(id)]]))
      const current = new Map(ids.map((id) => [id, game.pageOf(id)]))
      /** The browsers that somebody has been let into the call by, and the call in which they are on hold. */
      const letThrough = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]))
      const heldIn = new Map<string, string>()
      let now = later(start, -1000)
      let count = 1
      for (const id of ids) game.open(id, current.get(id), true, now)
      if (isRunning) {
        now = start
        for (const id of ids) game.enter(id, now)
        game.admitAll('HOST-0', now)
        for (const id of ids) letThrough.get(id)?.add(`${game.state.session.callId} ${game.pageOf(id).browserHash}`)
      }
      for (const id of ids) markSpeaking(game.state, id, pages.get(id) ?? [])
      for (const { who, what, whom, wait } of steps as Step[]) {
        const me = ids[who] as string
        const other = ids[whom] as string
        const all = ids.flatMap((id) => (pages.get(id) ?? []).map((page) => ({ id, page })))
        const phasesNow = () => all.map(({ id, page }) => game.phase(id, now, page))
        const beforeWait = phasesNow()
        now = later(now, wait)
        game.lapse(now)
        expectSteps(beforeWait, phasesNow(), 'time')
        const was = game.state
        const phases = phasesNow()
        const visits = ids.map((id) => game.seatOf(id).visit)
        const mine = visits[who]

        const opensPage = what === 'reload' || what === 'window' || what === 'other'
        if (opensPage) {
          const old = current.get(me) as Page
          const isOther = what === 'other'
          const fresh = { ...game.pageOf(me, ++count), browserHash: isOther ? `${me}-${count}` : old.browserHash }
          current.set(me, fresh)
          pages.get(me)?.push(fresh)
          game.open(me, fresh, true, now, what === 'reload' ? old.pageId : undefined)
          const isThere = mine && !mine.goneAt && !mine.rival?.goneAt
          if (what === 'window' && isThere) expect(phasesNow(), 'opening changes nobody’s phase').toEqual(phases)
          if (what === 'other') expect(game.state, 'opening in another browser changes nothing').toBe(was)
          phasesNow().forEach((phase, at) => {
            if (all[at]?.id !== me) expect(phase.name, 'nor that of others').toBe(phases[at]?.name)
          })
        }
        const page = current.get(me) as Page
        if (what === 'switch') {
          const earlier = pages.get(me)?.[whom % (pages.get(me)?.length ?? 1)] as Page
          delete earlier.was
          current.set(me, earlier)
        }
        if (what === 'reconnect') game.open(me, page, false, now)
        if (what === 'enter') game.enter(me, now, page)
        if (what === 'leave' && speaks(game.seatOf(me).visit, page)) game.leave(me, now, page)
        if (what === 'gone') game.gone(me, now, page)
        if (what === 'end') game.end(me, now)
        if (what === 'admit') game.admit(me, other, now)
        if (what === 'admitAll') game.admitAll(me, now)
        if (what === 'letInRival') game.letIn(me, game.rivalId(other), now)
        if (what === 'agree' || what === 'refuse') game.answer(me, what === 'agree', now)
        if (what === 'moveHere') game.moveHere(me, page, now)
        if (what === 'stepBack') game.stepBack(me, page, now)
        if (what === 'turnAway') game.turnAway(me, other, now)
        if (what === 'knock') game.knock(me, now)
        if (what === 'hold' || what === 'resume') game.hold(me, other, what === 'hold', now)
        if (what === 'back') game.back(me, other, now)
        if (what === 'remove') game.remove(other, now)
        if (what === 'tick') game.lapse(now)
        if (what === 'lock' || what === 'unlock') game.lock(me, what === 'lock', now)
        if (what === 'makeHost') game.makeHost(me, other, now)
        if (what !== 'switch') expectSteps(phases, phasesNow(), what)

        const { session, seats } = game.state
        const inside = seats.filter(({ visit }) => isInCall(game.state, visit))
        expect(session.callId !== null, 'a call runs exactly while somebody is in it').toBe(inside.length > 0)
        expect(session.actualStartTime !== null && session.actualEndTime === null).toBe(inside.length > 0)
        for (const { visit } of seats) {
          if (!visit?.enteredAt || isInCall(game.state, visit)) continue
          expect(Number(visit.lastLeftAt), 'who was in the call and is not has gone out of it').toBeGreaterThanOrEqual(
            visit.enteredAt.getTime(),
          )
          expect(callExits).toContain(visit.lastLeftReason)
        }
        ids.forEach((id, at) => {
          const { visit, role } = game.seatOf(id)
          const before = visits[at] ?? null
          const isIn = isInCall(game.state, visit)
          const cameIn = isIn && !isInCall(was, before)
          const hasHostIn = (state: RoomState) =>
            state.seats.some((seat) => seat.participantId !== id && isHostInCall(state, seat))
          if (cameIn) expect(now >= start && now < end, 'nobody enters outside the booked time').toBe(true)

          // Each browser has to be let in for itself, or by the one that was.
          const known = letThrough.get(id) as Set<string>
          const key = `${session.callId} ${visit?.browserHash}`
          const isNew = visit !== null && isIn && !known.has(key)
          const wasKnown = before !== null && known.has(`${session.callId} ${before.browserHash}`)
          const byHost = letsIn.includes(what) || (what === 'agree' && wasKnown)
          if (isNew && waitingRoom && role === 'GUEST') expect(byHost, 'guests are let in').toBe(true)
          if (isNew && isLocked(was) && isLocked(game.state) && !byHost) {
            // Who acts comes first, and then one after the other whoever has nothing left to wait for: also the other
            // device of somebody who has just left.
            const hasStayed = (place: number) =>
              isInCall(was, visits[place] ?? null) &&
              game.state.seats[place]?.visit?.enteredAt === visits[place]?.enteredAt
            const isEarlier = (place: number) => hasStayed(place) || (place === who && what !== 'leave') || place < at
            const hadHost = cameIn
              ? game.state.seats.some(
                  (other, place) => place !== at && isHostInCall(game.state, other) && isEarlier(place),
                )
              : hasHostIn(was)
            expect([role, hadHost], 'only a host comes into a locked room, where no host is').toEqual(['HOST', false])
          }
          if (visit && isIn) known.add(key)
          if (visit?.stage === 'left' && visit.leftReason !== 'lost') known.clear()
          if (visit?.stage === 'waiting' && before?.stage !== 'waiting') known.clear()

          const isHeld = heldIn.get(id) === session.callId && session.callId !== null
          if (isHeld && isIn && visit?.stage === 'in-call') {
            expect(['resume', ...letsIn], 'only a host ends a hold').toContain(what)
            heldIn.delete(id)
          }
          if (isIn && visit?.stage === 'on-hold') heldIn.set(id, session.callId ?? '')

          markSpeaking(game.state, id, pages.get(id) ?? [])
          for (const page of pages.get(id) ?? []) {
            const after = game.phase(id, now, page)
            expectPhase(game.state, id, after, waitingRoom, hasHostIn(game.state), now)
            const view = game.view(id, now, page)
            const isThere = after.name === 'in-call' || after.name === 'on-hold'
            if (isThere) expect(visit?.pageId, 'one page is in the call').toBe(page.pageId)
            else expect(view.people, 'who is not in the call sees nobody').toEqual([])
            if (role !== 'HOST' || after.name !== 'in-call') expect(view.waiting).toEqual([])
            expect(view.locked).toBe(isThere && isLocked(game.state))
          }
        })
      }
    }),
    { numRuns: 500 },
  )
})

/** Each page knows that it spoke for its visit. */
function markSpeaking(state: RoomState, id: string, pages: Page[]) {
  const visit = state.seats.find(({ participantId }) => participantId === id)?.visit ?? null
  for (const page of pages) if (speaks(visit, page)) page.was = 'here'
}

function expectPhase(state: RoomState, id: string, phase: Phase, waitingRoom: boolean, hasHost: boolean, now: Date) {
  if (phase.name !== 'waiting') return
  expect(phase.locked).toBe(isLocked(state))
  const seat = state.seats.find(({ participantId }) => participantId === id)
  if (phase.moving || phase.turnedAway || isAway(seat?.visit?.goneAt, now)) return
  if (waitingRoom && seat?.role === 'GUEST') return
  expect(phase.locked && (seat?.role !== 'HOST' || hasHost), 'who waits has a reason to').toBe(true)
}
