import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createDatabase } from '../../src/db/pool.ts'
import { createLog } from '../../src/ground/log.ts'
import { prepareJobs } from '../../src/jobs/jobs.ts'
import { compiled } from './compiled.ts'
import { olderPostgres, startOlderPostgres } from './older-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL that all server tests share; its database is migrated, and only ever copied. */
    postgres: EmbeddedPostgres['config']
  }
}

const quiet = { info: () => {}, warn: () => {} }

export default async function setup(project: TestProject) {
  const version = project.name.replace(/^server|^postgres /, '')
  const [{ config, remove }] = await Promise.all([start(version), version ? null : compileServer()])
  const template = createDatabase(config)
  await migrate(template.pool)
  await prepareJobs(template, createLog('silent'))
  await template.close()
  project.provide('postgres', config)
  return remove
}

/** By a start without settings, which it refuses: most processes of the tests are killed, and those keep nothing. */
async function compileServer() {
  const env = { ...compiled, NODE_ENV: 'production' }
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../src/main.ts')], { env, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 1) throw new Error(`a server without settings ended with ${code}`)
}

/** The embedded one, or for a project such as `postgres 15` an older one. */
async function start(version: string) {
  if (version) {
    const { config, stop } = await startOlderPostgres(olderPostgres[version] ?? `no PostgreSQL ${version}`)
    return { config, remove: stop }
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'anteroom-test-'))
  // Root starts it as another user, who has to get in.
  await chmod(dataDir, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  const remove = async () => {
    await postgres.stop()
    await rm(postgres.location, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
  return { config: postgres.config, remove }
}
