import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './types.gen.ts'

/** Where a database is: an address, or its parts. */
export type DatabaseConfig =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string }

/** Connections that are taken for one purpose, however busy the others are. */
export type Share = { kysely: Kysely<DB>; pool: pg.Pool }

/** `kysely` and `pool` are the largest share: all that is asked for over HTTP, and by pages that are in no call. */
export type Database = Share & {
  /** For people in calls. */
  calls: Share
  /** For saying that this process lives, and for finding out whether the database does. */
  vital: Share
  /** For what nobody waits for: migrations and jobs, which may take as long as they need. */
  background: Share
  /** How many connections are open, and how many queries wait for one. */
  count(): { open: number; waiting: number }
  /** A connection of one's own, beside the shares; whoever asked for it ends it, and hears of its end by `end`. */
  connect(withinMs?: number): Promise<pg.Client>
  /** Ends every connection of the shares that is in use: its query fails now instead of waiting for who does not answer. */
  dropConnections(): void
  close(): Promise<void>
}

/** How many connections there are, how long a statement may take, and how long it may wait for a row that somebody holds. */
export type DatabaseLimits = { max: number; statementMs: number; lockMs: number }

// Counters are far from 2^53, and a number can be compared.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** How long it may take until a connection stands, in milliseconds. */
const connectWithinMs = 10_000

export function createDatabase(config: DatabaseConfig & Partial<DatabaseLimits>): Database {
  const { max = 24, statementMs = 20_000, lockMs = 5_000, ...where } = config
  const options = { application_name: 'anteroom', connectionTimeoutMillis: connectWithinMs, ...where }
  const limited = {
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: statementMs,
  }
  const inUse = new Set<pg.PoolClient>()

  function share(size: number, limits: pg.PoolConfig = limited): Share {
    const pool = new pg.Pool({ ...options, ...limits, max: size })
    // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it by their own query.
    pool.on('error', () => {})
    // In use the pool does not listen, and an error that nobody listens to ends the process.
    pool.on('connect', (client) => client.on('error', () => {}))
    pool.on('acquire', (client) => inUse.add(client))
    pool.on('release', (_error, client) => inUse.delete(client))
    return { kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
  }

  const sizes = { vital: 2, calls: Math.max(2, Math.floor(max / 4)), background: Math.max(2, Math.floor(max / 8)) }
  const vital = share(sizes.vital)
  const calls = share(sizes.calls)
  const background = share(sizes.background, {})
  const requests = share(Math.max(2, max - sizes.vital - sizes.calls - sizes.background))
  const pools = [vital, calls, background, requests].map(({ pool }) => pool)

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
    for (const client of inUse) {
      inUse.delete(client)
      hangUp(client)
    }
  }

  return {
    ...requests,
    calls,
    vital,
    background,
    count: () => ({
      open: pools.reduce((sum, { totalCount }) => sum + totalCount, 0),
      waiting: pools.reduce((sum, { waitingCount }) => sum + waitingCount, 0),
    }),
    connect,
    dropConnections,
    close: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
  }
}

/** A query that is under way is cut off. */
export function hangUp(client: Pick<pg.Client, 'end'>) {
  client.end().catch(() => {
    // It had ended before.
  })
}
