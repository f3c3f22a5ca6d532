import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/db/embedded-postgres.ts'
import { SetupError } from '../src/ground/setup-error.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A data folder whose name has blanks, as people's folders have. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom test '))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  undo.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function start(dataDir: string) {
  const said: string[] = []
  const log = { info: ({ code }: { code?: string }) => said.push(code ?? ''), warn: () => {} }
  const postgres = await startEmbeddedPostgres({ dataDir, log, durable: false })
  undo.push(() => postgres.stop())
  return { ...postgres, said }
}

async function ask<Row>(config: EmbeddedPostgres['config'], statement: string): Promise<Row[]> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    return (await client.query(statement)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** A server that holds the folder until it is killed, as another process. */
async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const module = path.join(import.meta.dirname, '../src/db/embedded-postgres.ts')
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const quiet = { info() {}, warn() {} }
    await startEmbeddedPostgres({ dataDir: process.argv[1], log: quiet, durable: false })
    console.log('up')
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  undo.push(async () => {
    await kill(owner)
    const { stop } = await startEmbeddedPostgres({ dataDir, log: { info() {}, warn() {} }, durable: false })
    await stop()
  })
  await once(owner.stdout, 'data')
  return owner
}

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

test('what was written is there after a stop and a start, and nothing runs in between', async () => {
  const folder = await newFolder()
  const first = await start(folder)
  await ask(first.config, "create table notes as select 'kept' as text")
  await first.stop()
  await expect(ask(first.config, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)

  const second = await start(folder)
  expect(await ask(second.config, 'select text from notes')).toEqual([{ text: 'kept' }])
})

test('nobody gets in without the password', async () => {
  const { config } = await start(await newFolder())
  await expect(ask({ ...config, password: 'guessed' }, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('the database of a killed server is taken over, not started twice', async () => {
  const folder = await newFolder()
  const owner = await startElsewhere(folder)
  await kill(owner)

  const postgres = await start(folder)
  expect(postgres.said).toContain('database-taken-over')
  expect(await ask(postgres.config, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
  await expect(ask(postgres.config, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})

test('a database that was killed with its server comes back', async () => {
  const folder = await newFolder()
  const owner = await startElsewhere(folder)
  await kill(owner)
  const survivor = await start(folder)
  const [row] = await ask<{ pid: number }>(
    survivor.config,
    "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid",
  )
  process.kill(Number(row?.pid), 'SIGKILL')
  await expect.poll(() => ask(survivor.config, 'select 1').catch(() => 'gone'), { timeout: 10_000 }).toBe('gone')
  await survivor.stop()

  const postgres = await start(folder)
  expect(await ask(postgres.config, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a second server on a folder in use says who uses it', async () => {
  const folder = await newFolder()
  const owner = await startElsewhere(folder)

  const error = await start(folder).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SetupError)
  expect(String(error)).toContain(`in use by another Anteroom (process ${owner.pid})`)
  expect(String(error)).toContain('DATA_DIR')
})

test('a path that is too long for a socket is no hindrance', async () => {
  const folder = path.join(await newFolder(), 'a folder whose name goes on and on '.repeat(3).trim())
  await mkdir(folder)
  const { config } = await start(folder)
  undo.push(() => rm(config.host, { recursive: true, force: true }))
  expect(await ask(config, 'select 1 as one')).toEqual([{ one: 1 }])
})

/** Where everybody may make folders, for the rest of a test. */
async function sharedFolder(): Promise<string> {
  const folder = await newFolder()
  await chmod(folder, 0o1777)
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  undo.push(async () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  })
  return folder
}

test('a folder for the socket that somebody has made before is not used where others can go there', async () => {
  const folder = path.join(await newFolder(), 'a folder whose name goes on and on '.repeat(3).trim())
  await mkdir(folder)
  const shared = await sharedFolder()
  const first = await start(folder)
  const socket = first.config.host
  expect(path.dirname(socket)).toBe(shared)
  expect((await stat(socket)).mode & 0o777).toBe(0o700)
  await first.stop()

  const refused = expect.stringContaining(`${socket} was not made by this service`)
  await chmod(socket, 0o777)
  expect(String(await start(folder).catch((reason: unknown) => reason))).toEqual(refused)
  await rm(socket, { recursive: true })
  const elsewhere = path.join(shared, 'elsewhere')
  await mkdir(elsewhere, { mode: 0o700 })
  await symlink(elsewhere, socket)
  expect(String(await start(folder).catch((reason: unknown) => reason))).toEqual(refused)
  expect((await stat(elsewhere)).uid).toBe(process.getuid?.())
  await rm(socket)
  // As a start that was killed leaves it.
  await mkdir(socket, { mode: 0o700 })
  expect(await ask((await start(folder)).config, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a data folder that is a file is explained', async () => {
  const file = path.join(await newFolder(), 'data')
  await writeFile(file, '')
  const error = await start(file).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SetupError)
  expect(String(error)).toContain(`${file} is not a folder`)
})

test('a data folder that cannot be written to is explained', async () => {
  const folder = await newFolder()
  await chmod(folder, 0o555)
  // Root may write anywhere: somebody else asks in its place.
  const nobody = { uid: 65_534, gid: 65_534 }
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(folder, 0, 0)
  const error = isRoot ? asSomebodyElse(folder, nobody) : await start(folder).then(String, String)
  expect(error).toContain(`The data folder ${folder} cannot be written to`)
  expect(error).toContain('DATA_DIR')
})

/** What the start says when another user asks for it. */
function asSomebodyElse(dataDir: string, user: { uid: number; gid: number }): string {
  const module = path.join(import.meta.dirname, '../src/db/embedded-postgres.ts')
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    process.setgid(${user.gid})
    process.setuid(${user.uid})
    await startEmbeddedPostgres({ dataDir: process.argv[1], log: { info() {}, warn() {} } }).then(
      () => console.log('started'),
      (error) => console.log(String(error)),
    )`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program, dataDir], { encoding: 'utf8' })
  return stdout
}
