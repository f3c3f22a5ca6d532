import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '../../server/src/db/embedded-postgres.ts'
import { migrate } from '../../server/src/db/migrate.ts'
import { createDatabase } from '../../server/src/db/pool.ts'

/**
 * Gives some work a database with all tables, which is gone afterwards.
 * @template Result
 * @param {(given: {
 *   database: import('../../server/src/db/pool.ts').Database,
 *   config: import('../../server/src/db/embedded-postgres.ts').EmbeddedPostgres['config'],
 *   folder: string,
 * }) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withMigratedDatabase(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-generated-'))
  // Root starts it as another user, who has to get in.
  chmodSync(folder, 0o755)
  const quiet = { info() {}, warn() {} }
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet, durable: false })
  const database = createDatabase(postgres.config)
  try {
    await migrate(database.pool)
    return await work({ database, config: postgres.config, folder })
  } finally {
    await database.close()
    await postgres.stop()
    for (const made of [postgres.location, folder]) rmSync(made, { recursive: true, force: true })
  }
}
