import { randomUUID } from 'node:crypto'
import { afterAll, expect, test, vi } from 'vitest'
import { createLog } from '../src/ground/log.ts'
import { createJobs, type Job, prepareJobs } from '../src/jobs/jobs.ts'
import { createTestDatabase } from './support/database.ts'

const database = await createTestDatabase()
afterAll(database.close)
const db = database.kysely

const lines: string[] = []
const log = createLog('warn', { write: (line) => lines.push(line) })
const once = { limit: 3, delaySeconds: 1, maxDelaySeconds: 1 }

type Data = { n: number }

function startQueue(name: string, run: (job: Job<Data>) => Promise<void>) {
  const jobs = createJobs({ database, log, pollMs: 50 })
  const queue = jobs.queue<Data>({ name, retries: once, expireSeconds: 10, places: 10, placesOfGroup: 2, run })
  return { ...jobs, queue }
}

const newJob = (n: number, group = 'one') => ({ id: randomUUID(), group, data: { n } })
const done = (job: Job<Data>) => db.transaction().execute((trx) => job.done(trx))

test('processes that start at once on an empty database make the tables once', async () => {
  for (let round = 0; round < 5; round++) {
    await database.pool.query('drop schema pgboss cascade')
    await Promise.all(Array.from({ length: 4 }, () => prepareJobs(database, log)))
  }
  expect(lines).toEqual([])
})

test('a job exists with its transaction, or not at all', async () => {
  const ran: number[] = []
  const jobs = startQueue('with-transaction', async (job) => {
    ran.push(job.data.n)
    await done(job)
  })
  await jobs.start()
  try {
    const undone = db.transaction().execute(async (trx) => {
      await jobs.queue.add(trx, [newJob(1)])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await db.transaction().execute((trx) => jobs.queue.add(trx, [newJob(2)]))
    jobs.queue.nudge()
    await vi.waitFor(() => expect(ran).toEqual([2]), 5_000)
  } finally {
    await jobs.stop()
  }
})

test('a job that throws is logged and done again, until it is the last time', async () => {
  const wasLast: boolean[] = []
  const jobs = startQueue('throwing', async (job) => {
    wasLast.push(job.isLast)
    throw new Error(`attempt ${wasLast.length}`)
  })
  await jobs.start()
  try {
    await db.transaction().execute((trx) => jobs.queue.add(trx, [newJob(1)]))
    await vi.waitFor(() => expect(lines.filter((line) => line.includes('attempt'))).toHaveLength(4), 15_000)
    expect(wasLast).toEqual([false, false, false, true])
  } finally {
    await jobs.stop()
  }
})

test('of one group only some are done at once, of others meanwhile as many', async () => {
  const finish: (() => void)[] = []
  const running: Record<string, number> = {}
  const jobs = startQueue('grouped', async (job) => {
    const group = job.data.n < 100 ? 'slow' : 'other'
    running[group] = (running[group] ?? 0) + 1
    await new Promise<void>((resolve) => {
      finish.push(resolve)
      job.signal.addEventListener('abort', () => resolve())
    })
    await done(job)
  })
  await jobs.start()
  try {
    const slow = Array.from({ length: 50 }, (_, n) => newJob(n, 'slow'))
    await db.transaction().execute((trx) => jobs.queue.add(trx, [...slow, newJob(100, 'other'), newJob(101, 'other')]))
    await vi.waitFor(() => expect(running).toEqual({ slow: 2, other: 2 }), 5_000)
  } finally {
    for (const one of finish) one()
    await jobs.stop()
  }
})
