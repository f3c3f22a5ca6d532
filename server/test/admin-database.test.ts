import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'

const main = path.join(import.meta.dirname, '../src/admin/main.ts')
const quiet = { info: () => {}, warn: () => {} }

/** The command as an operator runs it, with nothing set but this. */
function admin(args: string[], settings: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...settings },
  })
  return { status, stdout, stderr }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-admin-'))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('a data folder without a database stays as it is, and is named', async () => {
  const folder = await newFolder()
  const none = path.join(folder, 'none')
  for (const dataDir of [folder, none]) {
    const { status, stderr } = admin(['team', 'list'], { DATA_DIR: dataDir })
    expect(status).toBe(1)
    expect(stderr).toContain(`There is no database in the data folder ${dataDir}. Start the server once`)
  }
  expect(await readdir(folder)).toEqual([])
})

test('a database that no server has used gets no tables', async () => {
  const folder = await newFolder()
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quiet, durable: false })
  onTestFinished(() => postgres.stop())
  const { status, stderr } = admin(['team', 'list'], { DATA_DIR: folder })
  expect(status).toBe(1)
  expect(stderr).toContain(`The database in the data folder ${folder} is empty: no server has used it yet.`)
  const client = new pg.Client(postgres.config)
  await client.connect()
  onTestFinished(() => client.end())
  expect((await client.query("select from pg_tables where schemaname = 'public'")).rowCount).toBe(0)
})

test('nor does another that DATABASE_URL names', async () => {
  const { host, user, password } = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ ...inject('postgres'), database: 'postgres' })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`create database ${name}`)
  onTestFinished(async () => {
    await client.query(`drop database ${name} with (force)`)
  })
  const address = `postgres://${user}:${password}@localhost/${name}?host=${encodeURIComponent(host)}`
  const { status, stderr } = admin(['team', 'list'], { DATABASE_URL: address, DATA_DIR: await newFolder() })
  expect(status).toBe(1)
  expect(stderr).toContain('The database that DATABASE_URL names is empty')
  expect(stderr).not.toContain(password)
})
