import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import { type Database, hangUp } from './pool.ts'

/** Keeps an eye on the database: what time it is there, and whether it answers. */
export type DatabaseWatch = {
  clock: Clock
  /** False once it has not answered for a few seconds. */
  isReachable(): boolean
  onChange(listener: (isReachable: boolean) => void): void
  stop(): void
}

const everyMs = 1_000
const againMs = 300
const answerWithinMs = 2_000
/** Silence for longer than this is a pause, of the database or of this process. */
const pauseMs = 3_000
/** A query whose answer was due this long ago fails, as there will be none. */
const hopelessMs = 10_000
/** The database's clock does not move by this much against ours unless somebody sets it. */
const stepMs = 1_000

type Reading = { askedMs: number; answeredMs: number; databaseMs: number }

/**
 * All processes go by one clock, that of their database: those of their machines may be minutes apart. Between two
 * looks at it this process counts on by a clock that nobody can set (`performance.now`).
 */
export async function watchDatabase(
  database: Pick<Database, 'connect' | 'dropConnections'>,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
): Promise<DatabaseWatch> {
  const listeners = new Set<(isReachable: boolean) => void>()
  let client: pg.Client | null = await database.connect(answerWithinMs)
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let isReachable = true
  let lastAnswerMs = performance.now()
  let offsetMs = middle(await read(client))
  const now = () => new Date(performance.now() + offsetMs)
  let steadySince = now()

  async function look() {
    try {
      client ??= await database.connect(answerWithinMs)
      hear(await read(client))
      plan(everyMs)
    } catch (error) {
      if (client) hangUp(client)
      client = null
      miss(error)
      plan(againMs)
    }
  }

  function plan(ms: number) {
    if (isStopped) return
    timer = setTimeout(() => void look(), ms)
    timer.unref()
  }

  function hear(reading: Reading) {
    const before = offsetMs
    offsetMs = within(bounds(reading), offsetMs)
    const isStep = Math.abs(offsetMs - before) > stepMs
    if (isStep) writeLine(log, 'database-clock-set', { ms: Math.round(offsetMs - before) })
    if (isStep || reading.answeredMs - lastAnswerMs > pauseMs) steadySince = now()
    lastAnswerMs = reading.answeredMs
    say(true)
  }

  function miss(error: unknown) {
    const silentMs = performance.now() - lastAnswerMs
    if (silentMs > answerWithinMs) say(false, error)
    if (silentMs > hopelessMs) database.dropConnections()
  }

  function say(reachable: boolean, error?: unknown) {
    if (isReachable === reachable || isStopped) return
    isReachable = reachable
    if (reachable) writeLine(log, 'database-back')
    else writeLine(log, 'database-away', { err: error })
    for (const listener of listeners) listener(reachable)
  }

  plan(everyMs)
  return {
    // A process that was stopped itself knows this before it has looked again.
    clock: { now, steadySince: () => (performance.now() - lastAnswerMs > pauseMs ? now() : steadySince) },
    isReachable: () => isReachable,
    onChange: (listener) => void listeners.add(listener),
    stop() {
      isStopped = true
      clearTimeout(timer)
      if (client) hangUp(client)
    },
  }
}

async function read(client: pg.Client): Promise<Reading> {
  const askedMs = performance.now()
  // The driver takes the limit with the query; its types do not have it.
  const question = { text: 'select extract(epoch from clock_timestamp()) * 1000 as ms', query_timeout: answerWithinMs }
  const { rows } = await client.query<{ ms: string }>(question)
  return { askedMs, answeredMs: performance.now(), databaseMs: Number(rows[0]?.ms) }
}

/** The database read its clock at some time between question and answer: so much may our offset be, and no more. */
function bounds({ askedMs, answeredMs, databaseMs }: Reading) {
  return { least: databaseMs - answeredMs, most: databaseMs - askedMs }
}

/** The nearest that agrees with a reading. One that took long says little, and so changes little. */
function within({ least, most }: { least: number; most: number }, offsetMs: number): number {
  return Math.min(Math.max(offsetMs, least), most)
}

function middle(reading: Reading): number {
  const { least, most } = bounds(reading)
  return (least + most) / 2
}
