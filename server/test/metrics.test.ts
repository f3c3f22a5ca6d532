import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type MetricName, metricList, metricOf } from '../src/ground/metric-list.ts'
import { countJobs, countPeople } from '../src/monitoring/store.ts'
import { startTestApp } from './support/app.ts'
import { scrape, seriesIn } from './support/metrics.ts'
import { startOwnPostgres } from './support/own-postgres.ts'
import { connectPage, inPhase, openPage } from './support/page.ts'
import { happen, quick, register, startReceiver, toLoopback, withStatus } from './support/receiver.ts'

const atOnce = { timing: { measureMs: 0 } }

async function startMeasured(settings: Record<string, string> = {}) {
  const app = await startTestApp(settings, undefined, atOnce)
  /** What has changed between two looks, of those series only. */
  async function since<Series extends string>(work: () => Promise<unknown>, ...names: Series[]) {
    const before = await scrape(app)
    await work()
    const after = await scrape(app)
    return Object.fromEntries(names.map((name) => [name, (after.of(name) ?? 0) - (before.of(name) ?? 0)]))
  }
  return { ...app, since }
}

const joined = (outcome: string) => `anteroom_joins_total{outcome="${outcome}"}`

describe('people', () => {
  test('who wait and who are in calls are told by every process, with how long they wait', async () => {
    const app = await startMeasured()
    const other = await startTestApp({}, app, atOnce)
    const people = ['host', 'guest', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
    const { participants } = await app.book({ participants: people })
    const [host, guest, third] = await Promise.all(participants.map(({ entry_url }) => openPage(app.url, entry_url)))
    if (!host || !guest || !third) throw new Error('three have seats')
    await host.ask('visit:enter')
    expect((await scrape(app)).of('anteroom_calls')).toBe(0)
    await third.ask('visit:enter')
    await guest.ask('visit:enter')
    app.clock.advance(90_000)
    for (const process of [app, other]) {
      const told = await scrape(process)
      expect(told.of('anteroom_calls')).toBe(1)
      expect(told.of('anteroom_people_in_calls')).toBe(2)
      expect(told.of('anteroom_people_waiting')).toBe(1)
      expect(told.of('anteroom_longest_wait_seconds')).toBeCloseTo(90, -1)
      expect(told.of('anteroom_longest_late_wait_seconds')).toBeCloseTo(90, -1)
      expect(told.of('anteroom_processes')).toBe(2)
    }
    await host.ask('door:let-all-in')
    await guest.until(inPhase('in-call'))
    await third.ask('visit:leave')
    const told = await scrape(app)
    expect(told.of('anteroom_people_in_calls')).toBe(2)
    expect(told.of('anteroom_people_waiting')).toBe(0)
    expect(told.of('anteroom_longest_wait_seconds')).toBe(0)
    expect(told.of('anteroom_waits_seconds_count')).toBe(1)
    expect(told.of('anteroom_waits_seconds_bucket{le="60"}')).toBe(0)
    expect(told.of('anteroom_waits_seconds_bucket{le="120"}')).toBe(1)
    expect(told.of('anteroom_call_exits_total{how="left"}')).toBe(1)
    await other.close()
  })

  test('who come before the booked start wait for nobody who is late', async () => {
    const app = await startMeasured()
    const startMs = app.clock.now().getTime() + 600_000
    const { participants } = await app.book({
      start_time: new Date(startMs).toISOString(),
      end_time: new Date(startMs + 3_600_000).toISOString(),
      opens_before_minutes: 30,
    })
    const guest = await openPage(app.url, participants[1]?.entry_url ?? '')
    await guest.ask('visit:enter')
    app.clock.advance(300_000)
    const early = await scrape(app)
    expect(early.of('anteroom_longest_wait_seconds')).toBeCloseTo(300, -1)
    expect(early.of('anteroom_longest_late_wait_seconds')).toBe(0)
    app.clock.advance(420_000)
    expect((await scrape(app)).of('anteroom_longest_late_wait_seconds')).toBeCloseTo(120, -1)
  })

  test('whose pages are gone for longer than their place is kept do not wait, nor after the booked end', async () => {
    const app = await startMeasured()
    const { participants } = await app.book()
    const guest = await openPage(app.url, participants[1]?.entry_url ?? '')
    await guest.ask('visit:enter')
    guest.leaveNetwork()
    await expect.poll(async () => (await scrape(app)).of('anteroom_pages')).toBe(0)
    expect((await scrape(app)).of('anteroom_people_waiting')).toBe(1)
    app.clock.advance(25_000)
    await expect.poll(async () => (await scrape(app)).of('anteroom_people_waiting')).toBe(0)
    guest.comeBack()
    await expect.poll(async () => (await scrape(app)).of('anteroom_people_waiting')).toBe(1)
    app.clock.advance(3_600_000)
    expect((await scrape(app)).of('anteroom_people_waiting')).toBe(0)
  })

  test('are counted by what their check has found, and who needs a relay', async () => {
    const app = await startMeasured()
    const { participants } = await app.book()
    const guest = await openPage(app.url, participants[1]?.entry_url ?? '')
    const fine = { status: 'ok', detail: null }
    const check = {
      browser: fine,
      camera: { status: 'failed', detail: 'missing' },
      microphone: fine,
      speaker: { status: 'untested', detail: null },
      reachability: {
        status: 'warning',
        detail: 'no-udp',
        paths: [
          { way: 'reflexive', status: 'failed' },
          { way: 'turn-tls', status: 'ok' },
        ],
      },
      bandwidth: { status: 'warning', detail: 'weak', up: 290, down: 1_740 },
    }
    expect(await guest.ask('visit:checked', check)).toEqual({ ok: true })
    const told = await scrape(app)
    expect(told.of('anteroom_people_needing_relay')).toBe(1)
    expect(told.of('anteroom_people_checked{part="camera",status="failed"}')).toBe(1)
    expect(told.of('anteroom_people_checked{part="camera",status="ok"}')).toBe(0)
    expect(told.of('anteroom_people_checked{part="reachability",status="warning"}')).toBe(1)
    const ways = ['reflexive', 'turn-udp'].map((way) => ({ way, status: 'ok' }))
    await guest.ask('visit:checked', { ...check, reachability: { ...fine, paths: ways } })
    expect((await scrape(app)).of('anteroom_people_needing_relay')).toBe(0)
  })
})

describe('what came of asking to go in', () => {
  test('is counted once for each wish, with what kept somebody out', async () => {
    const app = await startMeasured()
    const people = ['host', 'guest', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
    const { participants } = await app.book({ participants: people })
    const [host = '', guest = '', third = ''] = participants.map(({ entry_url }) => entry_url)
    const hostPage = await openPage(app.url, host)
    const enter = (page: typeof hostPage) => () => page.ask('visit:enter')
    expect(await app.since(enter(hostPage), joined('in-call'), joined('waiting'))).toEqual({
      [joined('in-call')]: 1,
      [joined('waiting')]: 0,
    })
    expect(await app.since(enter(hostPage), joined('in-call'))).toEqual({ [joined('in-call')]: 0 })
    const guestPage = await openPage(app.url, guest)
    expect(await app.since(enter(guestPage), joined('waiting'))).toEqual({ [joined('waiting')]: 1 })
    const elsewhere = await openPage(app.url, guest)
    expect(await app.since(enter(elsewhere), joined('other-device'))).toEqual({ [joined('other-device')]: 1 })
    await hostPage.ask('door:lock', { locked: true })
    const thirdPage = await openPage(app.url, third)
    expect(await app.since(enter(thirdPage), joined('locked'))).toEqual({ [joined('locked')]: 1 })
  })

  test('also where the page asks as it connects', async () => {
    const app = await startMeasured()
    const { participants } = await app.book()
    const join = async () => {
      const page = connectPage(app.url, participants[0]?.entry_url ?? '', { more: { enter: {} } })
      await page.until(inPhase('in-call'))
    }
    expect(await app.since(join, joined('in-call'))).toEqual({ [joined('in-call')]: 1 })
  })

  test('names the phase that lets nobody in', async () => {
    const app = await startMeasured()
    const startMs = app.clock.now().getTime() + 60_000
    const { session_id, participants } = await app.book({
      start_time: new Date(startMs).toISOString(),
      end_time: new Date(startMs + 600_000).toISOString(),
    })
    const page = await openPage(app.url, participants[0]?.entry_url ?? '')
    const enter = () => page.ask('visit:enter')
    expect(await app.since(enter, joined('too-early'))).toEqual({ [joined('too-early')]: 1 })
    app.clock.advance(700_000)
    expect(await app.since(enter, joined('over'))).toEqual({ [joined('over')]: 1 })
    expect(session_id).toBeTruthy()
  })

  test('links that open nothing, and what they show, are counted without the link', async () => {
    const app = await startMeasured()
    const { participants } = await app.book()
    const link = participants[0]?.entry_url.split('/').at(-1)
    const wrong = randomUUID()
    const open = async () => {
      await app.call('GET', `/session/${link}`, { token: null })
      await app.call('GET', `/session/${wrong}`, { token: null })
      const page = connectPage(app.url, `${app.url}/session/${wrong}`)
      await new Promise((resolve) => page.socket.once('connect_error', resolve))
    }
    const names = [
      'anteroom_links_opened_total{phase="precall"}',
      'anteroom_links_opened_total{phase="unknown"}',
      'anteroom_connections_refused_total{cause="unknown-link"}',
    ]
    expect(await app.since(open, ...names)).toEqual(Object.fromEntries(names.map((name) => [name, 1])))
    const { text } = await scrape(app)
    expect(text).not.toMatch(/[\da-f]{8}-[\da-f]{4}/)
  })
})

test('what a limit refuses is counted by its name', async () => {
  const app = await startMeasured({ RATE_LIMIT_PER_MINUTE: '5' })
  for (let count = 0; count < 7; count += 1) await app.call('GET', '/v1/user/team')
  expect((await scrape(app)).of('anteroom_limits_refused_total{limit="clients"}')).toBe(2)
})

describe('the backlog', () => {
  test('has events, deliveries that are due or come later, and the attempts', async () => {
    const app = await startTestApp(toLoopback, undefined, { timing: { ...quick.timing, measureMs: 0 } })
    const receiver = await startReceiver(withStatus(500))
    await register(app, { url: receiver.url })
    await happen(app, app.team.teamId)
    await expect
      .poll(async () => (await scrape(app)).of('anteroom_webhook_attempts_total{outcome="failed"}'))
      .toBeGreaterThan(0)
    await expect.poll(async () => (await scrape(app)).of('anteroom_webhook_attempts_total{outcome="given-up"}')).toBe(1)
    const told = await scrape(app)
    expect(told.of('anteroom_jobs{queue="webhook-deliveries",state="failed"}')).toBe(1)
    expect(told.of('anteroom_jobs{queue="webhook-deliveries",state="due"}')).toBe(0)
    expect(told.of('anteroom_oldest_job_seconds{queue="webhook-deliveries"}')).toBe(0)
    expect(told.of('anteroom_events_pending')).toBe(0)
    expect(told.of('anteroom_jobs_failed_total{queue="webhook-deliveries"}')).toBe(0)
  })

  test('tells how old the oldest event and the oldest job are', async () => {
    const app = await startMeasured()
    await app.webhooks.stop()
    await app.database.pool.query(
      `insert into events (event_id, team_id, type, payload, created_at)
        values ($1, $2, 'session:update', '{}', now() - interval '10 minutes')`,
      [randomUUID(), app.team.teamId],
    )
    await app.database.pool.query(
      `insert into pgboss.job (name, data, start_after, group_id)
        values ('webhook-deliveries', '{}', now() + interval '1 hour', 'g')`,
    )
    const told = await scrape(app)
    expect(told.of('anteroom_events_pending')).toBe(1)
    expect(told.of('anteroom_oldest_event_seconds')).toBeCloseTo(600, -2)
    expect(told.of('anteroom_jobs{queue="webhook-deliveries",state="later"}')).toBe(1)
    await app.database.pool.query(`update pgboss.job set start_after = now() - interval '5 minutes', state = 'active'`)
    await expect
      .poll(async () => (await scrape(app)).of('anteroom_jobs{queue="webhook-deliveries",state="active"}'))
      .toBe(1)
  })
})

test('only metrics of the list are told, all of them, and only with their labels', async () => {
  const app = await startMeasured()
  await app.call('GET', '/v1/user/team')
  const told = seriesIn((await scrape(app)).text).filter(({ name }) => name.startsWith('anteroom_'))
  const nameOf = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '') as MetricName
  expect([...new Set(told.map(({ name }) => (name in metricList ? name : nameOf(name))))].sort()).toEqual(
    Object.keys(metricList)
      // Nothing was refused by a limit.
      .filter((name) => name !== 'anteroom_limits_refused_total')
      .sort(),
  )
  for (const { name, labels } of told) {
    const declared = metricOf((name in metricList ? name : nameOf(name)) as MetricName).labels
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
      if (label === 'le') continue
      expect(Object.keys(declared), name).toContain(label)
      if (declared[label]) expect(declared[label], name).toContain(value)
    }
  }
})

