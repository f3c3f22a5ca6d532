import type { Webhook } from '@anteroom/contract/api/webhooks'
import { webhookEventTypes } from '@anteroom/contract/webhook-events'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import {
  deliveriesOf,
  happen,
  quick,
  register,
  startReceiver,
  toLoopback,
  until,
  verify,
  withStatus,
} from './support/receiver.ts'

const app = await startTestApp(toLoopback, undefined, quick)
const { teamId } = app.team

test('an event arrives, signed, with its type, its time and ids', async () => {
  const receiver = await startReceiver()
  const { webhook_id, secret } = await register(app, { url: receiver.url })
  const { eventId, payload } = await happen(app, teamId, 'session:update')
  await until(() => expect(receiver.received).toHaveLength(1))
  const [got] = receiver.received
  if (!got) throw new Error('nothing came')
  expect([got.method, got.path]).toEqual(['POST', '/hook'])
  expect(got.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': eventId })
  const { rows } = await app.database.pool.query('select created_at from events where event_id = $1', [eventId])
  const createdAt = Math.floor(rows[0].created_at.getTime() / 1000)
  expect(got.body).toBe(JSON.stringify({ type: 'session:update', createdAt, payload }))
  expect(verify(secret, got)).toEqual(JSON.parse(got.body))
  expect(() => verify(secret, { ...got, body: `${got.body} ` })).toThrow()

  await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
  const [delivery] = await deliveriesOf(app, webhook_id)
  expect(delivery).toMatchObject({ event_id: eventId, type: 'session:update', payload })
  expect(delivery?.attempts).toEqual([
    { at: expect.any(String), duration_ms: expect.any(Number), status: 204, error: null },
  ])
})

test('a webhook gets the types that it wants, of its own team, and all when it names none', async () => {
  const other = await app.makeTeam('types')
  const [all, some, theirs] = await Promise.all([startReceiver(), startReceiver(), startReceiver()])
  await register(app, { url: all.url })
  await register(app, { url: some.url, event_types: ['call:end', 'session:cancel'] })
  await register(app, { url: theirs.url }, other.token)
  for (const type of webhookEventTypes) await happen(app, teamId, type)
  await until(() => expect(all.received).toHaveLength(webhookEventTypes.length))
  await until(() => expect(some.received).toHaveLength(2))
  expect(typesAt(all)).toEqual([...webhookEventTypes].sort())
  expect(typesAt(some)).toEqual(['call:end', 'session:cancel'])
  expect(theirs.received).toEqual([])
})

test('a receiver that is down gets the event once it is up', async () => {
  const down = await startReceiver()
  await down.close()
  const { webhook_id } = await register(app, { url: down.url })
  const { eventId } = await happen(app, teamId)
  const attempts = async () => (await deliveriesOf(app, webhook_id))[0]?.attempts
  await until(async () => {
    expect((await attempts())?.[0]).toMatchObject({
      status: null,
      error: 'Nobody listens at the address of the receiver.',
    })
  })
  const up = await startReceiver(withStatus(200), down.port)
  await until(() => expect(up.ids()).toEqual([eventId]))
  await until(async () => expect((await attempts())?.at(-1)).toMatchObject({ status: 200, error: null }))
})

/** Takes what comes and does not answer; counts how many wait, and how many did at most. */
async function startSilentReceiver() {
  const counted = { open: 0, mostOpen: 0 }
  const slow = await startReceiver((response) => {
    counted.open += 1
    counted.mostOpen = Math.max(counted.mostOpen, counted.open)
    response.once('close', () => {
      counted.open -= 1
    })
  })
  return { slow, counted }
}

test('a receiver that never answers takes a few places, holds up nobody, and gets all once it does', async () => {
  const other = await app.makeTeam('prompt')
  const { slow, counted } = await startSilentReceiver()
  const prompt = await startReceiver()
  const { webhook_id } = await register(app, { url: slow.url })
  await register(app, { url: prompt.url }, other.token)
  const slowEvents = await Promise.all(Array.from({ length: 12 }, () => happen(app, teamId)))
  await until(() => expect(counted.open).toBe(3))
  const promptEvents = await Promise.all(Array.from({ length: 12 }, () => happen(app, other.teamId)))
  await until(() => expect([...prompt.ids()].sort()).toEqual(idsOf(promptEvents)))
  expect(await deliveriesOf(app, webhook_id, '?state=delivered')).toEqual([])

  await until(async () => {
    const errors = (await deliveriesOf(app, webhook_id)).flatMap(({ attempts }) => attempts.map(({ error }) => error))
    expect(errors).toContain('There was no answer of the receiver within 2 seconds.')
  })
  expect(counted.mostOpen).toBe(3)
  slow.answer(withStatus(204))
  await until(async () => {
    expect((await deliveriesOf(app, webhook_id, '?state=delivered')).map(({ event_id }) => event_id).sort()).toEqual(
      idsOf(slowEvents),
    )
  })
})

test('a team whose receivers all never answer has twelve places, and no other team waits for one', async () => {
  const [stuck, other] = [await app.makeTeam('stuck'), await app.makeTeam('unhindered')]
  const { slow, counted } = await startSilentReceiver()
  const prompt = await startReceiver()
  const webhooks: string[] = []
  for (let count = 0; count < 6; count += 1)
    webhooks.push((await register(app, { url: slow.url }, stuck.token)).webhook_id)
  await register(app, { url: prompt.url }, other.token)
  for (let count = 0; count < 4; count += 1) await happen(app, stuck.teamId)
  await until(() => expect(counted.open).toBe(12))
  const events = await Promise.all(Array.from({ length: 12 }, () => happen(app, other.teamId)))
  await until(() => expect([...prompt.ids()].sort()).toEqual(idsOf(events)))
  // Those whose time is up make room for the others of the team.
  await until(() => expect(slow.received.length).toBeGreaterThan(12))
  expect(counted.mostOpen).toBe(12)
  slow.answer(withStatus(204))
  await until(async () => {
    const { rows } = await app.database.pool.query(
      'select count(*) from webhook_deliveries where webhook_id = any($1) and state = $2',
      [webhooks, 'delivered'],
    )
    expect(rows[0].count).toBe(24)
  })
})

test('a redirect is a failed attempt that says so, and is not followed', async () => {
  const target = await startReceiver()
  const receiver = await startReceiver((response, _, count) => {
    if (count === 1) response.writeHead(302, { location: target.url }).end()
    else response.writeHead(200).end()
  })
  const { webhook_id } = await register(app, { url: receiver.url })
  await happen(app, teamId)
  await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
  expect((await deliveriesOf(app, webhook_id))[0]?.attempts).toMatchObject([
    { status: 302, error: 'The receiver redirects (302); redirects are not followed.' },
    { status: 200, error: null },
  ])
  expect(target.received).toEqual([])
})

test('anything but 2xx, and an answer that is broken off, is tried again', async () => {
  const receiver = await startReceiver((response, _, count) => {
    if (count === 1) response.writeHead(500).end('secret of the receiver')
    else if (count === 2) {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half', () => response.destroy())
    } else if (count === 3) response.destroy()
    else if (count === 4) response.socket?.end('this is no HTTP\r\n\r\n')
    else response.writeHead(202).end()
  })
  const { webhook_id } = await register(app, { url: receiver.url })
  const { eventId } = await happen(app, teamId)
  await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
  const [delivery] = await deliveriesOf(app, webhook_id)
  expect(delivery?.attempts.map(({ status, error }) => [status, error])).toEqual([
    [500, 'The receiver answered 500.'],
    [200, 'The answer of the receiver was broken off.'],
    [null, 'The connection to the receiver was closed before there was an answer.'],
    [null, 'What the receiver answered is not HTTP.'],
    [202, null],
  ])
  expect(new Set(receiver.ids())).toEqual(new Set([eventId]))
  expect(JSON.stringify(delivery)).not.toContain('secret of the receiver')
})

test('an answer without end is not read to its end', async () => {
  let isClosed = false
  const receiver = await startReceiver((response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(16 * 1024, 'x')
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', write).on('close', () => {
      isClosed = true
    })
    write()
  })
  const { webhook_id } = await register(app, { url: receiver.url })
  await happen(app, teamId)
  await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
  await until(() => expect(isClosed).toBe(true))
  expect(receiver.received).toHaveLength(1)
})

