import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What `demo.json` says. */
export type Demo = {
  api_url: string
  client_id: string
  client_secret: string
  system_client_id: string
  system_client_secret: string
  team_id: string
  session_id: string
  host_url: string
  guest_url: string
  /** Where what stands in for Stripe is told what happens to it. */
  stripe_stand_in_url: string
}

const root = path.join(import.meta.dirname, '../..')

/** The product as `npm start` starts it, on a port and in a folder of its own. */
export type Product = {
  url: string
  demo: Demo
  dataDir: string
  /** The process that answers. */
  pid(): number
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again, where it was. */
  start(): Promise<void>
  /** Stops it in order and removes what it left. */
  close(): Promise<void>
}

/** `folder`: where its sources are, if not here. */
export async function startProduct(settings: Record<string, string> = {}, folder = root): Promise<Product> {
  const dataDir = settings.DATA_DIR ?? (await makeDataDir())
  const port = Number(settings.PORT ?? (await freePort()))
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | null = null
  let output = ''

  async function start() {
    const started = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: folder,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        PORT: String(port),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server = started
    output = ''
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => (output += text))
    const deadline = Date.now() + 60_000
    while (!(await isReady(url))) {
      if (started.exitCode !== null) throw new Error(`The product ended at its start:\n${output}`)
      if (Date.now() > deadline) throw new Error(`The product is not ready after a minute:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  async function end(signal: NodeJS.Signals) {
    const ending = server
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const exited = once(ending, 'exit')
    ending.kill(signal)
    await exited
  }

  await start()
  return {
    url,
    dataDir,
    demo: JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')),
    pid: () => server?.pid ?? 0,
    kill: () => end('SIGKILL'),
    start,
    async close() {
      // A product that was killed left its database running; one that starts takes it over and stops it.
      if (server?.signalCode === 'SIGKILL') await start()
      await end('SIGTERM')
      if (!settings.DATA_DIR) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom e2e '))
  // Root's database runs as another user. One who cannot get in has it elsewhere, where nobody would remove it.
  await chmod(folder, 0o755)
  return folder
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || !address) throw new Error('There is no free port')
  return address.port
}
