import type { AuditPage } from '@anteroom/contract/api/audit'
import type { ReplayAnswer } from '@anteroom/contract/api/replays'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
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

// What a receiver has missed is sent again by one request.

const timing = { ...quick.timing, retries: { limit: 0, delaySeconds: 1, maxDelaySeconds: 1 } }
const app = await startTestApp(toLoopback, undefined, { timing })
const { pool } = app.database
const { teamId } = app.team

const at = (ms: number) => new Date(app.clock.now().getTime() + ms).toISOString()
const hour = 3_600_000

async function aWebhook(body: Record<string, unknown> = {}) {
  const receiver = await startReceiver()
  const { webhook_id } = await register(app, { url: receiver.url, ...body })
  const path = `/v1/webhooks/${webhook_id}`
  return {
    receiver,
    webhook_id,
    path,
    replay: (asked: object = {}, headers = {}) =>
      app.call<ReplayAnswer>('POST', `${path}/replay`, { body: { from: at(-hour), ...asked }, headers }),
    statesAre: (...states: string[]) =>
      until(async () => expect((await deliveriesOf(app, webhook_id)).map(({ state }) => state)).toEqual(states)),
    end: () => app.call('DELETE', path),
  }
}

const done = (count: number) => ({ status: 200, body: { replayed: count, next: null, more: false } })

describe('events that did not arrive', () => {
  test('are sent again together, with their ids, and those that have arrived are not', async () => {
    const hook = await aWebhook()
    const arrived = await happen(app, teamId)
    await hook.statesAre('delivered')
    hook.receiver.answer(withStatus(500))
    const lost = [(await happen(app, teamId)).eventId, (await happen(app, teamId, 'call:end')).eventId]
    await hook.statesAre('failed', 'failed', 'delivered')

    // While one of them is on its way it is not sent twice.
    const slow: (() => void)[] = []
    hook.receiver.answer((response) => void slow.push(() => response.writeHead(204).end()))
    expect(await hook.replay()).toMatchObject(done(2))
    await until(() => expect(slow).toHaveLength(2))
    expect(await hook.replay()).toMatchObject(done(0))
    for (const answer of slow) answer()
    await hook.statesAre('delivered', 'delivered', 'failed', 'failed', 'delivered')
    expect(hook.receiver.ids().slice(3).sort()).toEqual(lost.sort())
    expect(hook.receiver.ids().filter((id) => id === arrived.eventId)).toHaveLength(1)
    expect(await hook.replay()).toMatchObject(done(0))
    await hook.end()
  })

  test('are also those that were dropped as the webhook was disabled', async () => {
    const hook = await aWebhook()
    hook.receiver.answer(withStatus(410))
    const { eventId } = await happen(app, teamId)
    await hook.statesAre('dropped')
    expect(await hook.replay()).toMatchObject({ status: 409 })
    hook.receiver.answer(withStatus(204))
    await app.call('PUT', hook.path, { body: { enabled: true } })
    expect(await hook.replay()).toMatchObject(done(1))
    await until(() => expect(hook.receiver.ids()).toEqual([eventId, eventId]))
    await hook.end()
  })

  test('are of the time that is asked for', async () => {
    const hook = await aWebhook()
    hook.receiver.answer(withStatus(500))
    for (const hours of [1, 2, 3]) {
      const { eventId } = await happen(app, teamId)
      await pool.query(`update events set created_at = $2 where event_id = $1`, [eventId, at(-hours * hour - 60_000)])
    }
    await hook.statesAre('failed', 'failed', 'failed')
    expect(await hook.replay({ from: at(-3 * hour), until: at(-2 * hour) })).toMatchObject(done(1))
    await hook.end()
  })
})