test('a receiver that is gone (410) disables its webhook, and what was on its way is dropped', async () => {
  const receiver = await startReceiver(withStatus(503))
  const { webhook_id } = await register(app, { url: receiver.url })
  await happen(app, teamId)
  await until(() => expect(receiver.received).toHaveLength(1))
  receiver.answer(withStatus(410))
  await until(async () => {
    const { body } = await app.call<Webhook>('GET', `/v1/webhooks/${webhook_id}`)
    expect(body).toMatchObject({ enabled: false, disabled_reason: 'The receiver answered 410 Gone.' })
  })
  expect((await deliveriesOf(app, webhook_id)).map(({ state }) => state)).toEqual(['dropped'])

  receiver.answer(withStatus(200))
  const count = receiver.received.length
  await app.call('PUT', `/v1/webhooks/${webhook_id}`, { body: { enabled: true } })
  const { eventId } = await happen(app, teamId)
  await until(() => expect(receiver.ids().slice(count)).toEqual([eventId]))
  const { body } = await app.call<Webhook>('GET', `/v1/webhooks/${webhook_id}`)
  expect(body).toMatchObject({ enabled: true, disabled_reason: null })
})

test.each([
  ['disabled', 'PUT', { enabled: false }],
  ['deleted', 'DELETE', undefined],
] as const)('what was on its way to a webhook that is %s is dropped', async (_, method, body) => {
  const receiver = await startReceiver(withStatus(503))
  const { webhook_id } = await register(app, { url: receiver.url })
  await happen(app, teamId)
  await until(() => expect(receiver.received).toHaveLength(1))
  expect((await app.call(method, `/v1/webhooks/${webhook_id}`, { body })).status).toBe(200)
  const { eventId } = await happen(app, teamId)
  const jobsLeft = async () => {
    const { rows } = await app.database.pool.query(
      `select state from pgboss.job where group_id = $1 and state < 'completed'`,
      [webhook_id],
    )
    return rows
  }
  await until(async () => expect(await jobsLeft()).toEqual([]))
  const { rows } = await app.database.pool.query('select state from webhook_deliveries where webhook_id = $1', [
    webhook_id,
  ])
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['dropped']))
  expect(receiver.ids()).not.toContain(eventId)
})

function typesAt({ received }: Awaited<ReturnType<typeof startReceiver>>): string[] {
  return received.map(({ body }) => JSON.parse(body).type).sort()
}

function idsOf(events: { eventId: string }[]): string[] {
  return events.map(({ eventId }) => eventId).sort()
}
