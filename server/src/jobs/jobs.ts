import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import { type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { type Database, hangUp } from '../db/pool.ts'
import type { DB } from '../db/types.gen.ts'
import { createComplaints } from '../db/unavailable.ts'
import { writeLine } from '../ground/log.ts'
import type { Metrics } from '../ground/metrics.ts'
import { repeat } from '../ground/repeat.ts'

/** Work that outlives its process: kept in the database, done by whichever process is free, tried again when it fails. */
export type Jobs = ReturnType<typeof createJobs>

/** Of how the pauses between attempts grow: the first is `delaySeconds` to twice that, each later one twice as long. */
export type Retries = { limit: number; delaySeconds: number; maxDelaySeconds: number }

/** A kind of jobs, and how they are done. */
export type QueueOptions<Data extends object> = {
  name: string
  retries: Retries
  /** Longer than the work can take: a job that is not done by then was lost with its process, and is done again. */
  expireSeconds: number
  /** How many are done at once: by this process, and of one group by all processes together. */
  places: number
  placesOfGroup: number
  /** Who may have several groups, and how many of their jobs this process does at once in all of them. */
  owners?: Owners<Data>
  /** Whether no job is begun for now; those that wait stay as they are. */
  isPaused?: () => boolean
  /** Ends by `done` or `again`. When it throws, the job is done again. */
  run(job: Job<Data>): Promise<void>
}

export type Owners<Data extends object> = {
  places: number
  /** Null where the job does not say: it was added before there were owners. */
  ownerOf(data: Data): string | null
  groupsOf(owners: string[]): Promise<string[]>
}

export type Job<Data extends object> = {
  data: Data
  /** Nothing comes after this attempt. */
  isLast: boolean
  /** Aborted when the process closes and cannot wait any longer; the job then goes back as it was. */
  signal: AbortSignal
  done(trx: Transaction<DB>): Promise<void>
  again(trx: Transaction<DB>): Promise<void>
}

export type Queue<Data extends object> = {
  /** The jobs exist once the transaction is committed. */
  add(trx: Transaction<DB>, jobs: NewJob<Data>[]): Promise<void>
  /** Says that there is work; otherwise it is found when next looked for. */
  nudge(): void
}

/** Of jobs with the same group only a few are done at once. */
export type NewJob<Data extends object> = { id: string; group: string; data: Data }

type Parts = {
  database: Database
  log: Logger
  /** How often jobs are looked for that another process may have left or that are due. */
  pollMs?: number
  /** How often jobs are looked for that were lost with their process. */
  superviseSeconds?: number
  /** Nothing is counted for it where it is left out. */
  metrics?: Pick<Metrics, 'count'>
}

/** Of all that lock in this database, only starting the job queue uses this number. */
const startLock = 4_207_132
/** How long closing waits for what is being done. */
const graceMs = 3_000
/** How long jobs that have ended are kept. */
const keepSeconds = 3_600

export function createJobs({ database, log, pollMs = 1_000, superviseSeconds = 30, metrics }: Parts) {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.background.pool.query(text, values) },
    schema: 'pgboss',
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    // No job waits for others.
    flowIntervalSeconds: 3_600,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  })
  const complain = createComplaints(log)
  boss.on('error', (error) => complain(error, 'job-queue-failed'))
  boss.on('warning', ({ message }) => writeLine(log, 'job-queue-warning', { warning: message }))

  const starting: (() => Promise<void>)[] = []
  const stopping: (() => Promise<void>)[] = []

  return {
    /** A queue and the one who does its jobs. To be called before `start`. */
    queue<Data extends object>(queue: QueueOptions<Data>): Queue<Data> {
      let worker: ReturnType<typeof startWorker<Data>> | null = null
      metrics?.count('anteroom_jobs_failed_total', { queue: queue.name }, 0)
      starting.push(async () => {
        await makeQueue(boss, queue)
        worker = startWorker({ boss, db: database.background.kysely, queue, pollMs, log, metrics })
        stopping.push(worker.stop)
      })
      return {
        async add(trx, jobs) {
          if (jobs.length === 0) return
          const inserts = jobs.map(({ id, group, data }) => ({ id, data, group: { id: group } }))
          await boss.insert(queue.name, inserts, { db: within(trx) })
        },
        nudge: () => worker?.nudge(),
      }
    },

    async start() {
      await holding(database, async () => {
        await boss.start()
        for (const startOne of starting) await startOne()
      })
    },

    /** What is being done is finished if that does not take long; the rest goes back for another process. */
    async stop() {
      await Promise.all(stopping.map((stopOne) => stopOne()))
      await boss.stop({ graceful: false })
    },
  }
}

/** One process after another: two that make the schema at once stumble over each other. */
async function holding({ connect }: Database, work: () => Promise<void>) {
  // One of its own: the work needs others while this one waits.
  const client = await connect()
  try {
    await client.query('select pg_advisory_lock($1)', [startLock])
    await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [startLock]).catch(() => {
      // The connection is broken; the server lets go of the lock by itself.
    })
    hangUp(client)
  }
}

