import type { Phase } from '@anteroom/contract/phases'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOwnWay } from './own-way.ts'
import { createStore } from './store.ts'

const unavailable: Answer = { ok: false, problem: 'unavailable' }
const lost: Phase = { name: 'exit', reason: 'lost', mayReturn: true, by: null }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start(answers: Answer[], before: Phase = { name: 'in-call' }) {
  const viewIn = (phase: Phase) => ({ phase, people: [], waiting: [] }) as unknown as VisitView
  const view = createStore(viewIn(before))
  const asked: string[] = []
  const stop = new AbortController()
  const own = createOwnWay({
    view,
    ask(event) {
      asked.push(event)
      return Promise.resolve(answers.shift() ?? unavailable)
    },
    until: stop.signal,
  })
  return {
    own,
    asked,
    stop: () => stop.abort(),
    phase: () => view.get().phase,
    /** As the server shows it. */
    say(phase: Phase) {
      if (own.isShown(viewIn(phase))) view.set(viewIn(phase))
    },
  }
}

test('a page that is lost from its call goes back in by itself, as soon as it can be done', async () => {
  const { say, phase, asked } = start([unavailable, unavailable, { ok: true }])
  say(lost)
  say(lost)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual(['visit:enter', 'visit:enter', 'visit:enter'])
  expect(phase()).toEqual({ name: 'in-call' })
  say({ name: 'in-call' })
  say(lost)
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toHaveLength(4)
})

test('where the session does not take it back, it says that it was lost', async () => {
  const refused = start([{ ok: false, problem: 'wrong-phase' }])
  refused.say(lost)
  await vi.advanceTimersByTimeAsync(0)
  expect([refused.phase(), refused.asked]).toEqual([lost, ['visit:enter']])
  const over = start([])
  over.say({ ...lost, mayReturn: false })
  expect([over.phase().name, over.asked]).toEqual(['exit', []])
})

test('whoever was not in the call on this page is not taken into it', () => {
  for (const before of [{ name: 'precall', openElsewhere: null }, { name: 'on-hold' }] as const) {
    const { say, phase, asked } = start([], before)
    say(lost)
    expect([phase(), asked]).toEqual([lost, []])
  }
})

test('whoever leaves while the server cannot be told is out at once, stays out, and it is told later', async () => {
  const { own, say, phase, asked } = start([unavailable, { ok: true }])
  own.asksOut()
  own.goOut()
  expect(phase()).toMatchObject({ name: 'exit', reason: 'left' })
  say({ name: 'in-call' })
  await vi.advanceTimersByTimeAsync(1_500)
  say(lost)
  expect(phase().name).toBe('exit')
  expect(asked).toEqual(['visit:leave', 'visit:leave'])
})

test('whoever comes back in before the server has heard that they left is shown where they are', async () => {
  const { own, say, phase, asked, stop } = start([])
  own.asksOut()
  own.goOut()
  own.asksIn()({ ok: true })
  say({ name: 'in-call' })
  expect(phase()).toEqual({ name: 'in-call' })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual(['visit:leave', 'visit:refresh'])
  stop()
})
