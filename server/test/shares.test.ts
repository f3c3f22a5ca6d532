import { afterAll, describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { inPhase, openPage } from './support/page.ts'

const database = await createTestDatabase({ max: 8, lockMs: 300, statementMs: 1_000 })
// Told first and done last.
afterAll(() => database.close())
const app = await startTestApp({}, undefined, { database })

async function hostInCall() {
  const { participants } = await app.book()
  const host = await openPage(app.url, String(participants[0]?.entry_url))
  await host.ask('visit:enter')
  await host.until(inPhase('in-call'))
  return host
}

/** Takes every connection of the largest share until `work` is done. */
async function withAllTaken(work: () => Promise<void>) {
  const clients = []
  for (let count = 0; count < database.pool.options.max; count += 1) clients.push(await database.pool.connect())
  try {
    await work()
  } finally {
    for (const client of clients) client.release()
  }
}

/** How many of this database's connections wait for a row that another one holds. */
async function waitingForRows() {
  const { rows } = await database.background.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  )
  return rows.length
}

test('with all other connections taken, a call goes on as ever, and the server is ready', async () => {
  const host = await hostInCall()
  await withAllTaken(async () => {
    const waiting = app.call('GET', '/v1/sessions')
    await expect.poll(() => database.pool.waitingCount).toBeGreaterThan(0)
    expect(await host.ask('door:lock', { locked: true })).toEqual({ ok: true })
    await host.until(({ locked }) => locked)
    expect((await app.call('GET', '/readyz', { token: null })).status).toBe(200)
    expect(database.pool.waitingCount).toBeGreaterThan(0)
    void waiting
  })
})

test('however many ask whether it is ready, the database is asked once in a while', async () => {
  let taken = 0
  const count = () => {
    taken += 1
  }
  database.vital.pool.on('acquire', count)
  const answers = await Promise.all(Array.from({ length: 200 }, () => app.call('GET', '/readyz', { token: null })))
  database.vital.pool.off('acquire', count)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  // Presence goes by this share too.
  expect(taken).toBeLessThan(20)
})

describe('a row that somebody holds', () => {
  test('costs whoever needs it a 503 that says when to come again, and nobody else anything', async () => {
    const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const { session_id } = await app.book({ start_time: soon(1), end_time: soon(2) })
    const change = () => app.call('PUT', `/v1/sessions/${session_id}`, { body: { session_name: 'Another' } })
    const holder = await database.background.pool.connect()
    await holder.query('begin')
    await holder.query('select from sessions where session_id = $1 for update', [session_id])
    const [refused, ...others] = Array.from({ length: 6 }, change)
    expect((await app.call('GET', '/v1/sessions')).status).toBe(200)
    // Each of them looks at its token first, which takes a connection for a moment.
    await expect.poll(() => database.pool.waitingCount).toBe(0)
    expect(await waitingForRows()).toBeLessThan(2)
    await hostInCall()
    const { status, body, headers } = (await refused) ?? (await change())
    expect(status).toBe(503)
    expect(body.type).toBe('/problems/unavailable')
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    await holder.query('rollback')
    holder.release()
    for (const other of others) expect([200, 503]).toContain((await other).status)
    expect((await change()).status).toBe(200)
  })
})

describe('a statement that takes too long', () => {
  test('is ended, and so is a transaction that lies idle', async () => {
    await expect(database.pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
    const client = await database.calls.pool.connect()
    await client.query('begin')
    await new Promise<void>((resolve) => client.once('end', resolve))
    client.release(true)
  })

  test('goes on where nobody waits for it', async () => {
    await database.background.pool.query('select pg_sleep(1.2)')
  })
})
