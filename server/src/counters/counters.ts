import { createHmac, createSecretKey } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import type { Metrics } from '../ground/metrics.ts'
import { createRecent } from '../ground/recent.ts'
import { repeat } from '../ground/repeat.ts'
import { exchange, forgetFree } from './store.ts'

/** So many at once, so many a minute in the long run; with 0 a minute there is no limit. */
export type Limit = { name: string; burst: number; perMinute: number }

export type Taken = { ok: true; left: number } | { ok: false; retryAfterMs: number }

export type Counters = {
  /** Whether the caller `key` is let through now, which then counts as `cost`. What is refused counts nothing. */
  take(limit: Limit, key: string, cost?: number): Taken
  /** Counts what has been done already. `left` is less than nothing where that was more than is let through. */
  charge(limit: Limit, key: string, cost: number): { left: number }
  /** Undoes a `take` that turned out to be nothing that the limit is about. */
  giveBack(limit: Limit, key: string, cost?: number): void
  /** Ends the talk with other processes. */
  stop(): Promise<void>
}

/** How a caller stands with one limit: a token bucket, kept as the time when it will be full again. */
type Bucket = { caller: Buffer; freeAtMs: number; untoldMs: number; isWorthTelling: boolean }

type Parts = {
  db: Kysely<DB>
  clock: Clock
  log: Logger
  /** The same for all processes: an address is soon found by its hash alone. */
  secret: Buffer
  everyMs?: number
  maxBuckets?: number
  /** Nothing is counted for it where it is left out. */
  metrics?: Pick<Metrics, 'count'>
}

const exchangeEveryMs = 1_000
const forgetEveryMs = 60_000
/** Somebody with ever new addresses makes the server forget the callers it has not heard of for longest, not grow. */
const defaultMaxBuckets = 50_000
const maxTold = 2_000

/**
 * Counts what callers do, in memory, so that saying no costs next to nothing. The processes tell each other through the
 * database, all callers in one statement; while it is away each counts for itself. A caller who has used less than a
 * tenth of a limit is not worth telling of, and nearly all are like that.
 */
export function createCounters({
  db,
  clock,
  log,
  secret,
  everyMs = exchangeEveryMs,
  maxBuckets = defaultMaxBuckets,
  metrics,
}: Parts): Counters {
  const hashKey = createSecretKey(secret)
  /** By the hash of limit and key. */
  const buckets = createRecent<Bucket>(maxBuckets)
  let forgotAtMs = clock.now().getTime()
  let isAlone = false

  /** The database never holds an address or a link as it is. */
  const hash = (name: string, key: string) =>
    createHmac('sha256', hashKey).update(`${name} ${key}`).digest().subarray(0, 16)

  function bucketOf(id: string, caller: Buffer): Bucket {
    const bucket = buckets.get(id) ?? { caller, freeAtMs: 0, untoldMs: 0, isWorthTelling: false }
    buckets.keep(id, bucket)
    return bucket
  }

  function take({ name, burst, perMinute }: Limit, key: string, cost = 1): Taken {
    if (perMinute <= 0) return { ok: true, left: burst }
    const caller = hash(name, key)
    const bucket = bucketOf(caller.toString('base64'), caller)
    const nowMs = clock.now().getTime()
    const costMs = (cost * 60_000) / perMinute
    const burstMs = (burst * 60_000) / perMinute
    // A clock that went back must not make anybody wait for longer than an empty bucket takes to fill.
    bucket.freeAtMs = Math.min(Math.max(bucket.freeAtMs, nowMs), nowMs + burstMs * 2)
    const overMs = bucket.freeAtMs + costMs - nowMs - burstMs
    if (overMs > 0) {
      metrics?.count('anteroom_limits_refused_total', { limit: name })
      return { ok: false, retryAfterMs: Math.ceil(overMs) }
    }
    return { ok: true, left: count(bucket, { costMs, burstMs, perMinute }, nowMs) }
  }

  function charge({ name, burst, perMinute }: Limit, key: string, cost: number) {
    if (perMinute <= 0) return { left: burst }
    const caller = hash(name, key)
    const bucket = bucketOf(caller.toString('base64'), caller)
    const nowMs = clock.now().getTime()
    bucket.freeAtMs = Math.max(bucket.freeAtMs, nowMs)
    const [costMs, burstMs] = [cost, burst].map((units) => (units * 60_000) / perMinute) as [number, number]
    return { left: count(bucket, { costMs, burstMs, perMinute }, nowMs) }
  }

  /** What is left then. */
  function count(
    bucket: Bucket,
    { costMs, burstMs, perMinute }: { costMs: number; burstMs: number; perMinute: number },
    nowMs: number,
  ): number {
    bucket.freeAtMs += costMs
    bucket.untoldMs += costMs
    bucket.isWorthTelling ||= bucket.freeAtMs - nowMs >= burstMs / 10
    return Math.floor(((nowMs + burstMs - bucket.freeAtMs) * perMinute) / 60_000)
  }

  function giveBack({ name, perMinute }: Limit, key: string, cost = 1): void {
    if (perMinute <= 0) return
    const caller = hash(name, key)
    const bucket = bucketOf(caller.toString('base64'), caller)
    const costMs = (cost * 60_000) / perMinute
    bucket.freeAtMs -= costMs
    bucket.untoldMs -= costMs
    // Then others were told of it before.
    bucket.isWorthTelling ||= bucket.untoldMs < 0
  }

  async function tellOthers() {
    const now = clock.now()
    const telling = buckets
      .values()
      .filter(({ isWorthTelling }) => isWorthTelling)
      .slice(-maxTold)
    const untoldMs = telling.map((bucket) => bucket.untoldMs)
    // Of what could not be told for a while, that which time has already made good is not told any more.
    const used = telling.map((bucket) => ({
      caller: bucket.caller,
      usedMs: Math.min(bucket.untoldMs, Math.max(0, bucket.freeAtMs - now.getTime())),
    }))
    const standings = await exchange(db, used, now)
    for (const [at, bucket] of telling.entries()) {
      bucket.untoldMs -= untoldMs[at] ?? 0
      bucket.isWorthTelling = bucket.untoldMs !== 0
    }
    for (const { caller, freeAtMs } of standings) {
      const bucket = bucketOf(caller.toString('base64'), caller)
      bucket.freeAtMs = freeAtMs + bucket.untoldMs
    }
    if (now.getTime() - forgotAtMs >= forgetEveryMs) await forget(now)
  }

  async function forget(now: Date) {
    forgotAtMs = now.getTime()
    buckets.forgetWhere(({ freeAtMs }) => freeAtMs <= forgotAtMs)
    await forgetFree(db, now)
  }

  const exchanging = repeat(
    everyMs,
    async () => {
      await tellOthers()
      isAlone = false
    },
    (error) => {
      if (!isAlone) writeLine(log, 'limits-counted-alone', { err: error })
      isAlone = true
    },
  )

  return { take, charge, giveBack, stop: () => exchanging.stop() }
}
