import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { EmbeddedPostgres } from '@anteroom/server/db/embedded-postgres'
import pg from 'pg'
import type { Load } from './report.ts'

/** Beyond these a database answers no more in a second, and takes long to connect to. */
const maxConnections = 64

/** Connecting is part of the time that pgbench is given, and not of what it reports. */
const connectionsInASecond = 32

/** `{n}` in it is a number below `below`, another one each time. */
export type RawStatement = { text: string; below?: number }

/** The same straight to the database: by pgbench where there is one, else by connections of ours; always prepared. */
export async function loadRaw(
  postgres: EmbeddedPostgres,
  { text, below = 1 }: RawStatement,
  { connections: wanted, seconds }: { connections: number; seconds: number },
): Promise<Load & { name: string }> {
  const connections = Math.min(wanted, maxConnections)
  const pgbench = ['/usr/bin/pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench')].find((file) =>
    existsSync(file),
  )
  const load = pgbench
    ? await loadByPgbench(pgbench, postgres, text, below, connections, seconds)
    : await loadByPg(postgres, text, below, connections, seconds)
  const by = pgbench ? 'pgbench' : 'raw'
  return { ...load, name: connections === wanted ? by : `${by} (${connections})` }
}

async function loadByPgbench(
  pgbench: string,
  { config }: EmbeddedPostgres,
  text: string,
  below: number,
  connections: number,
  seconds: number,
): Promise<Load> {
  const { host, user, password, database } = config
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-pgbench-'))
  try {
    const script = path.join(folder, 'script.sql')
    const statement = text.replaceAll('{n}', ':n').replace(/\s+/g, ' ').trim()
    await writeFile(script, `\\set n random(0, ${below - 1})\n${statement};\n`)
    const { stdout, stderr } = spawnSync(
      pgbench,
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        `${connections}`,
        '-j',
        '2',
        '-T',
        `${Math.ceil(seconds + connections / connectionsInASecond)}`,
        '-f',
        script,
      ]
        .concat(['-l', '--log-prefix', path.join(folder, 'log')])
        .concat(['-h', host, '-U', user, database]),
      { encoding: 'utf8', env: { ...process.env, PGPASSWORD: password } },
    )
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    if (!perSecond) throw new Error(`pgbench: ${(stderr || stdout).slice(0, 600)}`)
    const latenciesMs: number[] = []
    for (const name of (await readdir(folder)).filter((name) => name.startsWith('log'))) {
      const lines = (await readFile(path.join(folder, name), 'utf8')).trim().split('\n')
      // client, number, microseconds, …
      for (const line of lines) latenciesMs.push(Number(line.split(' ')[2]) / 1000)
    }
    return { perSecond, latenciesMs }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function loadByPg(
  { config }: EmbeddedPostgres,
  text: string,
  below: number,
  connections: number,
  seconds: number,
): Promise<Load> {
  const latenciesMs: number[] = []
  const query = { name: 'raw', text: text.replaceAll('{n}', '$1::bigint') }
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(config)
      await client.connect()
      return client
    }),
  )
  const start = Date.now()
  await Promise.all(
    clients.map(async (client) => {
      while (Date.now() < start + seconds * 1000) {
        const asked = performance.now()
        await client.query({ ...query, values: text.includes('{n}') ? [Math.floor(Math.random() * below)] : [] })
        latenciesMs.push(performance.now() - asked)
      }
    }),
  )
  const perSecond = latenciesMs.length / ((Date.now() - start) / 1000)
  await Promise.all(clients.map((client) => client.end()))
  return { perSecond, latenciesMs }
}
