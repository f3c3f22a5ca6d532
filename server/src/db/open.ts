import path from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { writeLine } from '../ground/log.ts'
import { repeat } from '../ground/repeat.ts'
import { SetupError } from '../ground/setup-error.ts'
import {
  type EmbeddedPostgres,
  findRunningPostgres,
  hasEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { askPassage, isOpen } from './passage.ts'
import { createDatabase, type Database } from './pool.ts'

export type Opened = {
  database: Database
  /** The folder of the embedded database; null where the database is somebody else's. */
  location: string | null
  /** What whoever runs the service knows it by: where it is, without who is let in. */
  name: string
  close(): Promise<void>
}

/** How often it is looked whether the embedded database runs, in milliseconds. */
const lookAfterMs = 1_000

/** The database that the configuration names, or the embedded one, which is started. */
export async function openDatabase(config: Config, log: Logger): Promise<Opened> {
  if (config.databaseUrl) return openGiven(config.databaseUrl, config, log)
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  const database = createDatabase({ ...embedded.config, ...config.database })
  const keeping = keep(embedded, log)
  const close = async () => {
    await keeping.stop()
    await database.close()
    await embedded.stop()
  }
  return { database, location: embedded.location, name: nameOf(embedded), close }
}

/** The embedded database has nobody else who would start it again: it was killed, or its disk was full. */
function keep({ revive }: EmbeddedPostgres, log: Logger) {
  let isTold = false
  return repeat(
    lookAfterMs,
    async () => {
      if (await revive()) writeLine(log, 'database-restarted')
      isTold = false
    },
    (error) => {
      if (!isTold) writeLine(log, 'database-not-restarted', { err: error })
      isTold = true
    },
  )
}

/**
 * The same beside a server that may be running: its database is used as it is, and goes on running. It makes none: who
 * names the wrong one would not notice, and set up a service that nobody uses.
 */
export async function openDatabaseBeside(config: Config, log: Logger): Promise<Opened> {
  const opened = await openBeside(config, log)
  try {
    const { rows } = await opened.database.pool.query<{ isEmpty: boolean }>(
      `select to_regclass('migrations') is null as "isEmpty"`,
    )
    if (rows[0]?.isEmpty)
      throw new SetupError(`The database, ${opened.name}, is empty: no server has used it yet. ${orElse}`)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

const orElse =
  'Start the server once, which makes its tables, or name the data folder or the database that your server uses, with DATA_DIR or DATABASE_URL.'

async function openBeside(config: Config, log: Logger): Promise<Opened> {
  const { databaseUrl, dataDir } = config
  if (databaseUrl) return openGiven(databaseUrl, config, log)
  if (!(await hasEmbeddedPostgres(dataDir)))
    throw new SetupError(`There is no database in the data folder ${path.resolve(dataDir)}. ${orElse}`)
  const running = await findRunningPostgres(dataDir)
  if (!running) return openDatabase(config, log)
  const database = createDatabase({ ...running.config, ...config.database })
  return { database, location: running.location, name: nameOf(running), close: () => database.close() }
}

async function openGiven(connectionString: string, config: Config, log: Logger): Promise<Opened> {
  const database = createDatabase({ connectionString, ...config.database })
  try {
    const passage = await askPassage(database.pool)
    if (config.production && isOpen(passage)) writeLine(log, 'database-not-encrypted', passage)
  } catch (cause) {
    await database.close()
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause)
    throw new SetupError(
      `The database that DATABASE_URL names does not let us in: ${reason}. Check that it runs, and the user and password.`,
      { cause },
    )
  }
  const { host, port, database: called } = new pg.Client({ connectionString })
  const name = `${called} at ${host.startsWith('/') ? host : `${host}:${port}`}`
  return { database, location: null, name, close: () => database.close() }
}

const nameOf = ({ location }: Pick<EmbeddedPostgres, 'location'>) => `the embedded one in ${location}`
