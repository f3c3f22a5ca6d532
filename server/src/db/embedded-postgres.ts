import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import { writeLine } from '../ground/log.ts'
import { SetupError } from '../ground/setup-error.ts'
import { explaining } from './explaining.ts'
import { isAlive, lockFolder } from './folder-lock.ts'
import type { DatabaseConfig } from './pool.ts'
import { exists, findPlace, makePrivateFolder, type Place, takeSharedPlace } from './postgres-place.ts'

export type EmbeddedPostgres = {
  config: Extract<DatabaseConfig, { host: string }>
  /** The folder that the database lives in; not always the data folder, see `findPlace`. */
  location: string
  /** Starts it again where it has ended, which it does not do by itself; whether it had. */
  revive(): Promise<boolean>
  stop(): Promise<void>
}

type Options = {
  dataDir: string
  log: Pick<Logger, 'info' | 'warn'>
  /** False: a crash of the machine may lose data. For tests. */
  durable?: boolean
}

const databaseName = 'anteroom'
const readyWithinMs = 30_000
const stopWithinMs = 30_000
/** A Unix socket's address has room for 107 bytes (sockaddr_un); its name takes some of them. */
const longestSocketFolder = 85

const settings = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'jit=off',
  'log_min_messages=warning',
]
/** For tests, of which many share one; each has its connections. */
const fastAndLoose = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=500']

/**
 * A PostgreSQL of our own in the data folder, reached by a Unix socket only. One that a killed server has left running
 * is taken over. Throws `SetupError` when the folder cannot be used.
 */
export async function startEmbeddedPostgres({
  dataDir: given,
  log,
  durable = true,
}: Options): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(given)
  return explaining(dataDir, async () => {
    await mkdir(dataDir, { recursive: true })
    const unlock = await lockFolder(dataDir)
    try {
      const place = await findPlace(dataDir)
      if (!place.folder.startsWith(dataDir)) {
        writeLine(log, 'database-elsewhere', { folder: place.folder })
      }
      await initialise(place, durable)
      const config = await configOf(place)
      const found = await takeOver(place, config)
      if (found) writeLine(log, 'database-taken-over', { pid: found })
      else await launch(place, config, durable)
      await makeDatabase(config)
      const stop = async () => {
        await stopServer(place)
        await unlock()
      }
      const revive = async () => {
        if (await findRunning(place)) return false
        await launch(place, config, durable)
        return true
      }
      return { config: { ...config, database: databaseName }, location: place.folder, revive, stop }
    } catch (error) {
      await unlock()
      throw error
    }
  })
}

/** Whether there is an embedded database for that data folder, running or not. Makes nothing. */
export async function hasEmbeddedPostgres(dataDir: string): Promise<boolean> {
  const folder = path.resolve(dataDir)
  // What may not be looked at is not taken for what is not there.
  return explaining(folder, async () => {
    const isElsewhere = await isThere(path.join(folder, 'postgres-is-in'))
    const inside = isElsewhere ? (await findPlace(folder)).folder : path.join(folder, 'postgres')
    return isThere(path.join(inside, 'data'))
  })
}

/** The database of a server that runs on that data folder, or that it has left running; null when there is none. */
export async function findRunningPostgres(
  dataDir: string,
): Promise<Pick<EmbeddedPostgres, 'config' | 'location'> | null> {
  const folder = path.resolve(dataDir)
  if (!(await exists(path.join(folder, 'postgres'))) && !(await exists(path.join(folder, 'postgres-is-in'))))
    return null
  const place = await findPlace(folder)
  if (!(await exists(path.join(place.folder, 'password')))) return null
  const config = { ...(await configOf(place)), database: databaseName }
  return (await findRunning(place)) && (await isReachable(config)) ? { config, location: place.folder } : null
}

async function isThere(file: string): Promise<boolean> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return found !== undefined
}

