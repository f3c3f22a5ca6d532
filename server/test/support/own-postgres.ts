import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createDatabase } from '../../src/db/pool.ts'
import { createLog } from '../../src/ground/log.ts'
import { prepareJobs } from '../../src/jobs/jobs.ts'

const quiet = { info: () => {}, warn: () => {} }

/** A PostgreSQL for one test, which may do to it what it likes. */
export async function startOwnPostgres() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'anteroom-own-'))
  // Root starts it as another user, who has to get in.
  await chmod(dataDir, 0o755)
  let postgres = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  const { location } = postgres
  const database = createDatabase(postgres.config)
  onTestFinished(async () => {
    await database.close()
    signal('SIGCONT')
    await postgres.stop()
    await rm(location, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  })
  await migrate(database.pool)
  await prepareJobs(database, createLog('silent'))

  /** To all of its processes: each works in the data folder. */
  function signal(name: NodeJS.Signals) {
    const data = path.join(location, 'data')
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        if (readlinkSync(`/proc/${pid}/cwd`) === data && readFileSync(`/proc/${pid}/cmdline`, 'utf8')) {
          process.kill(Number(pid), name)
        }
      } catch {
        // It has ended meanwhile, or is somebody else's.
      }
    }
  }

  return {
    database,
    signal,
    stop: () => postgres.stop(),
    async start() {
      postgres = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
    },
  }
}