/** Makes the tables that jobs are kept in, or brings them up to date. */
export async function prepareJobs(database: Database, log: Logger) {
  const jobs = createJobs({ database, log })
  await jobs.start()
  await jobs.stop()
}

async function makeQueue<Data extends object>(boss: PgBoss, { name, retries, expireSeconds }: QueueOptions<Data>) {
  const options = {
    retryLimit: retries.limit,
    retryDelay: retries.delaySeconds,
    retryDelayMax: retries.maxDelaySeconds,
    retryBackoff: true,
    expireInSeconds: expireSeconds,
    deleteAfterSeconds: keepSeconds,
  }
  await boss.createQueue(name, options)
  // One that was there already has what an earlier version gave it.
  await boss.updateQueue(name, options)
}

type WorkerParts<Data extends object> = {
  boss: PgBoss
  db: Kysely<DB>
  queue: QueueOptions<Data>
  pollMs: number
  log: Logger
  metrics: Pick<Metrics, 'count'> | undefined
}

function startWorker<Data extends object>({ boss, db, queue, pollMs, log, metrics }: WorkerParts<Data>) {
  const closing = new AbortController()
  const running = new Set<Promise<void>>()
  const byOwner = createTally()
  let isStopping = false

  /** Until there is nothing to be had: one round may find only jobs of a group whose places are taken meanwhile. */
  async function takeJobs() {
    while (!isStopping && !queue.isPaused?.() && running.size < queue.places) {
      const { most, without } = await fairShare()
      const jobs = await boss.fetch<Data>(queue.name, {
        batchSize: Math.min(queue.places - running.size, most),
        groupConcurrency: queue.placesOfGroup,
        ignoreGroups: without,
        includeMetadata: true,
      })
      if (jobs.length === 0) return
      for (const job of jobs) {
        const owner = queue.owners?.ownerOf(job.data) ?? null
        byOwner.add(owner)
        const work = runJob(job).finally(() => {
          running.delete(work)
          byOwner.remove(owner)
          taking.nudge()
        })
        running.add(work)
      }
    }
  }

  /** How many jobs may be taken at once so that no owner gets more than their places, whosever they turn out to be. */
  async function fairShare(): Promise<{ most: number; without: string[] }> {
    if (!queue.owners) return { most: queue.places, without: [] }
    const { places, groupsOf } = queue.owners
    const full = byOwner.names().filter((owner) => byOwner.of(owner) >= places)
    const open = byOwner.names().map((owner) => places - byOwner.of(owner))
    return {
      most: Math.min(places, ...open.filter((left) => left > 0)),
      without: full.length > 0 ? await groupsOf(full) : [],
    }
  }

  async function runJob(job: JobWithMetadata<Data>) {
    try {
      await queue.run({
        data: job.data,
        isLast: job.retryCount >= job.retryLimit,
        signal: closing.signal,
        done: async (trx) => void (await boss.complete(queue.name, job, null, { db: within(trx) })),
        again: async (trx) => void (await boss.fail(queue.name, job, null, { db: within(trx) })),
      })
    } catch (error) {
      await giveBack(job, error)
    }
  }

  async function giveBack(job: JobWithMetadata<Data>, error: unknown) {
    try {
      if (closing.signal.aborted) {
        await putBack(job)
        return
      }
      metrics?.count('anteroom_jobs_failed_total', { queue: queue.name })
      writeLine(log, 'job-failed', { err: error, queue: queue.name, job: job.id })
      await boss.fail(queue.name, job)
    } catch (error) {
      writeLine(log, 'job-not-given-back', { err: error, queue: queue.name, job: job.id })
    }
  }

  /** At once and as it was; failing would cost the pause before the next attempt, or be the end of it. */
  async function putBack(job: JobWithMetadata<Data>) {
    await db.transaction().execute(async (trx) => {
      await boss.cancel(queue.name, job, { db: within(trx) })
      await boss.resume(queue.name, job.id, { db: within(trx) })
    })
  }

  const taking = repeat(pollMs, takeJobs, (error) => createComplaints(log)(error, 'jobs-not-looked-for'))
  taking.nudge()

  return {
    nudge: taking.nudge,
    async stop() {
      isStopping = true
      await taking.stop()
      const grace = setTimeout(() => closing.abort(new Error('the process closes')), graceMs)
      await Promise.all(running)
      clearTimeout(grace)
    },
  }
}

function createTally() {
  const counts = new Map<string, number>()
  const of = (name: string) => counts.get(name) ?? 0
  return {
    of,
    names: () => [...counts.keys()],
    add(name: string | null) {
      if (name !== null) counts.set(name, of(name) + 1)
    },
    remove(name: string | null) {
      if (name === null) return
      if (of(name) > 1) counts.set(name, of(name) - 1)
      else counts.delete(name)
    },
  }
}

/** Statements of the job queue inside a transaction of ours. */
function within(trx: Transaction<DB>) {
  return {
    async executeSql(sql: string, parameters?: unknown[]) {
      return { rows: [...(await trx.executeQuery(CompiledQuery.raw(sql, parameters))).rows] }
    },
  }
}