async function initialise(place: Place, durable: boolean) {
  const { folder, runner } = place
  const data = path.join(folder, 'data')
  if (await exists(data)) return checkVersion(place)
  // Made aside and put in place when it is complete: what a start that was killed has left is never taken for a database.
  await makePrivateFolder(folder, runner)
  for (const name of (await readdir(folder)).filter((name) => name.startsWith('half-'))) {
    await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 10 })
  }
  const half = path.join(folder, `half-${randomBytes(4).toString('hex')}`)
  const password = path.join(folder, 'password')
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  if (runner) await chown(password, runner.uid, runner.gid)
  const made = spawnSync(
    path.join(place.binaries, 'initdb'),
    ['-D', half, '-U', 'anteroom', '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '-A', 'scram-sha-256']
      .concat(['--pwfile', password, '--no-instructions'])
      .concat(durable ? [] : ['--no-sync']),
    { ...as(place), encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`)
  await rename(half, data)
}

async function checkVersion({ folder, binaries }: Place) {
  const has = (await readFile(path.join(folder, 'data/PG_VERSION'), 'utf8')).trim()
  const brought = spawnSync(path.join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const version = /(\d+)(\.|\D)/.exec(brought)?.[1]
  if (version && version !== has) {
    throw new SetupError(
      `The database in ${folder} was made by PostgreSQL ${has}, and this Anteroom brings PostgreSQL ${version}. Start the older Anteroom, save the data with pg_dump, and load them into a new data folder.`,
    )
  }
}

async function configOf(place: Place): Promise<EmbeddedPostgres['config']> {
  const password = (await readFile(path.join(place.folder, 'password'), 'utf8')).trim()
  return { host: await socketFolder(place), port: 5432, user: 'anteroom', password, database: 'postgres' }
}

async function socketFolder({ folder, runner }: Place): Promise<string> {
  const inside = path.join(folder, 'socket')
  const isShort = Buffer.byteLength(inside) <= longestSocketFolder
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (isShort) await makePrivateFolder(inside, runner)
  const socket = isShort ? inside : path.join(tmpdir(), `anteroom-${name}`)
  if (!isShort && !(await takeSharedPlace(socket, runner))) {
    throw new SetupError(
      `The folder ${socket} was not made by this service, or others may go there. Remove it, or name a data folder with a shorter path.`,
    )
  }
  return socket
}

/** The process that runs on this folder's data, if any. */
async function findRunning({ folder }: Place): Promise<number | null> {
  const data = path.join(folder, 'data')
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!pid) return null
  if (!(await exists('/proc/self'))) return isAlive(pid) ? pid : null
  // The number may be somebody else's by now; a dead process that nobody has reaped has it still, but no arguments.
  const [, option, place] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  const isOurs = option === '-D' && place && (await realpath(place).catch(() => null)) === (await realpath(data))
  return isOurs ? pid : null
}

/** Waits for the database that runs on this folder's data, which may be just starting or stopping; null when there is none. */
async function takeOver(place: Place, config: EmbeddedPostgres['config']): Promise<number | null> {
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    const running = await findRunning(place)
    if (!running || (await isReachable(config))) return running
    if (Date.now() > deadline) throw new SetupError(await lastWords(place, 'still runs and lets nobody in'))
    await pause(50)
  }
}

async function launch(place: Place, config: EmbeddedPostgres['config'], durable: boolean) {
  await clearRemains(place, config)
  const logFile = await open(path.join(place.folder, 'log'), 'w', 0o600)
  const child = spawn(
    path.join(place.binaries, 'postgres'),
    ['-D', path.join(place.folder, 'data'), '-k', config.host].concat(
      [...settings, ...(durable ? [] : fastAndLoose)].flatMap((setting) => ['-c', setting]),
    ),
    // In a group of its own: Ctrl-C is for the server, which then stops its database in order.
    { ...as(place), detached: true, stdio: ['ignore', logFile.fd, logFile.fd] },
  )
  child.unref()
  await logFile.close()
  await untilReady(child, place, config)
}

/**
 * What a killed database has left. PostgreSQL itself looks no further than whether the process number is in use, which
 * it is as long as nobody has reaped the dead one, or when somebody else has got it. Parts of it that still run have to
 * end first: two on the same data would ruin them.
 */
async function clearRemains(place: Place, { host, port }: EmbeddedPostgres['config']) {
  const data = path.join(place.folder, 'data')
  const pidFile = path.join(data, 'postmaster.pid')
  if (!(await exists(pidFile)) || !(await exists('/proc/self'))) return
  const deadline = Date.now() + readyWithinMs
  while (hasProcessIn(await realpath(data), place)) {
    if (Date.now() > deadline) {
      throw new SetupError(
        `Parts of a killed database still run in ${data}. End them ("fuser -k" on that folder) and start again.`,
      )
    }
    await pause(20)
  }
  for (const file of [pidFile, path.join(host, `.s.PGSQL.${port}`), path.join(host, `.s.PGSQL.${port}.lock`)]) {
    await rm(file, { force: true })
  }
}

/** All processes of a PostgreSQL work in its data folder. Asked as its user: root may be kept from looking (containers). */
function hasProcessIn(folder: string, place: Place): boolean {
  const look = 'for p in /proc/[0-9]*; do [ "$(readlink "$p/cwd")" = "$1" ] && exit; done; exit 1'
  return spawnSync('/bin/sh', ['-c', look, 'sh', folder], { ...as(place), stdio: 'ignore' }).status === 0
}

async function untilReady(child: ChildProcess, place: Place, config: EmbeddedPostgres['config']) {
  let failed: Error | null = null
  child.once('error', (error) => {
    failed = error
  })
  const deadline = Date.now() + readyWithinMs
  while (!(await isReachable(config))) {
    if (failed) throw failed
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(await lastWords(place, 'did not start'))
    await pause(15)
  }
}

async function lastWords({ folder }: Place, what: string): Promise<string> {
  const file = path.join(folder, 'log')
  const said = await readFile(file, 'utf8').catch(() => '')
  return `The database in ${folder} ${what}. Its last words: ${said.trim().split('\n').slice(-4).join(' | ') || 'none'}`
}

async function isReachable(config: EmbeddedPostgres['config']): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {
    // It went away between the question and the answer.
  })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {
      // It never was connected.
    })
  }
}

async function makeDatabase(config: EmbeddedPostgres['config']) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

/** Fast shutdown: connections end, everything is written, no recovery at the next start. */
async function stopServer(place: Place) {
  const pid = await findRunning(place)
  if (!pid) return
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + stopWithinMs
  while ((await findRunning(place)) === pid && Date.now() < deadline) await pause(15)
}

function as({ runner, folder, binaries }: Place) {
  return {
    ...(runner ?? {}),
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: path.join(path.dirname(binaries), 'lib'), LC_ALL: 'C', TZ: 'UTC' },
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
