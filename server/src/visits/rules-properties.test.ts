import { callExits, graceMs, nextPhases, type Phase } from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { end, later, play, room, seat, start } from './rules-play.ts'
import { isHostInCall, isInCall, isLocked, type Page } from './state.ts'

function expectSteps(before: readonly Phase[], after: readonly Phase[], what: string, except?: number) {
  before.forEach((phase, at) => {
    const next = after[at]
    if (!next || next.name === phase.name || at === except) return
    expect(nextPhases[phase.name], `${phase.name} -> ${next.name} after ${what}`).toContain(next.name)
  })
}

const isAway = (goneAt: Date | null | undefined, now: Date) =>
  Boolean(goneAt && Number(now) - Number(goneAt) >= graceMs)

type Step = { who: number; what: string; whom: number; wait: number }

test('whatever people do in whatever order, the rules of the room hold', () => {
  const roles: Role[] = ['HOST', 'GUEST', 'HOST', 'PARTICIPANT', 'GUEST']
  const ids = roles.map((role, at) => `${role}-${at}`)
  const verbs = ['open', 'reload', 'reconnect', 'other', 'enter', 'leave', 'gone', 'end', 'admit', 'admitAll']
  const more = ['turnAway', 'knock', 'hold', 'resume', 'back', 'remove', 'tick', 'lock', 'unlock', 'makeHost']
  // Much happens only where several are in the call.
  const often = ['enter', 'enter', 'enter', 'enter', 'admitAll', 'lock']
  const step = fc.record({
    who: fc.nat(4),
    what: fc.constantFrom(...verbs, ...more, ...often),
    whom: fc.nat(4),
    wait: fc.constantFrom(0, 0, 0, 500, 500, 10_000, 21_000, 31_000, 900_000),
  })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40, size: 'max' }),
      fc.boolean(),
      fc.boolean(),
      (steps, waitingRoom, unique) => {
        const settings = { removedPlugins: waitingRoom ? [] : ['waiting-room'], uniqueParticipants: unique }
        const game = play(
          room(
            ids.map((id, at) => seat(id, roles[at] as Role)),
            settings,
          ),
        )
        const pages = new Map(ids.map((id) => [id, game.pageOf(id)]))
        let now = later(start, -1000)
        let count = 1
        for (const id of ids) game.open(id, pages.get(id), true, now)
        for (const { who, what, whom, wait } of steps as Step[]) {
          const me = ids[who] as string
          const other = ids[whom] as string
          const page = () => pages.get(me) as Page
          const phasesNow = () => ids.map((id) => game.phase(id, now, pages.get(id)))
          const visits = ids.map((id) => game.seatOf(id).visit)
          const was = game.state
          const beforeWait = phasesNow()
          now = later(now, wait)
          const phases = phasesNow()
          expectSteps(beforeWait, phases, 'time')
          const opensPage = what === 'reload' || what === 'other'
          if (opensPage) pages.set(me, game.pageOf(me, ++count, what === 'other' ? count : 1))
          if (what === 'open' || opensPage) game.open(me, page(), true, now)
          if (what === 'reconnect') game.open(me, page(), false, now)
          if (what === 'enter') game.enter(me, now, page())
          if (what === 'leave') game.leave(me, now, page())
          if (what === 'gone') game.gone(me, now, page())
          if (what === 'end') game.end(me, now)
          if (what === 'admit') game.admit(me, other, now)
          if (what === 'admitAll') game.admitAll(me, now)
          if (what === 'turnAway') game.turnAway(me, other, now)
          if (what === 'knock') game.knock(me, now)
          if (what === 'hold' || what === 'resume') game.hold(me, other, what === 'hold', now)
          if (what === 'back') game.back(me, other, now)
          if (what === 'remove') game.remove(other, now)
          if (what === 'tick') game.lapse(now)
          if (what === 'lock' || what === 'unlock') game.lock(me, what === 'lock', now)
          if (what === 'makeHost') game.makeHost(me, other, now)

          const { session, seats } = game.state
          const inside = seats.filter(({ visit }) => isInCall(game.state, visit))
          expect(session.callId !== null, 'a call runs exactly while somebody is in it').toBe(inside.length > 0)
          expect(session.actualStartTime !== null && session.actualEndTime === null).toBe(inside.length > 0)
          for (const { visit } of seats) {
            if (!visit?.enteredAt || isInCall(game.state, visit)) continue
            expect(
              Number(visit.lastLeftAt),
              'who was in the call and is not has gone out of it',
            ).toBeGreaterThanOrEqual(visit.enteredAt.getTime())
            expect(callExits).toContain(visit.lastLeftReason)
          }
          // A new page starts wherever its visit is; only pages that stay go from phase to phase.
          expectSteps(phases, phasesNow(), what, opensPage ? who : undefined)
          ids.forEach((id, at) => {
            const after = game.phase(id, now, pages.get(id))
            const role = game.seatOf(id).role
            const hasHost = seats.some((seat) => seat.participantId !== id && isHostInCall(game.state, seat))
            const cameIn = !isInCall(was, visits[at] ?? null) && after.name === 'in-call'
            if (cameIn) {
              expect(now >= start && now < end, 'nobody enters outside the booked time').toBe(true)
              const letIn = ['admit', 'admitAll'].includes(what) || visits[at]?.admittedCallId === session.callId
              if (waitingRoom && role === 'GUEST') expect(letIn, 'guests are let in').toBe(true)
              const wasLocked = isLocked(was) && isLocked(game.state)
              if (wasLocked && !letIn) {
                expect([role, hasHost], 'only a host comes into a locked room, where no host is').toEqual([
                  'HOST',
                  false,
                ])
              }
            }
            if (after.name === 'waiting') {
              expect(after.locked).toBe(isLocked(game.state))
              const waitsForHost = waitingRoom && role === 'GUEST'
              const isStuck = !after.turnedAway && !isAway(game.seatOf(id).visit?.goneAt, now) && !waitsForHost
              if (isStuck) expect(after.locked && (role !== 'HOST' || hasHost), 'who waits has a reason to').toBe(true)
            }
            const view = game.view(id, now, pages.get(id))
            if (after.name !== 'in-call' && after.name !== 'on-hold') {
              expect(view.people, 'who is not in the call sees nobody').toEqual([])
            }
            if (role !== 'HOST' || after.name !== 'in-call') expect(view.waiting).toEqual([])
            const isThere = after.name === 'in-call' || after.name === 'on-hold'
            expect(view.locked).toBe(isThere && isLocked(game.state))
          })
        }
      },
    ),
    { numRuns: 500 },
  )
})
