import type { Person, VisitView, Waiter } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import type { DoorHost } from '../../../desk/door-host.ts'
import { createAdmissions, undoMs } from './admissions.ts'

const waiter = (visitId: string): Waiter => ({
  visitId,
  name: visitId,
  since: '2026-11-23T10:00:00Z',
  connected: true,
  message: null,
  findings: [],
  otherDevice: null,
})
const [ana, tom] = [waiter('ana'), waiter('tom')]
const inCall = { visitId: 'kim', name: 'Kim', role: 'GUEST' } as Person
const settings = { plugins: ['waiting-room'] }
const doubleMs = 600

function door(given: object = {}) {
  const view = createStore({ waiting: [ana], people: [], locked: false, settings, ...given } as unknown as VisitView)
  const clock = createSetClock()
  const asked: string[] = []
  const said: string[] = []
  const end = new AbortController()
  let answer: object = { ok: true }
  const host = {
    view,
    until: end.signal,
    announce: (text: string) => said.push(text),
    request: async (event: string, { visitId }: { visitId: string }) => {
      asked.push(`${event} ${visitId}`)
      return answer
    },
  } as unknown as DoorHost
  const admissions = createAdmissions(host, clock)
  return {
    ...{ admissions, clock, asked, said },
    coming: () => [...admissions.pending.get().keys()],
    show: (change: object) => view.set({ ...view.get(), ...change }),
    refuse: () => {
      answer = { ok: false, problem: 'session-over' }
    },
    end: () => end.abort(),
  }
}

test('who waits alone for a host who is alone comes in at once, and is sent back when that was wrong', async () => {
  const { admissions, clock, asked, coming, show } = door()
  admissions.letIn(ana)
  expect(asked).toEqual(['door:let-in ana'])
  show({ waiting: [], people: [{ ...inCall, visitId: 'ana' }] })
  expect(coming()).toEqual(['ana'])
  await clock.pass(doubleMs)
  admissions.undo('ana')
  await clock.pass(0)
  expect(asked).toEqual(['door:let-in ana', 'door:send-back ana'])
  expect(coming()).toEqual([])
})

test.each([
  ['somebody else waits as well', { waiting: [ana, tom] }],
  ['somebody is in the call', { people: [inCall] }],
  ['the room is locked, where nobody can be sent back to', { locked: true }],
  ['there is no waiting room', { settings: { plugins: [] } }],
  ['the call moves to another device', { waiting: [{ ...ana, otherDevice: 'moves' }] }],
])('nobody is let in before it could be undone where %s', async (_why, given) => {
  const { admissions, clock, asked } = door(given)
  admissions.letIn('waiting' in given ? (given.waiting[0] as Waiter) : ana)
  await clock.pass(undoMs - 1)
  expect(asked).toEqual([])
  await clock.pass(1)
  expect(asked).toEqual(['door:let-in ana'])
})

test('to undo keeps them waiting, and the second half of a double click undoes nothing', async () => {
  const { admissions, clock, asked, coming } = door({ waiting: [ana, tom] })
  admissions.letIn(ana)
  admissions.letIn(ana)
  admissions.undo('ana')
  expect(coming()).toEqual(['ana'])
  await clock.pass(doubleMs)
  admissions.undo('ana')
  expect(coming()).toEqual([])
  await clock.pass(undoMs)
  expect(asked).toEqual([])
})

test('a second person whom the same host lets in does not come in before that could be undone', async () => {
  const { admissions, clock, asked, show } = door()
  admissions.letIn(ana)
  show({ waiting: [ana, tom] })
  admissions.letIn(tom)
  expect(asked).toEqual(['door:let-in ana'])
  await clock.pass(undoMs)
  expect(asked).toEqual(['door:let-in ana', 'door:let-in tom'])
})

test('whoever goes meanwhile is not let in, nor when the call is over', async () => {
  const { admissions, clock, asked, coming, show, end } = door({ waiting: [ana, tom] })
  admissions.letIn(ana)
  show({ waiting: [tom, waiter('kim')] })
  expect(coming()).toEqual([])
  admissions.letIn(tom)
  end()
  await clock.pass(undoMs)
  expect(asked).toEqual([])
})

test('whom another host turns away meanwhile is not let in; whom one had been told was turned away is', async () => {
  const turnedAway = [{ ...ana, mayKnockAt: '2026-11-23T10:00:30Z' }]
  const { admissions, clock, asked, show } = door({ waiting: [ana, tom] })
  admissions.letIn(ana)
  show({ waiting: [tom], turnedAway })
  await clock.pass(undoMs)
  expect(asked).toEqual([])
  admissions.letIn(turnedAway[0] as Waiter)
  await clock.pass(undoMs)
  expect(asked).toEqual(['door:let-in ana'])
})

test('they stand where they were until they are in; what the server refuses is said', async () => {
  const { admissions, clock, coming, show, refuse, said } = door({ waiting: [ana, tom] })
  admissions.letIn(ana)
  await clock.pass(undoMs)
  expect(coming()).toEqual(['ana'])
  show({ waiting: [tom] })
  expect(coming()).toEqual([])
  refuse()
  admissions.letIn(tom)
  await clock.pass(undoMs)
  expect(coming()).toEqual([])
  expect(said.at(-1)).toBe('The booked time is over.')
})
