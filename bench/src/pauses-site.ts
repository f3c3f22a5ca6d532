import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Product, startProduct } from '@anteroom/e2e/product'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@anteroom/server/db/embedded-postgres'
import pg from 'pg'

/** Room for a new database, and a disk that is soon filled. */
const diskMb = 400

/** One database, on a disk of its own where this user may mount one, and so many server processes. */
export type Site = Awaited<ReturnType<typeof startSite>>

export async function startSite(count: number, shiftsMs: readonly number[] = []) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-pauses-'))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const disk = path.join(folder, 'disk')
  await mkdir(disk)
  const hasDisk = mount(disk)
  const dataDir = path.join(disk, 'db')
  let postgres: EmbeddedPostgres | null = await startPostgres(dataDir)
  const { location, config } = postgres
  const settings = {
    DATABASE_URL: `postgres://${config.user}:${config.password}@localhost/${config.database}?host=${encodeURIComponent(config.host)}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'fatal',
  }
  const processes: Product[] = []
  for (let at = 0; at < count; at++) {
    const own = path.join(folder, `data-${at}`)
    await mkdir(own)
    // One that does not know the demo's client by this file would give it another secret, and end what it has.
    const [first] = processes
    if (first) await cp(path.join(first.dataDir, 'demo.json'), path.join(own, 'demo.json'))
    processes.push(await startProduct({ ...settings, ...shifted(shiftsMs[at] ?? 0), DATA_DIR: own }))
  }

  /** All that work in the data folder; the first is the one that the others belong to. */
  function pids(): number[] {
    const data = path.join(location, 'data')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          return readlinkSync(`/proc/${name}/cwd`) === data ? [Number(name)] : []
        } catch {
          return []
        }
      })
  }

  async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client(config)
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  return {
    processes,
    query,
    hasDisk,
    signalDatabase(signal: NodeJS.Signals) {
      for (const pid of pids()) process.kill(pid, signal)
    },
    async stopDatabase() {
      await postgres?.stop()
      postgres = null
    },
    /** Nothing where it runs. */
    async startDatabase() {
      if (postgres && pids().length > 0) return
      // Of one that ended by itself the folder is still held.
      await postgres?.stop()
      postgres = await startPostgres(dataDir)
    },
    /** Until nothing more can be written there. */
    async fillDisk() {
      const { bavail, bsize } = await statfs(disk)
      await writeFile(path.join(disk, 'filler'), Buffer.alloc(bavail * bsize)).catch(() => {})
      for (let size = 65_536; size >= 1; size /= 2) {
        await writeFile(path.join(disk, `filler-${size}`), Buffer.alloc(size)).catch(() => {})
      }
    },
    async clearDisk() {
      for (const name of readdirSync(disk)) if (name.startsWith('filler')) await rm(path.join(disk, name))
    },
    async close() {
      for (const one of processes) await one.close()
      await postgres?.stop()
      if (hasDisk) execFileSync('umount', ['-l', disk])
      for (const made of [location, folder]) await rm(made, { recursive: true, force: true })
    },
  }
}

async function startPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: () => {} } })
}

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The process runs with a clock that is wrong by so much. */
function shifted(ms: number): Record<string, string> {
  if (ms === 0) return {}
  const code = `const Right = Date; globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + ${ms}) }
    static now() { return Right.now() + ${ms} }
  }`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
}