describe('a database', () => {
  test('that is away or does not answer leaves the process with what it knows by itself, within two seconds', async () => {
    const postgres = await startOwnPostgres()
    const app = await startTestApp({}, { database: postgres.database }, atOnce)
    expect((await scrape(app)).of('anteroom_database_up')).toBe(1)
    postgres.signal('SIGSTOP')
    for (let round = 0; round < 2; round += 1) {
      const startedMs = performance.now()
      const told = await scrape(app)
      expect(performance.now() - startedMs).toBeLessThan(2_000)
      expect(told.of('anteroom_database_up')).toBe(0)
      expect(told.of('anteroom_pages')).toBe(0)
      expect(told.of('process_resident_memory_bytes')).toBeGreaterThan(0)
      expect(told.of('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
      expect(told.of('anteroom_calls')).toBeUndefined()
    }
    postgres.signal('SIGCONT')
    await expect.poll(async () => (await scrape(app)).of('anteroom_database_up')).toBe(1)
    await postgres.stop()
    await expect.poll(async () => (await scrape(app)).of('anteroom_database_up')).toBe(0)
    await postgres.start()
    await expect.poll(async () => (await scrape(app)).of('anteroom_database_up')).toBe(1)
    await app.close()
  })

  test('is read once in five seconds, however many ask', async () => {
    const app = await startTestApp()
    const { participants } = await app.book()
    const guest = await openPage(app.url, participants[1]?.entry_url ?? '')
    const waiting = async () => (await scrape(app)).of('anteroom_people_waiting')
    expect(await waiting()).toBe(0)
    await guest.ask('visit:enter')
    expect(await Promise.all(Array.from({ length: 20 }, waiting))).toEqual(Array(20).fill(0))
    await expect.poll(waiting).toBe(1)
  })

  test('with years of visits and events is read by indexes', async () => {
    const app = await startTestApp()
    const { participants, session_id } = await app.book()
    const seat = participants[0]?.participant_id
    const { pool, kysely: db } = app.database
    await pool.query(
      `insert into participants (participant_id, session_id, role)
        select gen_random_uuid(), $1, 'GUEST' from generate_series(1, 20000)`,
      [session_id],
    )
    await pool.query(
      `insert into visits (visit_id, participant_id, session_id, page_id, browser_hash, stage, gone_at)
        select gen_random_uuid(), participant_id, session_id, 'page', '\\x00',
          case when seat % 2 = 0 then 'left' else 'waiting' end, now() - interval '2 days'
        from participants where participant_id <> $1`,
      [seat],
    )
    await pool.query(
      `insert into events (event_id, team_id, type, payload, created_at, handed_on_at)
        select gen_random_uuid(), $1, 'session:update', '{}', now(), now() from generate_series(1, 20000)`,
      [app.team.teamId],
    )
    await pool.query(
      `insert into pgboss.job (name, data, state, completed_on)
        select 'webhook-deliveries', '{}', 'completed', now() from generate_series(1, 20000)`,
    )
    await pool.query('analyze')
    const now = app.clock.now()
    const { rows } = await db.connection().execute(async (one) => {
      // What the connection has done before is told with what a transaction does, until it was added to the rest.
      await sql`select pg_stat_force_next_flush()`.execute(one)
      return one.transaction().execute(async (trx) => {
        expect(await countPeople(trx, now, new Date(now.getTime() - 20_000))).toMatchObject({ waiting: 0, events: 0 })
        expect((await countJobs(trx)).length).toBeGreaterThan(0)
        return sql<{ relname: string; rows: number }>`
          select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows
          from pg_stat_xact_user_tables`.execute(trx)
      })
    })
    expect(rows.map(({ relname }) => relname)).toEqual(expect.arrayContaining(['visits', 'events', 'job_common']))
    expect(rows.filter((table) => table.rows > 100)).toEqual([])
  })
})
