import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchDatabase } from './watch.ts'

const epoch = Date.parse('2026-03-02T10:00:00Z')
const silent = { info: () => {}, warn: () => {}, error: () => {} }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A database whose clock can be set, that takes its time, and that can be away. */
async function start() {
  const database = { setMs: epoch - performance.now(), takesMs: 0, isAway: false, dropped: 0 }
  const client = {
    async query() {
      await new Promise((resolve) => setTimeout(resolve, database.takesMs / 2))
      if (database.isAway) throw new Error('Connection terminated unexpectedly')
      const ms = String(database.setMs + performance.now())
      await new Promise((resolve) => setTimeout(resolve, database.takesMs / 2))
      return { rows: [{ ms }] }
    },
    end: async () => {},
  } as unknown as pg.Client
  const watching = watchDatabase(
    {
      connect: async () => {
        if (database.isAway) throw new Error('Connection terminated unexpectedly')
        return client
      },
      dropConnections: () => void database.dropped++,
    },
    silent,
  )
  await vi.advanceTimersByTimeAsync(10)
  const watch = await watching
  const told: boolean[] = []
  watch.onChange((isReachable) => told.push(isReachable))
  const { clock } = watch
  return {
    database,
    watch,
    told,
    /** By how much this process is wrong. */
    error: () => clock.now().getTime() - (database.setMs + performance.now()),
    /** For how long time has passed without a gap. */
    steadyMs: () => clock.now().getTime() - (clock.steadySince?.().getTime() ?? 0),
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('the time is the database’s, and stays so while answers are slow', async () => {
  const { database, error, steadyMs } = await start()
  await pass(10_000)
  database.takesMs = 800
  await pass(10_000)
  expect(Math.abs(error())).toBeLessThan(2)
  expect(steadyMs()).toBeGreaterThan(19_000)
})

test.each([600_000, 6_000, -6_000, -600_000])(
  'when the clock there is set by %d ms, time has had a gap',
  async (stepMs) => {
    const { database, error, steadyMs } = await start()
    await pass(30_000)
    database.setMs += stepMs
    await pass(1_100)
    expect(Math.abs(error())).toBeLessThan(2)
    expect(steadyMs()).toBeLessThan(1_500)
  },
)

test('a clock that drifts is followed without a gap', async () => {
  const { database, error, steadyMs } = await start()
  for (let second = 0; second < 60; second++) {
    database.setMs += 20
    await pass(1_000)
  }
  expect(Math.abs(error())).toBeLessThan(25)
  expect(steadyMs()).toBeGreaterThan(55_000)
})

test('a process that was stopped has had a gap before it looks again', async () => {
  const { steadyMs } = await start()
  await pass(30_000)
  // Time goes on, and no timer is called.
  const stoppedAt = performance.now()
  const now = vi.spyOn(performance, 'now').mockReturnValue(stoppedAt + 8_000)
  expect(steadyMs()).toBe(0)
  now.mockRestore()
})

test('a database that is away is told of once, and again when it is back; who waits for it is let go', async () => {
  const { database, told, watch, steadyMs } = await start()
  await pass(5_000)
  database.isAway = true
  await pass(1_500)
  expect(told).toEqual([])
  await pass(2_500)
  expect([told, watch.isReachable(), database.dropped]).toEqual([[false], false, 0])
  await pass(10_000)
  expect(database.dropped).toBeGreaterThan(0)
  database.isAway = false
  await pass(1_000)
  expect([told, watch.isReachable()]).toEqual([[false, true], true])
  expect(steadyMs()).toBeLessThan(1_500)
})
