import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './types.gen.ts'

/** Where a database is: an address, or its parts. */
export type DatabaseConfig =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string }

export type Database = {
  kysely: Kysely<DB>
  pool: pg.Pool
  /** A connection of one's own, beside the pool; whoever asked for it ends it, and hears of its end by `end`. */
  connect(withinMs?: number): Promise<pg.Client>
  /** Ends every connection of the pool, in use or not: their queries fail now instead of waiting for who does not answer. */
  dropConnections(): void
  close(): Promise<void>
}

// Counters are far from 2^53, and a number can be compared.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** How long it may take until a connection stands, in milliseconds. */
const connectWithinMs = 10_000

export function createDatabase(config: DatabaseConfig & { max?: number }): Database {
  const options = { max: 20, application_name: 'anteroom', connectionTimeoutMillis: connectWithinMs, ...config }
  const pool = new pg.Pool(options)
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it by their own query.
  pool.on('error', () => {})
  // In use the pool does not listen, and an error that nobody listens to ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })

  const open = new Set<pg.PoolClient>()
  pool.on('connect', (client) => open.add(client))
  pool.on('remove', (client) => open.delete(client))

  async function connect(withinMs = connectWithinMs) {
    const client = new pg.Client({ ...options, connectionTimeoutMillis: withinMs })
    // What breaks it ends it, and `end` is told.
    client.on('error', () => {})
    try {
      await client.connect()
    } catch (error) {
      hangUp(client)
      throw error
    }
    return client
  }

  function dropConnections() {
    for (const client of open) hangUp(client)
  }

  return { kysely, pool, connect, dropConnections, close: () => pool.end() }
}

/** A query that is under way is cut off. */
export function hangUp(client: Pick<pg.Client, 'end'>) {
  client.end().catch(() => {
    // It had ended before.
  })
}
