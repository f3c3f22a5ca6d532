import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Session } from '@anteroom/contract/api/sessions'
import type { Webhook } from '@anteroom/contract/api/webhooks'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { migrate } from '../src/db/migrate.ts'
import { createDatabase } from '../src/db/pool.ts'
import { createLog } from '../src/ground/log.ts'
import { prepareJobs } from '../src/jobs/jobs.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { aBooking, startTestApp, type TestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import {
  deliveriesOf,
  happen,
  quick,
  register,
  startReceiver,
  toLoopback,
  until,
  withStatus,
} from './support/receiver.ts'
import { programs, startAddress, startCluster } from './support/system-postgres.ts'

// What docs/self-hosting.md says of backups and of a standby, with the programs that hosts use.

const settings = {
  ...toLoopback,
  NODE_ENV: 'production',
  TRUST_PROXY: 'loopback',
  // Only read: the app is given its database.
  DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
  LOG_LEVEL: 'info',
}

const first = programs ? await startCluster('first') : null

/** An app of a server in production on such a database; it ends with the test. */
async function startOn(url: string, beside: Partial<Pick<TestApp, 'clock' | 'team'>> = {}) {
  const database = createDatabase({ connectionString: url })
  await migrate(database.pool)
  await prepareJobs(database, createLog('silent'))
  const app = await startTestApp(settings, { database, ...beside }, quick)
  await app.place.look()
  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await app.http.close()
    await database.close()
  }
  onTestFinished(close)
  return { ...app, close }
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function admin(app: TestApp, line: string) {
  const terminal = { ask: async () => '', askPassword: async () => '', askSecrets: async () => [] }
  const printer = createPrinter({ write: () => {} })
  const commands = createCommands((work) => work(adminPartsOf(app)), { ...printer, ...terminal }, upToDate)
  await commands.parseAsync(line.split(' '), { from: 'user' })
  await app.place.look()
}

/** Blocks of the page that begin so, in order. */
async function documented(language: 'sh' | 'sql', ...begin: string[]): Promise<string[]> {
  const page = await readFile(path.join(import.meta.dirname, '../../docs/self-hosting.md'), 'utf8')
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, of]) => of === language)
  return blocks.map(([, , text = '']) => text).filter((text) => begin.some((start) => text.startsWith(start)))
}

/** What stands in each table. */
async function contentsOf(url: string): Promise<Map<string, string>> {
  const tables = await query(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss') order by 1`,
  )
  const hashes = tables.map(({ name }) => {
    return `select '${name}' as name, md5(string_agg(row::text, E'\\n' order by row::text)) as hash from ${name} as row`
  })
  return new Map((await query(url, hashes.join(' union all '))).map(({ name, hash }) => [name, hash]))
}

test.skipIf(!first)(
  'a backup that was restored elsewhere has all, and asks before it tells anybody',
  { timeout: 120_000 },
  async () => {
    if (!first) return
    const second = await startCluster('second')
    const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-backup-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await query(first.url('postgres'), 'create database anteroom')
    const app = await startOn(first.url('anteroom'))
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url, event_types: ['session:update'] })
    const told = await happen(app, app.team.teamId, 'session:update')
    await until(() => expect(receiver.ids()).toEqual([told.eventId]))
    // Only for as long as it is saved: what fails too often is given up.
    receiver.answer(withStatus(503))
    const { session_id, participants } = await app.book({ session_name: 'Ana Lind' })
    const waits = await happen(app, app.team.teamId, 'session:update')
    await until(() => expect(receiver.ids()).toContain(waits.eventId))
    await app.ledger.flush()
    await app.audit.seal()

    const [save, restore] = await documented('sh', 'pg_dump', 'createdb')
    const run = (commands = '', database = '') =>
      promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], {
        cwd: folder,
        env: {
          PATH: `${programs}:/usr/bin:/bin`,
          DATABASE_URL: database === '' ? first.url('anteroom') : second.url(database),
          PGHOST: '127.0.0.1',
          PGPORT: String(second.port),
          PGUSER: 'anteroom',
        },
      })
    const before = await contentsOf(first.url('anteroom'))
    await run(save)
    const after = await contentsOf(first.url('anteroom'))
    // The first one goes on meanwhile, so what it has changed while it was saved is not compared.
    const still = [...before].filter(([name, hash]) => after.get(name) === hash)
    expect(still.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'public.sessions',
        'public.participants',
        'public.teams',
        'public.webhooks',
        'public.audit_log',
      ]),
    )
    receiver.answer(withStatus(204))
    await run(restore, 'anteroom')
    const restored = await contentsOf(second.url('anteroom'))
    expect(still.filter(([name, hash]) => restored.get(name) !== hash)).toEqual([])

    await query(second.url('postgres'), 'create database tests template anteroom')

    // For tests, beside the first one, which alone goes on telling.
    const { clock, team } = app
    const copy = await startOn(second.url('tests'), { clock, team })
    expect(copy.place.isUnconfirmed()).toBe(true)
    const copied = await happen(copy, team.teamId, 'session:update')
    await until(async () =>
      expect((await deliveriesOf(copy, webhook_id))[0]).toMatchObject({ event_id: copied.eventId }),
    )
    await admin(copy, 'database copy')
    expect((await copy.call<Webhook>('GET', `/v1/webhooks/${webhook_id}`)).body.enabled).toBe(false)
    await copy.close()
    const arrived = () => receiver.ids().filter((id) => id !== told.eventId)
    await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
    expect(new Set(arrived())).toEqual(new Set([waits.eventId]))

    // And after the first one was lost: what the backup does not know to be told is told, what was told before is not.
    await app.close()
    const soFar = receiver.received.length
    const service = await startOn(second.url('anteroom'), { clock, team })
    expect(service.place.isUnconfirmed()).toBe(true)
    expect((await service.call<Session>('GET', `/v1/sessions/${session_id}`)).body).toMatchObject({
      session_name: 'Ana Lind',
      participants: participants.map(({ display_name, entry_url }) => ({ display_name, entry_url })),
    })
    const page = await openPage(service.url, participants[0]?.entry_url ?? '')
    expect(await page.ask('visit:enter', { name: 'Dr Host' })).toMatchObject({ ok: true })
    await happen(service, team.teamId, 'session:update')
    expect(receiver.received).toHaveLength(soFar)
    await admin(service, 'database moved')
    expect(service.place.isUnconfirmed()).toBe(false)
    await until(async () => {
      const states = (await deliveriesOf(service, webhook_id)).map(({ state }) => state)
      expect(states).toEqual(['delivered', 'delivered', 'delivered'])
    })
    expect(receiver.ids().filter((id) => id === told.eventId)).toHaveLength(1)
    page.socket.disconnect()
    await service.close()
  },
)

