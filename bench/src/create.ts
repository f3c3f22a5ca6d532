import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '@anteroom/e2e/api'
import { type Demo, type Product, startProduct } from '@anteroom/e2e/product'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@anteroom/server/db/embedded-postgres'
import pg from 'pg'
import { type Figure, median, percentile } from './report.ts'

const connections = 32
const seconds = 6
const rounds = 3

/**
 * The rows of one session with two participants, as one statement. The blanks after colons matter: pgbench takes a
 * colon with a word after it for a variable.
 */
const rawInsert = ({ team_id, client_id }: Demo) => `
with booked as (
  insert into sessions (session_id, team_id, client_id, session_name, start_time, end_time, date_notation,
    feature_flags, settings)
  values (uuidv7(), '${team_id}', '${client_id}', 'Load', now(), now() + interval '1 hour', 'iso8601', '{}',
    '{"removedPlugins": [], "menu": true, "exitUrl": null, "returnUrl": null, "returnLabel": null, "autoReturn": false,
      "uniqueParticipants": false, "faviconUrl": null, "backgroundColor": null, "buttonPrimary": null,
      "buttonSecondary": null}')
  returning session_id
)
insert into participants (participant_id, session_id, client_id, display_name, role)
select gen_random_uuid(), session_id, '${client_id}', name, role
from booked, (values ('Dr Vega', 'HOST'), ('Ana', 'GUEST')) as seat (name, role)`

/** Durable sessions by the API, beside the same rows written straight into the same database. */
export async function measureCreate(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'db'), log: console })
  let product: Product | null = null
  try {
    product = await startProduct({ DATABASE_URL: urlOf(postgres), DATA_DIR: path.join(folder, 'data') })
    const raw = rawLoad(postgres, product.demo, folder)
    await load(product, 2)
    const ours: number[] = []
    const peers: number[] = []
    const latencies: number[] = []
    for (let round = 0; round < rounds; round++) {
      const { perSecond, latenciesMs } = await load(product, seconds)
      ours.push(perSecond)
      latencies.push(percentile(latenciesMs, 99))
      peers.push(await raw.run())
    }
    const slowest = median(latencies)
    return [
      {
        what: `sessions created, ${connections} connections`,
        ours: `${Math.round(median(ours))}/s`,
        peer: `${raw.name} ${Math.round(median(peers))}/s`,
        ratio: median(ours) / median(peers),
        bar: 0.5,
        lowerIsBetter: false,
      },
      {
        what: 'the slowest hundredth of them',
        ours: `${slowest.toFixed(1)} ms`,
        peer: 'limit 50 ms',
        ratio: slowest / 50,
        bar: 1,
        lowerIsBetter: true,
      },
    ]
  } finally {
    await product?.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function urlOf({ config }: EmbeddedPostgres): string {
  return `postgres://${config.user}:${config.password}@localhost/${config.database}?host=${encodeURIComponent(config.host)}`
}

/** Creates sessions over HTTP for a while; each connection asks again when it has been answered. */
async function load({ url, demo }: Product, forSeconds: number) {
  const token = await connect(demo).then((api) => api.token)
  const start = Date.now()
  const body = JSON.stringify({
    session_name: 'Load',
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 3_600_000).toISOString(),
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest' },
    ],
  })
  const { hostname, port } = new URL(url)
  const request = Buffer.from(
    `POST /v1/sessions HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  const latenciesMs: number[] = []
  const end = start + forSeconds * 1000
  await Promise.all(
    Array.from({ length: connections }, () => keepAsking(Number(port), hostname, request, end, latenciesMs)),
  )
  return { perSecond: latenciesMs.length / ((Date.now() - start) / 1000), latenciesMs }
}

/** The least that speaks HTTP/1.1, so that what is measured is the server and not its client. */
function keepAsking(port: number, host: string, request: Buffer, end: number, latenciesMs: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host, noDelay: true })
    let received = ''
    let asked = 0
    const ask = () => {
      received = ''
      asked = performance.now()
      socket.write(request)
    }
    socket.once('connect', ask)
    socket.once('error', reject)
    socket.on('data', (data) => {
      received += data.toString('latin1')
      const headEnd = received.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
      if (headEnd < 0 || received.length < headEnd + 4 + length) return
      if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(received.slice(0, 400)))
      latenciesMs.push(performance.now() - asked)
      if (Date.now() < end) return ask()
      socket.end()
      resolve()
    })
  })
}

/** pgbench where there is one, else the same by 32 connections of ours. */
function rawLoad(postgres: EmbeddedPostgres, demo: Demo, folder: string) {
  const statement = rawInsert(demo)
  const pgbench = ['/usr/bin/pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench')].find((file) =>
    existsSync(file),
  )
  if (!pgbench) return { name: 'raw inserts', run: () => insertRaw(postgres, statement) }
  return {
    name: 'pgbench',
    async run() {
      const script = path.join(folder, 'create.sql')
      await writeFile(script, `${statement.replace(/\s+/g, ' ').trim()};\n`)
      const { host, user, password, database } = postgres.config
      const options = ['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '2', '-T', `${seconds}`, '-f', script]
      const { stdout, stderr } = spawnSync(pgbench, [...options, '-h', host, '-U', user, database], {
        encoding: 'utf8',
        env: { ...process.env, PGPASSWORD: password },
      })
      const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
      if (!perSecond) throw new Error(`pgbench: ${(stderr || stdout).slice(0, 600)}`)
      return perSecond
    },
  }
}

async function insertRaw({ config }: EmbeddedPostgres, text: string): Promise<number> {
  const start = Date.now()
  let count = 0
  const insert = async () => {
    const client = new pg.Client(config)
    await client.connect()
    while (Date.now() < start + seconds * 1000) {
      await client.query({ name: 'raw', text })
      count++
    }
    await client.end()
  }
  await Promise.all(Array.from({ length: connections }, insert))
  return count / ((Date.now() - start) / 1000)
}
