import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launch } from './browser.ts'
import type { Figure } from './report.ts'

const root = path.join(import.meta.dirname, '../..')
/** Within so many minutes a stranger has got there, with nothing but the README and the network. */
const bars = { session: 2, webhook: 2, embed: 1 }
const mostMs = 900_000

/**
 * A stranger's first minutes, in machine time: a clone in a path with a blank and with an empty cache of npm, `npm start`,
 * and a session is booked; a webhook tells a receiver; a page of one's own shows the room.
 */
export async function measureStranger(): Promise<Figure[]> {
  await using made = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anteroom stranger '))
  made.defer(() => rm(folder, { recursive: true, force: true }))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const page = await startPages(made)

  const watch = stopwatch()
  const clone = path.join(folder, 'anteroom')
  execFileSync('git', ['clone', '--quiet', root, clone])
  await mkdir(path.join(folder, 'cache'))
  const port = await freePort()
  const server = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...ownEnvironment(), PORT: String(port), npm_config_cache: path.join(folder, 'cache') },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  made.defer(async () => {
    if (server.exitCode !== null || server.pid === undefined) return
    process.kill(-server.pid, 'SIGTERM')
    await once(server, 'exit')
  })
  const url = `http://127.0.0.1:${port}`
  await until(async () => {
    if (server.exitCode !== null) throw new Error('npm start has ended; its words stand above')
    return (await fetch(`${url}/readyz`).catch(() => null))?.ok || null
  })
  const demo = JSON.parse(await readFile(path.join(clone, 'data/demo.json'), 'utf8'))
  const call = await connect(url, demo)
  const session = await call('/sessions', booking())
  const sessionMs = watch()

  const { webhook_id } = await call('/webhooks', { url: `${page.url}/hook` })
  await call(`/webhooks/${webhook_id}/test`, {})
  await until(async () => page.wasTold() || null)
  const webhookMs = watch()

  page.show(url, session.participants[1].entry_url)
  const browser = await launch()
  made.defer(() => browser.close())
  const tab = await browser.newPage()
  await tab.goto(page.url)
  await tab.waitForFunction('document.title === "ready"', undefined, { timeout: 60_000 })
  const embedMs = watch()

  return [
    figure('clone → a session is booked', sessionMs, bars.session),
    figure('… → a webhook tells of an event', webhookMs, bars.webhook),
    figure('… → a page of one’s own shows the room', embedMs, bars.embed),
  ]
}

/** Without what npm, which runs this, says of this folder. */
function ownEnvironment() {
  const isOfNpm =
    /^(npm_(package|lifecycle|config_local|config_prefix|command|execpath|node)|INIT_CWD$|NODE$|DATA_DIR$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfNpm.test(name)))
}

function figure(what: string, ms: number, bar: number): Figure {
  const minutes = ms / 60_000
  return {
    what,
    ours: `${minutes.toFixed(2)} min`,
    peer: `${bar} min`,
    ratio: minutes / bar,
    bar: 1,
    lowerIsBetter: true,
  }
}

/** Milliseconds since the last look. */
function stopwatch() {
  let at = performance.now()
  return () => {
    const before = at
    at = performance.now()
    return at - before
  }
}

async function until<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (const deadline = Date.now() + mostMs; ; ) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error('it took more than a quarter of an hour')
    await pause(100)
  }
}

function booking() {
  const start = new Date()
  return {
    session_name: 'My first consultation',
    start_time: start.toISOString(),
    end_time: new Date(start.getTime() + 3_600_000).toISOString(),
    participants: [
      { display_name: 'Dr Lee', role: 'host' },
      { display_name: 'Sam', role: 'guest' },
    ],
  }
}

async function connect(url: string, { client_id, client_secret }: Record<string, string>) {
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const answer = await fetch(`${url}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  return async (way: string, body: object) => {
    const answer = await fetch(`${url}/v1${way}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${way}: ${answer.status} ${await answer.text()}`)
    // biome-ignore lint/suspicious/noExplicitAny: read as whoever has no types reads it
    return (await answer.json()) as any
  }
}

/** The stranger's own site: it is told of events, and shows a room. */
async function startPages(made: AsyncDisposableStack) {
  let told = 0
  let html = ''
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST') told += 1
    request.resume()
    response.setHeader('content-type', 'text/html').end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  made.defer(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    wasTold: () => told > 0,
    show(origin: string, entryUrl: string) {
      html = `<!doctype html><title>…</title><script type="module" src="${origin}/embed.js"></script>
<anteroom-session entry-url="${entryUrl}" style="height: 600px"></anteroom-session>
<script>document.querySelector('anteroom-session').addEventListener('ready', () => { document.title = 'ready' })</script>`
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