test.skipIf(!first)(
  'the password of the database is replaced by another user that acts as its owner, one process after the other',
  { timeout: 120_000 },
  async () => {
    if (!first) return
    await first.needPasswords(['clinic', 'anteroom_2031'])
    await query(first.url('postgres'), "create role clinic login password 'one'")
    await query(first.url('postgres'), 'create database passwords owner clinic')
    const as = (user: string) => first.url('passwords').replace('anteroom@', `${user}@`)
    const before = await startOn(as('clinic:one'))
    await expect(query(as('clinic:two'), 'select')).rejects.toThrow('password authentication failed')
    for (const statement of await documented('sql', 'create role'))
      await query(first.url('postgres'), statement.replaceAll(/role anteroom\b(?!_)/g, 'role clinic'))
    const { clock, team } = before
    const next = await startOn(as('anteroom_2031:another-long-random-password'), { clock, team })
    const { session_id } = await next.book()
    expect((await before.call('GET', `/v1/sessions/${session_id}`)).status).toBe(200)
    await before.close()
    await query(first.url('postgres'), 'alter role clinic nologin')
    await expect(query(as('clinic:one'), 'select')).rejects.toThrow('not permitted to log in')
    // What it makes is the owner's, so that the one after it can change that.
    const { rows } = await next.database.pool.query('select current_user as "user"')
    expect(rows).toEqual([{ user: 'clinic' }])
    await next.book()
    expect(next.place.isUnconfirmed()).toBe(false)
    await next.close()
  },
)

test.skipIf(!first)(
  'a standby takes over under a server that runs, which goes on and asks nothing',
  { timeout: 120_000 },
  async () => {
    if (!first) return
    await query(first.url('postgres'), 'create database followed')
    const address = await startAddress(first.port)
    const app = await startOn(address.url('followed'))
    const receiver = await startReceiver()
    await register(app, { url: receiver.url, event_types: ['session:update'] })
    await app.place.look()
    const standby = await startCluster('standby', { standbyOf: first })
    const { session_id } = await app.book({ session_name: 'Ana Lind' })
    const read = () => app.call<Session>('GET', `/v1/sessions/${session_id}`)
    await until(async () => {
      const found = await query(standby.url('followed'), `select from sessions where session_id = '${session_id}'`)
      expect(found).toHaveLength(1)
    })

    first.kill()
    expect((await read()).status).toBe(503)
    // The address leads there before it may be written to.
    address.to(standby.port)
    await until(async () =>
      expect((await app.call('POST', '/v1/sessions', { body: aBooking(app.clock) })).status).toBe(503),
    )
    await standby.promote()
    await until(async () => expect((await read()).body).toMatchObject({ session_name: 'Ana Lind' }))
    await app.book()
    const { eventId } = await happen(app, app.team.teamId, 'session:update')
    await until(() => expect(receiver.ids()).toEqual([eventId]))
    // PostgreSQL tells its new timeline once it has written a checkpoint.
    await query(standby.url('followed'), 'checkpoint')
    await app.place.look()
    expect(app.place.isUnconfirmed()).toBe(false)
    expect(await query(standby.url('followed'), 'select timeline from database_place')).toEqual([{ timeline: '2' }])
    expect(app.logged.filter((line) => line.includes('database-not-confirmed'))).toEqual([])
    await app.close()
  },
)
