import type { VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { keepCredentialsFresh, refreshAfterMs } from './fresh-credentials.ts'

const now = '2026-03-02T10:00:00.000Z'
const stun = { urls: ['stun:s.example'] }
const turnUntil = (until: string) => ({ urls: ['turn:t.example'], username: 'u', credential: 'c', until })

test('a page asks again when half of the shortest time is over, and never in a storm', () => {
  expect(refreshAfterMs({ now, iceServers: [stun] })).toBeNull()
  expect(refreshAfterMs({ now, iceServers: [stun, turnUntil('2026-03-02T10:10:00.000Z')] })).toBe(300_000)
  const two = [turnUntil('2026-03-02T12:00:00.000Z'), turnUntil('2026-03-02T10:10:00.000Z')]
  expect(refreshAfterMs({ now, iceServers: two })).toBe(300_000)
  expect(refreshAfterMs({ now, iceServers: [turnUntil('2026-03-02T10:00:01.000Z')] })).toBe(5_000)
  expect(refreshAfterMs({ now, iceServers: [turnUntil('2026-03-02T09:00:00.000Z')] })).toBe(5_000)
  expect(refreshAfterMs({ now, iceServers: [turnUntil('2036-03-02T09:00:00.000Z')] })).toBeLessThan(2 ** 31)
})

test('a page asks after each view anew, goes on trying while nobody answers, and stops with the page', async () => {
  const clock = createSetClock()
  const iceServers = [turnUntil('2026-03-02T10:10:00.000Z')]
  const view = createStore({ now, iceServers } as VisitView)
  const asked: string[] = []
  const page = new AbortController()
  const request = (event: string) => {
    asked.push(event)
    return Promise.resolve({ ok: false as const, problem: 'unavailable' as const })
  }
  keepCredentialsFresh({ view, request }, clock, page.signal)
  await clock.pass(200_000)
  view.set({ ...view.get() })
  await clock.pass(299_000)
  expect(asked).toEqual([])
  await clock.pass(2_000)
  expect(asked).toEqual(['visit:refresh'])
  await clock.pass(300_000)
  expect(asked).toHaveLength(2)
  page.abort()
  await clock.pass(3_000_000)
  expect(asked).toHaveLength(2)
})
