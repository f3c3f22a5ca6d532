import type { Config } from '../config.ts'
import { askPassage, isOpen } from '../db/passage.ts'
import { comparePlace } from '../db/place.ts'
import type { Database } from '../db/pool.ts'
import { broken, doubtful, type Finding, fine } from './findings.ts'

const about = 'database'
/** The first version on which tests run, as PostgreSQL numbers them. */
const oldestVersion = 150_000
/** Most requests ask it several times, one after the other. */
const farMs = 10
const clockOffMs = 1_000
/** Those of a process besides `DATABASE_CONNECTIONS`. */
const besideConnections = 3

type Parts = { database: Database; name: string; config: Config }

export async function lookAtDatabase({ database, name, config }: Parts): Promise<Finding[]> {
  const { pool } = database
  const { rows } = await pool.query<{
    version: string
    number: number
    most: number
    kept: number
    processes: number
  }>(`select current_setting('server_version') as version, current_setting('server_version_num')::integer as number,
      current_setting('max_connections')::integer as most,
      current_setting('superuser_reserved_connections')::integer as kept,
      (select count(*) from processes)::integer as processes`)
  const [facts] = rows
  if (!facts) return []
  const answerMs = await medianMs(() => pool.query('select'))
  const words = `PostgreSQL ${facts.version}, ${name}, answers in ${answerMs.toFixed(1)} ms.`
  const findings = [
    facts.number < oldestVersion
      ? doubtful(about, `${words} That version is older than those that are tested.`, 'Use PostgreSQL 15 or newer.')
      : answerMs > farMs
        ? doubtful(about, `${words} That is long: each request asks it several times.`, 'Have it near the server.')
        : fine(about, words),
  ]
  if (isOpen(await askPassage(pool))) {
    const remedy = 'Add sslmode=verify-full to DATABASE_URL.'
    findings.push(doubtful(about, 'What is said to it can be read on its way.', remedy))
  }
  const { differs } = await comparePlace(database.kysely, config)
  if (differs !== '') {
    const remedy = 'Say "npm run admin -- database moved" where the service goes on with this one, or "database copy".'
    findings.push(broken(about, `It may be a copy: ${differs}. No webhooks are sent, and no payments made.`, remedy))
  }
  const each = config.database.max + besideConnections
  const needed = Math.max(facts.processes, 1) * each + each
  if (needed > facts.most - facts.kept) {
    const more = `${facts.processes || 1} of our processes, and one that is started beside them, may want ${needed} connections; it has ${facts.most - facts.kept}.`
    findings.push(doubtful(about, more, 'Raise its max_connections, or set DATABASE_CONNECTIONS lower.'))
  }
  return [...findings, await lookAtClock(pool)]
}

async function lookAtClock(pool: Database['pool']): Promise<Finding> {
  const before = Date.now()
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
  const after = Date.now()
  const there = rows[0]?.now.getTime() ?? after
  // What lies between asking and hearing cannot be told from a clock that is wrong.
  const offMs = Math.max(before - there, there - after, 0)
  const words = `The clocks of this machine and of the database are ${(offMs / 1000).toFixed(1)} s apart.`
  if (offMs < clockOffMs) return fine('clocks', 'Those of this machine and of the database agree.')
  return broken(
    'clocks',
    `${words} Credentials for TURN and signatures of webhooks go by the time.`,
    'Have both keep time by NTP.',
  )
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < 9; count += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[4] ?? 0
}
