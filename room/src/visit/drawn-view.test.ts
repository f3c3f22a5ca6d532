import type { Person, VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, onTestFinished, test } from 'vitest'
import { createDrawnView } from './drawn-view.ts'

const person = (visitId: string, change: Partial<Person> = {}) =>
  ({ visitId, generation: 1, connected: true, onHold: false, ...change }) as Person

const viewOf = (phase: VisitView['phase']['name'], people: Person[] = []) =>
  ({ phase: { name: phase }, people }) as unknown as VisitView

function setUp(first: VisitView) {
  const clock = createSetClock()
  const until = new AbortController()
  onTestFinished(() => until.abort())
  const view = createStore(first)
  const peers = createStore<readonly { visitId: string; line: string }[]>([])
  const call = createStore<{ peers: typeof peers; until: AbortSignal } | null>(null)
  const drawn = createDrawnView(view, call, clock, until.signal)
  const begin = () => call.set({ peers, until: until.signal })
  return { view, peers, call, drawn, begin, clock }
}

test('outside of a call everything is drawn at once', () => {
  const { view, drawn } = setUp(viewOf('precall'))
  const waiting = viewOf('waiting')
  view.set(waiting)
  expect(drawn.get()).toBe(waiting)
})

test('whoever goes in alone is drawn there as soon as there is a call', async () => {
  const { view, drawn, begin, clock } = setUp(viewOf('precall'))
  const alone = viewOf('in-call')
  view.set(alone)
  expect(drawn.get()).not.toBe(alone)
  begin()
  await clock.pass(0)
  expect(drawn.get()).toBe(alone)
})

test('somebody who has come is drawn once the line to them is open, or after 200 ms', async () => {
  const { view, drawn, begin, peers, clock } = setUp(viewOf('in-call'))
  begin()
  const two = viewOf('in-call', [person('ana')])
  view.set(two)
  peers.set([{ visitId: 'ana', line: 'connecting' }])
  expect(drawn.get()).not.toBe(two)
  peers.set([{ visitId: 'ana', line: 'open' }])
  expect(drawn.get()).toBe(two)

  const three = viewOf('in-call', [person('ana'), person('ben')])
  view.set(three)
  await clock.pass(199)
  expect(drawn.get()).toBe(two)
  await clock.pass(1)
  expect(drawn.get()).toBe(three)
})

test('who is drawn already is not waited for again, however their line stands', () => {
  const { view, drawn, begin, peers } = setUp(viewOf('in-call'))
  begin()
  view.set(viewOf('in-call', [person('ana')]))
  peers.set([{ visitId: 'ana', line: 'open' }])
  peers.set([{ visitId: 'ana', line: 'connecting' }])
  const again = viewOf('in-call', [person('ana', { generation: 2 })])
  view.set(again)
  expect(drawn.get()).toBe(again)
})

test('what comes meanwhile is drawn with it, and whoever is out of reach or on hold is not waited for', () => {
  const { view, drawn, begin, peers } = setUp(viewOf('in-call'))
  begin()
  view.set(viewOf('in-call', [person('ana')]))
  const later = viewOf('in-call', [
    person('ana'),
    person('ben', { connected: false }),
    person('cleo', { onHold: true }),
  ])
  view.set(later)
  peers.set([{ visitId: 'ana', line: 'failed' }])
  expect(drawn.get()).toBe(later)
})

test('the end of a call is not waited for, and nothing old after it', async () => {
  const { view, drawn, begin, call, clock } = setUp(viewOf('in-call'))
  begin()
  view.set(viewOf('in-call', [person('ana')]))
  const exit = viewOf('exit')
  view.set(exit)
  call.set(null)
  await clock.pass(0)
  expect(drawn.get()).toBe(exit)
  await clock.pass(1_000)
  expect(drawn.get()).toBe(exit)
})
