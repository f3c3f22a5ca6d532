import { describe, expect, test, vi } from 'vitest'
import { createCounters, type Limit } from '../src/counters/counters.ts'
import { createLog } from '../src/ground/log.ts'
import { createTestDatabase } from './support/database.ts'

const database = await createTestDatabase()
const limit: Limit = { name: 'tries', burst: 3, perMinute: 60 }

function start({ maxBuckets, db = database.kysely }: { maxBuckets?: number; db?: typeof database.kysely } = {}) {
  let nowMs = Date.now()
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => lines.push(line) })
  const clock = { now: () => new Date(nowMs) }
  const counters = createCounters({
    db,
    clock,
    log,
    secret: Buffer.alloc(32),
    everyMs: 20,
    ...(maxBuckets ? { maxBuckets } : {}),
  })
  const advance = (ms: number) => {
    nowMs += ms
  }
  const take = (key: string, times: number) => Array.from({ length: times }, () => counters.take(limit, key).ok)
  return { ...counters, take, takeOne: counters.take, advance, lines, [Symbol.asyncDispose]: () => counters.stop() }
}

describe('a limit', () => {
  test('lets through as many at once as its burst, then as many as time brings', async () => {
    await using counters = start()
    expect(counters.take('ana', 4)).toEqual([true, true, true, false])
    counters.advance(1_000)
    expect(counters.take('ana', 2)).toEqual([true, false])
    counters.advance(1_000_000)
    expect(counters.take('ana', 4)).toEqual([true, true, true, false])
  })

  test('says when to come again, and how many are left', async () => {
    await using counters = start()
    expect(counters.takeOne(limit, 'tom')).toEqual({ ok: true, left: 2 })
    expect(counters.takeOne(limit, 'tom', 3)).toEqual({ ok: false, retryAfterMs: 1_000 })
    expect(counters.takeOne(limit, 'tom', 2)).toEqual({ ok: true, left: 0 })
  })

  test('counts each caller for itself, and each limit', async () => {
    await using counters = start()
    expect(counters.take('one', 4).at(-1)).toBe(false)
    expect(counters.take('other', 1)).toEqual([true])
    expect(counters.takeOne({ ...limit, name: 'pages' }, 'one').ok).toBe(true)
  })

  test('of 0 a minute is none', async () => {
    await using counters = start()
    for (let count = 0; count < 100; count += 1) {
      expect(counters.takeOne({ ...limit, perMinute: 0 }, 'any').ok).toBe(true)
    }
  })

  test('forgives a clock that goes back', async () => {
    await using counters = start()
    counters.advance(1_000_000)
    counters.take('clock', 3)
    counters.advance(-1_000_000)
    expect(counters.take('clock', 1)).toEqual([false])
    counters.advance(6_000)
    expect(counters.take('clock', 1)).toEqual([true])
  })
})

describe('several processes', () => {
  test('count together', async () => {
    await using one = start()
    await using other = start()
    one.take('everywhere', 3)
    await vi.waitFor(() => expect(other.takeOne(limit, 'everywhere', 0.001).ok).toBe(false))
    other.advance(1_100)
    expect(other.take('everywhere', 2)).toEqual([true, false])
  })

  test('add up what each has let through', async () => {
    await using one = start()
    await using other = start()
    one.take('half', 1)
    other.take('half', 2)
    await vi.waitFor(() => expect(one.takeOne(limit, 'half', 0.001).ok).toBe(false))
  })
})

test('ever new callers do not make it grow, and it goes on counting', async () => {
  await using counters = start({ maxBuckets: 10 })
  for (let count = 0; count < 1_000; count += 1) counters.take(`stranger ${count}`, 1)
  expect(counters.take('stranger 0', 4)).toEqual([true, true, true, false])
})

test('the database holds neither keys nor anything for long', async () => {
  await using counters = start()
  counters.take('10.1.2.3', 3)
  const rows = async () => (await database.pool.query('select * from counters')).rows
  await vi.waitFor(async () => expect(await rows()).not.toEqual([]))
  expect(JSON.stringify(await rows())).not.toContain('10.1.2.3')
  counters.advance(3_600_000)
  await vi.waitFor(async () => expect(await rows()).toEqual([]))
})

test('without its database it counts on, says so once, and tells the others later', async () => {
  const lost = await createTestDatabase()
  await using counters = start({ db: lost.kysely })
  await lost.pool.query('alter table counters rename to counters_away')
  expect(counters.take('ana', 4)).toEqual([true, true, true, false])
  await vi.waitFor(() => expect(counters.lines.length).toBeGreaterThan(0))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(counters.lines).toHaveLength(1)
  await lost.pool.query('alter table counters_away rename to counters')
  await vi.waitFor(async () => expect((await lost.pool.query('select * from counters')).rows).toHaveLength(1))
  await counters.stop()
  await lost.close()
})
