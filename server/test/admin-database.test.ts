import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'
import { migrate } from '../src/db/migrate.ts'
import { createDatabase } from '../src/db/pool.ts'
import { compiled } from './support/compiled.ts'
import { createTestDatabase } from './support/database.ts'
import { testMasterKey } from './support/master-key.ts'

const main = path.join(import.meta.dirname, '../src/admin/main.ts')
const migrations = path.join(import.meta.dirname, '../migrations')
const quiet = { info: () => {}, warn: () => {} }

/** A database of the PostgreSQL that all tests share, as `DATABASE_URL` names it. */
function addressOf(name: string): string {
  const { host, user, password } = inject('postgres')
  return `postgres://${user}:${password}@localhost/${name}?host=${encodeURIComponent(host)}`
}

/** The command as an operator runs it, with nothing set but this. */
function admin(args: string[], settings: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--', main, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...compiled, ...settings },
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
  expect(stderr).toContain(`The database, the embedded one in ${postgres.location}, is empty`)
  const client = new pg.Client(postgres.config)
  await client.connect()
  onTestFinished(() => client.end())
  expect((await client.query("select from pg_tables where schemaname = 'public'")).rowCount).toBe(0)
})

/** One that nobody has used. */
async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ ...inject('postgres'), database: 'postgres' })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`create database ${name}`)
  onTestFinished(async () => {
    await client.query(`drop database ${name} with (force)`)
  })
  return name
}

test('nor does another that DATABASE_URL names', async () => {
  const { host, password } = inject('postgres')
  const name = await emptyDatabase()
  const address = addressOf(name)
  const { status, stderr } = admin(['team', 'list'], { DATABASE_URL: address, DATA_DIR: await newFolder() })
  expect(status).toBe(1)
  expect(stderr).toContain(`The database, ${name} at ${host}, is empty`)
  expect(stderr).not.toContain(password)
})

test('the tables of an older version stay as they are until somebody says otherwise', async () => {
  const name = await emptyDatabase()
  const address = addressOf(name)
  const database = createDatabase({ ...inject('postgres'), database: name })
  onTestFinished(() => database.close())
  const older = await newFolder()
  const files = (await readdir(migrations)).sort()
  const newest = String(files.at(-1))
  for (const file of files.slice(0, -1)) await copyFile(path.join(migrations, file), path.join(older, file))
  await migrate(database.pool, older)
  const settings = { DATABASE_URL: address, MASTER_KEY: testMasterKey }

  const refused = admin(['team', 'list'], settings)
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(`older version: it lacks ${newest}`) })
  expect(admin(['migrate'], settings)).toMatchObject({ status: 0, stdout: expect.stringContaining(newest) })
  expect(admin(['migrate'], settings)).toMatchObject({ status: 0, stdout: expect.stringContaining('up to date') })
  expect(admin(['team', 'list'], settings)).toMatchObject({ status: 0 })
}, 60_000)

test('the settings of the server are read from its file, and where something was changed is told beside the answer', async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.close())
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name')
  const name = rows[0]?.name ?? ''
  const file = path.join(await newFolder(), 'anteroom.env')
  await writeFile(file, `# anteroom.service\nDATABASE_URL="${addressOf(name)}"\nMASTER_KEY=${testMasterKey}\n`)

  const added = admin(['--json', 'team', 'add', 'Quay', '--subdomain', 'quay', '--env-file', file], {})
  expect(added).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\{\n {2}"teamId": "[^"]+"\n\}\n$/),
    stderr: `Database: ${name} at ${inject('postgres').host}\n`,
  })
  expect(admin(['--env-file', file, 'team', 'list'], {})).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('quay'),
    stderr: '',
  })
  const other = admin(['--env-file', file, 'team', 'list'], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })
  expect(other).toMatchObject({ status: 1, stderr: expect.stringContaining('ECONNREFUSED') })
}, 60_000)

test('a file of settings that is not there, or is none, is named', async () => {
  const file = path.join(await newFolder(), 'anteroom.env')
  const said = (text: string) => ({ status: 1, stdout: '', stderr: expect.stringContaining(text) })
  expect(admin(['--env-file', file, 'team', 'list'], {})).toEqual(said(`The file ${file} is not there.`))
  await writeFile(file, 'PORT=3000\nhunter2\n')
  expect(admin(['--env-file', file, 'team', 'list'], {})).toEqual(said(`Line 2 of ${file} is no setting`))
})
