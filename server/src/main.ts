import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type App, createApp } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { migrate, newerMigrations } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { watchDatabase } from './db/watch.ts'
import { createIds } from './ground/ids.ts'
import { createLog, writeLine } from './ground/log.ts'
import { SetupError } from './ground/setup-error.ts'
import { surviveUnexpected } from './ground/unexpected.ts'
import { version } from './ground/version.ts'
import { loadEmbedScripts } from './pages/embed/scripts.ts'
import { loadRoomAssets } from './pages/room/assets.ts'
import { openSealing } from './sealing/sealing.ts'

const sameSignalMs = 500
/** Container runtimes kill a container ten seconds after they have told it to stop. */
const endWithinMs = 9_000
/** Less than this closing itself does not get, however long it is to wait before that. */
const closeWithinMs = 5_000

try {
  await start()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`\n  Anteroom cannot start. ${error.message}\n\n`)
  process.exitCode = 1
}

/** Starts everything, and undoes what was started when a later part fails. */
async function start() {
  const config = await withFreePort(loadConfig())
  const log = createLog(config.logLevel)
  if (config.production && process.getuid?.() === 0) writeLine(log, 'running-as-root')
  const closing: (() => Promise<void>)[] = []
  let isDatabaseOurs = false
  const close = async () => {
    for (const closeOne of closing.splice(0).reverse()) await closeOne()
  }
  try {
    await makeDataDir(config)
    const assets = await loadRoomAssets()
    const embedScripts = await loadEmbedScripts()
    const { database, location, close: closeDatabase } = await openDatabase(config, log)
    closing.push(closeDatabase)
    isDatabaseOurs = location !== null
    await migrate(database.background.pool)
    const newer = await newerMigrations(database.background.pool)
    if (newer.length > 0) writeLine(log, 'database-newer', { newer })
    const sealing = await openSealing({ db: database.kysely, config, log })
    const watch = await watchDatabase(database, log)
    closing.push(async () => watch.stop())
    const { clock } = watch
    const ids = createIds(clock)
    const demo = config.production ? null : await loadDemo()
    const standIn = (await demo?.startDemoStripe({ config, clock, log })) ?? null
    if (standIn) closing.push(standIn.stop)
    const app = await createApp({ config, database, sealing, clock, ids, log, assets, embedScripts, watch, standIn })
    closing.push(() => app.http.close())
    if (config.systemClient) await app.teams.setSystemClient(config.systemClient)
    const prepared = (await demo?.prepareDemo({ config, clock, standIn, ...app })) ?? null
    app.example.clientId = prepared?.demo.client_id ?? null
    // Last, so that whoever finds the server ready finds all of it.
    await listen(app, config)
    // Before that nobody was sent here, and what fails is to be told at once.
    closing.push(async () => {
      app.http.draining.begin()
      await pause(config.drainMs)
    })
    surviveUnexpected(app.unexpected)
    writeLine(log, 'started', { version, node: process.versions.node })
    const { publicUrl, dataDir } = config
    const up = `\n  Anteroom is up at ${publicUrl}\n\n`
    process.stdout.write(demo && prepared ? demo.demoWords({ ...prepared, publicUrl, dataDir, location }) : up)
  } catch (error) {
    await close()
    throw error
  }
  // A database of our own has to end in good order, however long that takes.
  closeOnSignals(close, log, isDatabaseOurs ? null : Math.max(endWithinMs, config.drainMs + closeWithinMs))
}

/** What makes things up, and what takes money that does not move, is not even loaded in production. */
async function loadDemo() {
  const [{ startDemoStripe }, { prepareDemo }, { demoWords }] = await Promise.all([
    import('./demo/payments.ts'),
    import('./demo/service.ts'),
    import('./demo/words.ts'),
  ])
  return { startDemoStripe, prepareDemo, demoWords }
}

async function listen(app: App, { host, port, socket }: Config) {
  try {
    // Node listens at a socket that is there if it is told its number, which the framework hands on and has no type for.
    await app.http.listen(socket === null ? { host, port } : Object.assign({ host }, { fd: socket }))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new SetupError(
        `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 100} npm start`,
      )
    }
    if (code === 'EACCES')
      throw new SetupError(`This user may not listen on port ${port}. Choose one from 1024 on, for example PORT=3000.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new SetupError(
        `HOST is ${host}, but this machine has no such address. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
      )
    }
    throw error
  }
}

/** Of its own the server keeps only the demo's facts there; the embedded database sees to its folder itself. */
async function makeDataDir({ dataDir, production, databaseUrl }: Config) {
  if (production || !databaseUrl) return
  try {
    await mkdir(dataDir, { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SetupError(
      `The data folder ${dataDir} cannot be made (${code}). Make it yourself, or name another with DATA_DIR.`,
      { cause: error },
    )
  }
}

/** The port has to be known before listening, as entry links carry it. */
async function withFreePort(config: Config): Promise<Config> {
  if (config.port !== 0) return config
  const port = await new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, config.host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
  return loadConfig({ PORT: String(port) })
}

/**
 * The first signal ends what runs in good order, a later one at once. What comes right after the first is the same
 * one again: a terminal sends Ctrl-C to everyone, and npm passes it on as well. A database that does not answer is waited
 * for no longer than `withinMs`: what was answered is written, and others notice by themselves that this process is gone.
 */
function closeOnSignals(close: () => Promise<void>, log: Logger, withinMs: number | null) {
  let closingSince: number | null = null
  const onSignal = (signal: string) => {
    if (closingSince !== null) {
      if (performance.now() - closingSince > sameSignalMs) process.exit(1)
      return
    }
    closingSince = performance.now()
    writeLine(log, 'closing', { signal })
    if (withinMs !== null) setTimeout(giveUp, withinMs)
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        writeLine(log, 'closing-failed', { err: error })
        process.exit(1)
      },
    )
  }
  function giveUp() {
    writeLine(log, 'closing-too-slow')
    process.exit(1)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
