import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './types.gen.ts'

/** Where a database is: an address, or its parts. */
export type DatabaseConfig =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string }

export type Database = { kysely: Kysely<DB>; pool: pg.Pool; close(): Promise<void> }

// Counters are far from 2^53, and a number can be compared.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function createDatabase(config: DatabaseConfig & { max?: number }): Database {
  const pool = new pg.Pool({ max: 20, application_name: 'anteroom', connectionTimeoutMillis: 10_000, ...config })
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it by their own query.
  pool.on('error', () => {})
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, close: () => pool.end() }
}