describe('all events of some time', () => {
  test('are those of the types that the webhook wants, also from before it was there', async () => {
    const team = await app.makeTeam('before')
    const wanted = await happen(app, team.teamId, 'call:end')
    await happen(app, team.teamId, 'session:create')
    const receiver = await startReceiver()
    const asked = { url: receiver.url, event_types: ['call:end'] }
    const { webhook_id } = await register(app, asked, team.token)
    await until(async () => {
      const { rowCount } = await pool.query('select from events where team_id = $1 and handed_on_at is null', [
        team.teamId,
      ])
      expect(rowCount).toBe(0)
    })
    // They were still to be handed on when the webhook came, or were before.
    const before = receiver.ids().length
    const body = { from: at(-hour), events: 'all' }
    const path = `/v1/webhooks/${webhook_id}`
    await until(async () => {
      const answer = await app.call<ReplayAnswer>('POST', `${path}/replay`, { body, token: team.token })
      expect(answer).toMatchObject(done(1))
    })
    await until(() => expect(receiver.ids().length).toBeGreaterThan(before))
    expect(new Set(receiver.ids())).toEqual(new Set([wanted.eventId]))
    await app.call('DELETE', path, { token: team.token })
  })

  test('are sent again once for one Idempotency-Key, and for two requests at once', async () => {
    const hook = await aWebhook({ event_types: ['payment:refunded'] })
    const { eventId } = await happen(app, teamId, 'payment:refunded')
    await hook.statesAre('delivered')
    const key = { 'idempotency-key': 'all of today' }
    const asked = { events: 'all', from: at(-hour), until: at(60_000) }
    expect(await hook.replay(asked, key)).toMatchObject(done(1))
    await hook.statesAre('delivered', 'delivered')
    expect(await hook.replay(asked, key)).toMatchObject({ ...done(1), headers: { 'idempotent-replayed': 'true' } })
    expect(hook.receiver.ids()).toEqual([eventId, eventId])

    hook.receiver.answer(() => {
      // Never answers.
    })
    const both = await Promise.all([hook.replay(asked), hook.replay(asked)])
    expect(both.map(({ body }) => body.replayed).sort()).toEqual([0, 1])
    await hook.end()
  })

  test('come a thousand at a time, oldest first', async () => {
    const hook = await aWebhook({ event_types: ['payment:disputed'] })
    const long = 48 * hour
    await pool.query(
      `insert into events (event_id, team_id, type, payload, created_at, handed_on_at)
      select gen_random_uuid(), $1, 'payment:disputed', '{"teamId": "x"}', $2::timestamptz + n / 3 * interval '1 s', now()
      from generate_series(1, 1500) as n`,
      [teamId, at(-long)],
    )
    const asked = { events: 'all', from: at(-long - 1000), until: at(-hour) }
    const first = await hook.replay(asked)
    expect(first.body).toEqual({ replayed: 1000, next: expect.any(String), more: true })
    const second = await hook.replay({ ...asked, after: first.body.next })
    expect(second).toMatchObject(done(500))
    const { rows } = await pool.query(
      'select count(*), count(distinct event_id) as events from webhook_deliveries where webhook_id = $1',
      [hook.webhook_id],
    )
    expect(rows).toEqual([{ count: 1500, events: 1500 }])
    await hook.end()
  })
})

test.each([
  [{ from: undefined }, '/from'],
  [{ from: 'Monday' }, '/from'],
  [{ from: '2200-01-01T00:00:00Z' }, '/from'],
  [{ from: '2030-01-01T00:00:00Z', until: '2029-01-01T00:00:00Z' }, '/until'],
  [{ events: 'some' }, '/events'],
  [{ after: 'x' }, '/after'],
])('a request with %j is refused', async (asked, pointer) => {
  const hook = await aWebhook()
  const { status, body } = await hook.replay(asked)
  expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }])
  await hook.end()
})

describe('what follows an event', () => {
  test('is not known once that was deleted, and the answer says so', async () => {
    const hook = await aWebhook()
    hook.receiver.answer(withStatus(500))
    const gone = await happen(app, teamId)
    await happen(app, teamId)
    await hook.statesAre('failed', 'failed')
    await pool.query('delete from webhook_deliveries where event_id = $1', [gone.eventId])
    await pool.query('delete from events where event_id = $1', [gone.eventId])
    const asked = { after: gone.eventId }
    expect(await hook.replay(asked)).toMatchObject({ status: 410, body: { type: '/problems/events-forgotten' } })
    expect((await deliveriesOf(app, hook.webhook_id)).map(({ state }) => state)).toEqual(['failed'])
    expect(await hook.replay()).toMatchObject(done(1))
    await hook.end()
  })

  test('is not told by an event of another team', async () => {
    const hook = await aWebhook()
    const other = await app.makeTeam('other')
    const { eventId } = await happen(app, other.teamId)
    expect(await hook.replay({ after: eventId })).toMatchObject({ status: 410 })
    await hook.end()
  })
})

test('who asked for what time is in the audit log', async () => {
  const hook = await aWebhook()
  const asked = { from: at(-hour), until: at(-60_000) }
  await hook.replay(asked)
  await app.ledger.flush()
  await app.audit.seal()
  const { body } = await app.call<AuditPage>(
    'GET',
    `/v1/audit-log?action=webhook.replay-many&target=${hook.webhook_id}`,
  )
  const details = { events: 'failed', ...asked, replayed: 0 }
  expect(body.content.map((entry) => JSON.parse(entry.details))).toEqual([details])
  await hook.end()
})
