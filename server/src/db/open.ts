import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { SetupError } from '../setup-error.ts'
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { createDatabase, type Database } from './pool.ts'

/** `location`: the folder of the embedded database; null where the database is somebody else's. */
export type Opened = { database: Database; location: string | null; close(): Promise<void> }

/** The database that the configuration names, or the embedded one, which is started. */
export async function openDatabase(config: Config, log: Logger): Promise<Opened> {
  if (config.databaseUrl) return openGiven(config.databaseUrl)
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  const database = createDatabase(embedded.config)
  const close = async () => {
    await database.close()
    await embedded.stop()
  }
  return { database, location: embedded.location, close }
}

/** The same beside a server that may be running: its database is used as it is, and goes on running. */
export async function openDatabaseBeside(config: Config, log: Logger): Promise<Opened> {
  const running = config.databaseUrl ? null : await findRunningPostgres(config.dataDir)
  if (!running) return openDatabase(config, log)
  const database = createDatabase(running.config)
  return { database, location: running.location, close: () => database.close() }
}

async function openGiven(connectionString: string): Promise<Opened> {
  const database = createDatabase({ connectionString })
  try {
    await database.pool.query('select 1')
  } catch (cause) {
    await database.close()
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause)
    throw new SetupError(
      `The database that DATABASE_URL names does not let us in: ${reason}. Check that it runs, and the user and password.`,
      { cause },
    )
  }
  return { database, location: null, close: () => database.close() }
}
