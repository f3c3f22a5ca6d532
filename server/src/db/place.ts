import { type Kysely, sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { writeLine } from '../ground/log.ts'
import { differencesInWords, differencesOf, isSamePlace, type Place } from './place-rules.ts'
import type { DB } from './types.gen.ts'

type Served = Pick<Config, 'publicUrl' | 'production'>
type Parts = {
  db: Kysely<DB>
  config: Served
  log: Logger
  /** Left out by all but tests, which cannot move a database. */
  placeNow?: () => Promise<Place>
}

export type DatabasePlace = ReturnType<typeof createDatabasePlace>

/**
 * Whether this database is the one that the service has used until now. A copy, or one that was restored, would tell
 * webhooks what they know already and charge cards a second time; so as long as nobody has said which it is, neither
 * happens. Everything else does: whoever has a link can meet.
 */
export function createDatabasePlace({ db, config, log, placeNow = () => placeOf(db, config) }: Parts) {
  let settled: Place | null = null
  let isTold = false

  /** What has moved under a process that was there all the time is no copy: a standby has taken over, say. */
  const hasTakenOver = (noted: Place, here: Place) =>
    settled !== null && settled.timeline === noted.timeline && differencesOf(noted, here).join() === 'timeline'

  return {
    /** To be called before anything is sent, and again and again. Rejects where the database does not answer. */
    async look(): Promise<void> {
      const here = await placeNow()
      const found = await db.transaction().execute(async (trx) => {
        const noted = (await findPlace(trx, { lock: true })) ?? null
        const differences = noted ? differencesOf(noted, here) : []
        const isOurs = differences.length === 0 || (noted !== null && hasTakenOver(noted, here))
        if (isOurs && !(noted && isSamePlace(noted, here))) await notePlace(trx, here)
        return { isOurs, differs: noted ? differencesInWords(differences, noted, here) : '' }
      })
      settled = found.isOurs ? here : null
      if (isTold === !found.isOurs) return
      isTold = !found.isOurs
      if (isTold) writeLine(log, 'database-not-confirmed', { differs: found.differs })
      else writeLine(log, 'database-confirmed')
    },

    /** Whether nothing may leave that others would take for the service's own. */
    isUnconfirmed: () => settled === null,
  }
}

/** For the command line and the doctor: what was noted, and in what that is not what is found. */
export async function comparePlace(db: Kysely<DB>, config: Served) {
  // Settings of the command line do not say whether the servers are in production.
  const here = { ...(await placeOf(db, config)), isProduction: true }
  const noted = (await findPlace(db)) ?? null
  return { noted, here, differs: noted ? differencesInWords(differencesOf(noted, here), noted, here) : '' }
}

/** The next server that looks notes where it is. */
export async function forgetPlace(db: Kysely<DB>): Promise<void> {
  await db.deleteFrom('database_place').execute()
}

/** `insufficient_privilege` and `feature_not_supported`: some who run PostgreSQL for others do not tell it. */
const untold = new Set(['42501', '0A000'])

async function placeOf(db: Kysely<DB>, { publicUrl, production }: Served): Promise<Place> {
  const { rows } = await sql<{ database: string }>`
    select oid::text as database from pg_database where datname = current_database()`.execute(db)
  const cluster = await clusterOf(db).catch((error: { code?: unknown }) => {
    if (!untold.has(String(error.code))) throw error
    return { cluster: null, timeline: null }
  })
  return { ...cluster, database: rows[0]?.database ?? '', origin: publicUrl, isProduction: production }
}

async function clusterOf(db: Kysely<DB>) {
  const { rows } = await sql<{ cluster: string; timeline: string }>`
    select (select system_identifier::text from pg_control_system()) as cluster,
      (select timeline_id::text from pg_control_checkpoint()) as timeline`.execute(db)
  return rows[0] ?? { cluster: null, timeline: null }
}

async function findPlace(db: Kysely<DB> | Transaction<DB>, { lock = false } = {}): Promise<Place | undefined> {
  let query = db
    .selectFrom('database_place')
    .select(['cluster', 'database', 'timeline', 'origin', 'is_production as isProduction'])
  if (lock) query = query.forNoKeyUpdate()
  return query.executeTakeFirst()
}

async function notePlace(trx: Transaction<DB>, { isProduction, ...place }: Place) {
  const row = { ...place, is_production: isProduction, noted_at: sql<Date>`now()` }
  await trx
    .insertInto('database_place')
    .values(row)
    .onConflict((conflict) => conflict.column('is_the_only').doUpdateSet(row))
    .execute()
}
