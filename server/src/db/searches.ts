import { type Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { ProblemError } from '../ground/problem-error.ts'
import type { DB } from './types.gen.ts'

/** For how long the database looks for what a filter lets through. */
const maxSeconds = 5
/** PostgreSQL, appendix A: query_canceled. */
const canceled = '57014'

/**
 * Looks for what a filter lets through, for a few seconds at most, or for as long as any statement may take where that
 * is less. Where nothing is filtered (`isNarrow`), it is the database that is slow, as for any other question. A caller
 * who asks for what is hardly ever there is told what to do about it, instead of keeping the database busy.
 */
export async function search<Found>(
  db: Kysely<DB>,
  isNarrow: boolean,
  look: (trx: Transaction<DB>) => Promise<Found>,
): Promise<Found> {
  if (!isNarrow) return db.transaction().execute(look)
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`
        select set_config('statement_timeout', least(
          ${maxSeconds * 1000}::float8,
          nullif(extract(epoch from current_setting('statement_timeout')::interval) * 1000, 0)
        )::integer::text, true)`.execute(trx)
      return look(trx)
    })
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== canceled) throw error
    throw new ProblemError(
      'filter-too-wide',
      `The search was ended after ${maxSeconds} seconds. Ask for a shorter stretch of time, or for less.`,
    )
  }
}
