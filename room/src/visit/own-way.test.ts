import type { Phase } from '@anteroom/contract/phases'
import type { Answer, VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { createOwnWay } from './own-way.ts'

const clock = createSetClock()
const unavailable: Answer = { ok: false, problem: 'unavailable' }
const lost: Phase = { name: 'exit', reason: 'lost', mayReturn: true, by: null }

function start(answers: Answer[], before: Phase = { name: 'in-call' }) {
  const viewIn = (phase: Phase) =>
    ({ phase, session: { endTime: '2030-05-06T10:25:00.000Z' }, people: [], waiting: [] }) as unknown as VisitView
  const view = createStore(viewIn(before))
  const asked: string[] = []
  const stop = new AbortController()
  const own = createOwnWay({
    view,
    ask(event) {
      asked.push(event)
      return Promise.resolve(answers.shift() ?? unavailable)
    },
    now: () => 0,
    clock,
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
  await clock.pass(5_000)
  expect(asked).toEqual(['visit:enter', 'visit:enter', 'visit:enter'])
  expect(phase()).toEqual({ name: 'in-call' })
  say({ name: 'in-call' })
  say(lost)
  await clock.pass(500)
  expect(asked).toHaveLength(4)
})

test('where the session does not take it back, it says that it was lost', async () => {
  const refused = start([{ ok: false, problem: 'wrong-phase' }])
  refused.say(lost)
  await clock.pass(0)
  expect([refused.phase(), refused.asked]).toEqual([lost, ['visit:enter']])
  const over = start([])
  over.say({ ...lost, mayReturn: false })
  expect([over.phase().name, over.asked]).toEqual(['exit', []])
})

test('a page that is lost asks again, more and more seldom, when the server has too much to do or has failed', async () => {
  const busy: Answer = { ok: false, problem: 'too-many-requests' }
  const { say, phase, asked } = start([busy, busy, { ok: false, problem: 'internal' }, { ok: true }])
  say(lost)
  await clock.pass(2_000)
  expect(asked).toHaveLength(2)
  await clock.pass(3_900)
  expect(asked).toHaveLength(2)
  await clock.pass(8_100)
  expect([asked.length, phase()]).toEqual([4, { name: 'in-call' }])
})

test('whoever leaves while the server has too much to do is seen to leave later, unless it is not theirs to say', async () => {
  const { own, asked } = start([
    { ok: false, problem: 'too-many-requests' },
    { ok: false, problem: 'wrong-phase' },
  ])
  void own.goOut('left')
  await clock.pass(60_000)
  expect(asked).toEqual(['visit:leave', 'visit:leave'])
})

test('a page whose link is no more says so, and asks for nothing', async () => {
  for (const before of [
    (at: ReturnType<typeof start>) => at.say(lost),
    (at: ReturnType<typeof start>) => void at.own.goOut('left'),
  ]) {
    const page = start([])
    before(page)
    page.own.endsHere()
    const { length } = page.asked
    await clock.pass(60_000)
    expect([page.phase(), page.asked.length]).toEqual([{ name: 'unknown' }, length])
  }
})

test('a page without a link keeps saying what it was told of the end of its visit', () => {
  for (const before of [{ name: 'ended' }, { name: 'removed', by: null }] as const) {
    const { own, phase } = start([], before)
    own.endsHere()
    expect(phase()).toEqual(before)
  }
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
  void own.goOut('left')
  expect(phase()).toMatchObject({ name: 'exit', reason: 'left' })
  say({ name: 'in-call' })
  await clock.pass(1_500)
  say(lost)
  expect(phase().name).toBe('exit')
  expect(asked).toEqual(['visit:leave', 'visit:leave'])
  expect(own.untold.get()).toBeNull()
})

test('whoever ends it for everyone is out at once, and the server hears it when it can', async () => {
  const { own, phase, asked } = start([unavailable, unavailable, { ok: true }])
  let isTold = false
  void own.goOut('ended').then(() => {
    isTold = true
  })
  expect(phase()).toMatchObject({ name: 'exit', reason: 'ended', mayReturn: true })
  await clock.pass(500)
  expect([own.untold.get(), isTold]).toEqual(['ended', false])
  await clock.pass(2_000)
  expect([own.untold.get(), isTold]).toEqual([null, true])
  expect(asked).toEqual(['visit:end-for-everyone', 'visit:end-for-everyone', 'visit:end-for-everyone'])
})

test('whoever may not end it for everyone any more is out all the same', async () => {
  const { own, asked } = start([{ ok: false, problem: 'wrong-phase' }, { ok: true }])
  await own.goOut('ended')
  expect(asked).toEqual(['visit:end-for-everyone', 'visit:leave'])
})

test('whoever comes back in before the server has heard that they left is shown where they are', async () => {
  const { own, say, phase, asked, stop } = start([])
  void own.goOut('left')
  own.asksIn()({ ok: true })
  say({ name: 'in-call' })
  expect(phase()).toEqual({ name: 'in-call' })
  await clock.pass(5_000)
  expect(asked).toEqual(['visit:leave', 'visit:refresh'])
  stop()
})
