import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Call } from './call/call.ts'
import { createDesk } from './desk/desk.ts'
import type { CallFailure, Room } from './room.ts'
import { createScreen } from './screen.ts'

const ends: AbortController[] = []
beforeEach(() => void vi.stubGlobal('document', { title: 'Riverside' }))
afterEach(() => {
  for (const end of ends.splice(0)) end.abort()
  vi.unstubAllGlobals()
})

const inCall: Phase = { name: 'in-call' }
const left: Phase = { name: 'exit', reason: 'left', mayReturn: true, by: null }

const viewOf = (phase: Phase) =>
  ({ phase, me: { role: 'GUEST' }, people: [], settings: { plugins: [] } }) as unknown as VisitView

function newCall(): Call {
  const end = new AbortController()
  ends.push(end)
  return { until: end.signal } as Call
}

function setUp(phase: Phase) {
  const view = createStore(viewOf(phase))
  const call = createStore<Call | null>(null)
  const callFailure = createStore<CallFailure | null>(null)
  const goingTo = createStore<string | null>(null)
  const screen = createScreen({ view, call, callFailure, goingTo, visit: {} } as unknown as Room, () => {})
  return { view, call, callFailure, goingTo, screen }
}

test('a call is shown once it is there, with one desk for as long as it lasts', () => {
  const { view, call, screen } = setUp(inCall)
  expect(screen.get().name).toBe('entering')
  const first = newCall()
  call.set(first)
  const shown = screen.get()
  expect(shown).toMatchObject({ name: 'in-call', call: first })
  view.set(viewOf({ name: 'on-hold' }))
  expect(screen.get().name).toBe('on-hold')
  view.set(viewOf(inCall))
  expect('desk' in shown && shown.desk).toBe((screen.get() as typeof shown & { name: 'in-call' }).desk)
})

test('a call that is over stays on the screen until the view says what comes next', () => {
  const { view, call, screen } = setUp(inCall)
  call.set(newCall())
  call.set(null)
  expect(screen.get().name).toBe('in-call')
  view.set(viewOf(left))
  expect(screen.get().name).toBe('exit')
})

test('a call that is made anew has a desk of its own', () => {
  const { call, screen } = setUp(inCall)
  call.set(newCall())
  const before = screen.get()
  const next = newCall()
  call.set(null)
  call.set(next)
  const now = screen.get()
  expect(now).toMatchObject({ name: 'in-call', call: next })
  expect('desk' in now && 'desk' in before && now.desk !== before.desk).toBe(true)
})

test('a door whose code comes when its call is over is not opened any more', async () => {
  const call = newCall()
  const view = createStore({ ...viewOf(inCall), me: { role: 'HOST' } } as VisitView)
  const opened: unknown[] = []
  const code = Promise.withResolvers<(host: unknown) => object>()
  let isAsked = false
  const loadDoor = () => {
    isAsked = true
    return code.promise
  }
  const room = { view, visit: {}, devices: {} } as unknown as Room
  createDesk({ room, call, announce: () => {}, loadDoor, fetchRest: () => {} })
  await expect.poll(() => isAsked).toBe(true)
  for (const end of ends.splice(0)) end.abort()
  code.resolve((host) => opened.push(host) && {})
  await new Promise((resolve) => setTimeout(resolve))
  expect(opened).toEqual([])
})

test('on the way to another page nothing else is shown', () => {
  const { view, goingTo, screen } = setUp(left)
  goingTo.set('https://clinic.example')
  view.set(viewOf(inCall))
  expect(screen.get().name).toBe('going')
})

test('a call that cannot be held says so in its place, until the visit is somewhere else', () => {
  const { view, callFailure, screen } = setUp(inCall)
  callFailure.set('no-calls')
  expect(screen.get()).toMatchObject({ name: 'no-call', why: 'no-calls' })
  view.set(viewOf(left))
  expect(screen.get().name).toBe('exit')
})
