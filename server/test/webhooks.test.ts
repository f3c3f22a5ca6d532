import { readFile } from 'node:fs/promises'
import type { Delivery, NewSecret, Webhook, WebhookPage, WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { webhookEventTypes } from '@anteroom/contract/webhook-events'
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
  verify,
  withStatus,
} from './support/receiver.ts'

const timing = { ...quick.timing, retries: { limit: 1, delaySeconds: 1, maxDelaySeconds: 1 } }
const app = await startTestApp(toLoopback, undefined, { timing })
const { teamId } = app.team
const nobodys = '01a20592-58ea-7054-a926-830583fcf532'
const url = 'https://clinic.example/hook'

describe('a webhook', () => {
  test('shows the last attempt at it, alone and in the list', async () => {
    const { token } = await app.makeTeam('attempts')
    const receiver = await startReceiver()
    const { webhook_id, last_attempt } = await register(app, { url: receiver.url }, token)
    expect(last_attempt).toBeNull()
    await register(app, { url }, token)
    const path = `/v1/webhooks/${webhook_id}`
    const shown = async () => (await app.call<Webhook>('GET', path, { token })).body.last_attempt
    receiver.answer(withStatus(204))
    const first = (await app.call<Delivery>('POST', `${path}/test`, { token })).body
    await until(async () =>
      expect(await shown()).toMatchObject({ delivery_id: first.delivery_id, status: 204, error: null }),
    )
    receiver.answer(withStatus(503))
    const second = (await app.call<Delivery>('POST', `${path}/test`, { token })).body
    await until(async () => expect(await shown()).toMatchObject({ delivery_id: second.delivery_id, status: 503 }))
    const { last_attempt: last } = (await app.call<Webhook>('PUT', path, { token, body: { enabled: false } })).body
    expect(last).toMatchObject({ at: expect.any(String), duration_ms: expect.any(Number), error: expect.any(String) })
    const { content } = (await app.call<WebhookPage>('GET', '/v1/webhooks', { token })).body
    expect(content.map(({ last_attempt }) => last_attempt?.status)).toEqual([503, undefined])
  })

  test('is on the page that is asked for', async () => {
    const { token } = await app.makeTeam('paged')
    const made = [await register(app, { url }, token), await register(app, { url }, token)]
    const page = async (query: string) => (await app.call<WebhookPage>('GET', `/v1/webhooks?${query}`, { token })).body
    const first = await page('limit=1')
    expect(first).toMatchObject({
      content: [{ webhook_id: made[0]?.webhook_id }],
      next: made[0]?.webhook_id,
      more: true,
    })
    const second = await page(`limit=1&after=${first.next}`)
    expect(second).toMatchObject({ content: [{ webhook_id: made[1]?.webhook_id }], next: null, more: false })
    expect(await page('limit=5000')).toMatchObject({ content: [{}, {}], next: null, more: false })
    expect((await app.call('GET', '/v1/webhooks?after=1', { token })).status).toBe(400)
  })

  test('is registered with its address alone, and shows its secret this once', async () => {
    const made = await register(app, { url })
    expect(made).toMatchObject({
      webhook_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      url,
      event_types: webhookEventTypes,
      description: null,
      authentication: { type: 'none' },
      enabled: true,
      disabled_reason: null,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const { secret, ...shown } = made
    const got = await app.call('GET', `/v1/webhooks/${made.webhook_id}`)
    expect([got.status, got.body]).toEqual([200, shown])
    const listed = await app.call<WebhookPage>('GET', '/v1/webhooks')
    expect(listed.body.content).toContainEqual(shown)
    expect(JSON.stringify(listed.body)).not.toContain(secret)
  })

  test('is found and changed by its id in capitals as well, and keeps its secrets', async () => {
    const { webhook_id } = await register(app, { url })
    const capitals = `/v1/webhooks/${webhook_id.toUpperCase()}`
    const authentication = { type: 'bearer', token: 'of-the-receiver' }
    expect((await app.call('PUT', capitals, { body: { authentication } })).status).toBe(200)
    expect((await app.call('POST', `${capitals}/secret`)).status).toBe(200)
    expect((await app.call<WebhookPage>('GET', '/v1/webhooks')).status).toBe(200)
    expect((await app.call<Webhook>('GET', `/v1/webhooks/${webhook_id}`)).body).toMatchObject({
      webhook_id,
      authentication: { type: 'bearer' },
    })
    expect((await app.call('DELETE', capitals)).status).toBe(200)
  })

  test('is changed in what is given, and keeps the rest', async () => {
    const { secret, ...made } = await register(app, { url, description: 'Practice', event_types: ['call:end'] })
    const path = `/v1/webhooks/${made.webhook_id}`
    const change = async (body: object) => (await app.call<Webhook>('PUT', path, { body })).body
    expect(await change({})).toEqual(made)
    expect(await change({ url: `${url}2` })).toEqual({ ...made, url: `${url}2` })
    expect(await change({ description: null, event_types: null })).toMatchObject({
      description: null,
      event_types: webhookEventTypes,
    })
    const authentication = { type: 'basic', username: 'anteroom', password: 'pass' }
    expect((await change({ authentication })).authentication).toEqual({ type: 'basic', username: 'anteroom' })
    expect((await change({ enabled: false })).authentication).toEqual({ type: 'basic', username: 'anteroom' })
    expect(await change({ authentication: null })).toMatchObject({ authentication: { type: 'none' }, enabled: false })
    expect((await app.call('GET', path)).body).toMatchObject({ url: `${url}2`, enabled: false })
  })

  test('is deleted once, and neither its address nor its secrets are kept', async () => {
    const { webhook_id } = await register(app, { url, description: 'Practice' })
    const path = `/v1/webhooks/${webhook_id}`
    expect(await app.call('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } })
    for (const method of ['DELETE', 'GET', 'PUT'] as const) {
      expect((await app.call(method, path, method === 'PUT' ? { body: {} } : {})).status).toBe(404)
    }
    expect(
      (await app.call<WebhookPage>('GET', '/v1/webhooks')).body.content.map((one) => one.webhook_id),
    ).not.toContain(webhook_id)
    const { rows } = await app.database.pool.query(
      'select url, description, secret, previous_secret from webhooks where webhook_id = $1',
      [webhook_id],
    )
    expect(rows).toEqual([{ url: '', description: null, secret: Buffer.alloc(0), previous_secret: null }])
  })

  test('that was deleted before an update does not keep its address either', async () => {
    const sql = await readFile(new URL('../migrations/0031_deleted_webhooks.sql', import.meta.url), 'utf8')
    const [gone, there] = [await register(app, { url }), await register(app, { url, description: 'Practice' })]
    await app.call('DELETE', `/v1/webhooks/${gone.webhook_id}`)
    const ask = (text: string) =>
      app.database.pool.query(text, [[gone.webhook_id, there.webhook_id]]).then(({ rows }) => rows)
    await ask(
      "update webhooks set url = 'https://old.example', description = 'Old' where webhook_id = any($1) and deleted_at is not null",
    )
    await app.database.pool.query(sql)
    expect(await ask('select url, description from webhooks where webhook_id = any($1) order by webhook_id')).toEqual([
      { url: '', description: null },
      { url, description: 'Practice' },
    ])
  })

  test('of another team is not there', async () => {
    const other = await app.makeTeam('other')
    const { webhook_id } = await register(app, { url }, other.token)
    const delivery = await app.call<Delivery>('POST', `/v1/webhooks/${webhook_id}/test`, { token: other.token })
    const { delivery_id } = delivery.body
    const calls = [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/secret'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', `/deliveries/${delivery_id}`],
      ['POST', `/deliveries/${delivery_id}/replay`],
    ] as const
    const mine = await register(app, { url })
    for (const [method, path] of calls) {
      const body = method === 'PUT' ? { body: { url } } : {}
      const theirs = await app.call(method, `/v1/webhooks/${webhook_id}${path}`, body)
      const none = await app.call(method, `/v1/webhooks/${nobodys}${path}`, body)
      expect([theirs.status, theirs.body], `${method} ${path}`).toEqual([404, none.body])
    }
    const strays = [`/deliveries/${delivery_id}`, `/deliveries/${nobodys}`, '/deliveries/x']
    for (const path of strays)
      expect((await app.call('GET', `/v1/webhooks/${mine.webhook_id}${path}`)).status).toBe(404)
    expect(
      (await app.call<WebhookPage>('GET', '/v1/webhooks')).body.content.map((one) => one.webhook_id),
    ).not.toContain(webhook_id)
  })

  test('is the twentieth of a team at most, also for those who come at once', async () => {
    const { token } = await app.makeTeam('many')
    const answers = await Promise.all(
      Array.from({ length: 23 }, () => app.call('POST', '/v1/webhooks', { body: { url }, token })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
    const [first] = (await app.call<WebhookPage>('GET', '/v1/webhooks', { token })).body.content
    await app.call('DELETE', `/v1/webhooks/${first?.webhook_id}`, { token })
    expect((await app.call('POST', '/v1/webhooks', { body: { url }, token })).status).toBe(200)
  })

  test.each([
    [{}, ['/url']],
    [{ url: 1, event_types: ['session:made'], description: 5 }, ['/url', '/event_types/0', '/description']],
    [{ url: 'clinic.example' }, ['/url']],
    [{ url: 'ftp://clinic.example/' }, ['/url']],
    [{ url: 'https://user:pass@clinic.example/' }, ['/url']],
    [{ url: 'https://clinic.example/#here', event_types: [] }, ['/event_types', '/url']],
    [{ url, authentication: 'none' }, ['/authentication']],
    [{ url, authentication: {} }, ['/authentication']],
    [{ url, authentication: { type: 'magic' } }, ['/authentication']],
    [{ url, authentication: { type: 'bearer' } }, ['/authentication/token']],
    [{ url, authentication: { type: 'bearer', token: 'two words' } }, ['/authentication/token']],
    [
      { url, authentication: { type: 'basic', username: 'a:b' } },
      ['/authentication/password', '/authentication/username'],
    ],
    [
      { url, authentication: { type: 'oauth2', token_url: 'x', method: 'none' } },
      [
        '/authentication/client_id',
        '/authentication/client_secret',
        '/authentication/method',
        '/authentication/token_url',
      ],
    ],
  ])('is not registered as %j, and is told why', async (body, pointers) => {
    const answer = await app.call('POST', '/v1/webhooks', { body })
    expect(answer.status).toBe(400)
    const { errors } = answer.body as { errors: { pointer: string }[] }
    expect([...new Set(errors.map(({ pointer }) => pointer))].sort()).toEqual([...pointers].sort())
    const { webhook_id } = await register(app, { url, authentication: { type: 'none' } })
    const change = await app.call('PUT', `/v1/webhooks/${webhook_id}`, { body })
    expect(change.status).toBe('url' in body ? 400 : 200)
    await app.call('DELETE', `/v1/webhooks/${webhook_id}`)
  })
})

describe('the secret', () => {
  test('that is new signs beside the one before for a day', async () => {
    const receiver = await startReceiver()
    const { webhook_id, secret: before } = await register(app, { url: receiver.url })
    const { status, body } = await app.call<NewSecret>('POST', `/v1/webhooks/${webhook_id}/secret`)
    expect(status).toBe(200)
    expect(body.secret).not.toBe(before)
    const inMs = Date.parse(body.previous_secret_until) - app.clock.now().getTime()
    expect(Math.round(inMs / 3_600_000)).toBe(24)

    await happen(app, teamId)
    await until(() => expect(receiver.received).toHaveLength(1))
    const [first] = receiver.received
    if (!first) throw new Error('nothing came')
    for (const secret of [before, body.secret]) expect(verify(secret, first)).toEqual(JSON.parse(first.body))

    app.clock.advance(24 * 3_600_000)
    await happen(app, teamId)
    await until(() => expect(receiver.received).toHaveLength(2))
    const signatures = receiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)
    expect(signatures).toEqual([2, 1])
    await app.call('DELETE', `/v1/webhooks/${webhook_id}`)
  })
})

describe('deliveries', () => {
  test('of a test event carry the team and nothing else', async () => {
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url, event_types: ['call:end'] })
    const { status, body } = await app.call<Delivery>('POST', `/v1/webhooks/${webhook_id}/test`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ type: 'webhook:test', payload: { teamId }, state: 'pending', attempts: [] })
    await until(() => expect(receiver.ids()).toEqual([body.event_id]))
    const createdAt = Math.floor(Date.parse(body.created_at) / 1000)
    expect(receiver.received[0]?.body).toBe(JSON.stringify({ type: 'webhook:test', createdAt, payload: { teamId } }))
    const path = `/v1/webhooks/${webhook_id}/deliveries/${body.delivery_id}`
    await until(async () => expect((await app.call<Delivery>('GET', path)).body.state).toBe('delivered'))
  })

  test('are given up after the last attempt, and replayed with the id that they had', async () => {
    const receiver = await startReceiver(withStatus(500))
    const { webhook_id } = await register(app, { url: receiver.url })
    const { eventId } = await happen(app, teamId)
    await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('failed'))
    const [failed] = await deliveriesOf(app, webhook_id)
    expect(failed?.attempts.map(({ status }) => status)).toEqual([500, 500])

    receiver.answer(withStatus(200))
    const path = `/v1/webhooks/${webhook_id}/deliveries/${failed?.delivery_id}`
    const replay = await app.call<Delivery>('POST', `${path}/replay`)
    expect(replay.status).toBe(200)
    expect(replay.body).toMatchObject({ event_id: eventId, type: 'session:create', state: 'pending', attempts: [] })
    expect(replay.body.delivery_id).not.toBe(failed?.delivery_id)
    await until(async () => {
      const states = (await deliveriesOf(app, webhook_id)).map(({ state }) => state)
      expect(states).toEqual(['delivered', 'failed'])
    })
    expect(receiver.ids()).toEqual([eventId, eventId, eventId])
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
  })

  test('are neither tested nor replayed while the webhook is disabled', async () => {
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url })
    const { body } = await app.call<Delivery>('POST', `/v1/webhooks/${webhook_id}/test`)
    await app.call('PUT', `/v1/webhooks/${webhook_id}`, { body: { enabled: false } })
    for (const path of ['/test', `/deliveries/${body.delivery_id}/replay`]) {
      expect((await app.call('POST', `/v1/webhooks/${webhook_id}${path}`)).status).toBe(409)
    }
  })

  test('are listed newest first, page by page, and by their state', async () => {
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url })
    const made: string[] = []
    for (let i = 0; i < 5; i++) {
      const { body } = await app.call<Delivery>('POST', `/v1/webhooks/${webhook_id}/test`)
      made.unshift(body.delivery_id)
    }
    await until(async () => expect(await deliveriesOf(app, webhook_id, '?state=delivered')).toHaveLength(5))
    const page = async (query: string) => {
      const { body } = await app.call<{ content: Delivery[]; more: boolean }>(
        'GET',
        `/v1/webhooks/${webhook_id}/deliveries${query}`,
      )
      return [body.content.map(({ delivery_id }) => delivery_id), body.more]
    }
    expect(await page('')).toEqual([made, false])
    expect(await page('?limit=2')).toEqual([made.slice(0, 2), true])
    expect(await page(`?limit=2&after=${made[1]}`)).toEqual([made.slice(2, 4), true])
    // As it was called before.
    expect(await page(`?limit=2&before=${made[3]}`)).toEqual([made.slice(4), false])
    expect(await page('?state=failed')).toEqual([[], false])
    for (const query of ['?state=lost', '?before=x', '?limit=0']) {
      expect((await app.call('GET', `/v1/webhooks/${webhook_id}/deliveries${query}`)).status).toBe(400)
    }
  })

  test('and events are forgotten after 30 days, but not what is still to come', async () => {
    const { pool } = app.database
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url })
    const old = await happen(app, teamId)
    await until(() => expect(receiver.ids()).toContain(old.eventId))
    await until(async () => expect(await deliveriesOf(app, webhook_id, '?state=delivered')).toHaveLength(1))
    const gone = await register(app, { url: receiver.url })
    await app.call('DELETE', `/v1/webhooks/${gone.webhook_id}`)
    await app.webhooks.forgetOld()
    expect(await deliveriesOf(app, webhook_id)).toHaveLength(1)

    app.clock.advance(31 * 86_400_000)
    await pool.query(`update webhook_deliveries set state = 'pending' where webhook_id <> $1`, [webhook_id])
    const left = (column: string, table: string) => pool.query(`select ${column} as id from ${table}`)
    await until(async () => {
      // Leaves for the next time what another one holds.
      await app.webhooks.forgetOld()
      expect(await deliveriesOf(app, webhook_id)).toEqual([])
      expect((await left('event_id', 'events')).rows).not.toContainEqual({ id: old.eventId })
    })
    const webhooks = (await left('webhook_id', 'webhooks')).rows
    expect(webhooks).toContainEqual({ id: webhook_id })
    expect(webhooks).not.toContainEqual({ id: gone.webhook_id })
    // What nobody works on any more after so long is given up.
    expect((await pool.query(`select from webhook_deliveries where state = 'pending'`)).rowCount).toBe(0)
  })
})

test('secrets stand in no answer and in no log', async () => {
  const loud = await startTestApp({ ...toLoopback, LOG_LEVEL: 'trace' }, app, { timing })
  try {
    const receiver = await startReceiver(withStatus(401))
    const secrets = ['token-of-bearer', 'password-of-basic', 'secret-of-client']
    const kinds = [
      { type: 'bearer', token: secrets[0] },
      { type: 'basic', username: 'anteroom', password: secrets[1] },
      { type: 'oauth2', token_url: receiver.url, client_id: 'anteroom', client_secret: secrets[2], scope: 'hooks' },
    ]
    const answers: unknown[] = []
    for (const authentication of kinds) {
      const { secret, ...made } = await register(loud, { url: receiver.url, authentication })
      secrets.push(secret.slice('whsec_'.length))
      const path = `/v1/webhooks/${made.webhook_id}`
      await loud.call('POST', `${path}/test`)
      await until(async () => expect(await deliveriesOf(loud, made.webhook_id, '?state=failed')).toHaveLength(1))
      const refused = await loud.call('PUT', path, { body: { url: 1, authentication } })
      expect(refused.status).toBe(400)
      answers.push(made, refused.body, (await loud.call('GET', path)).body, await deliveriesOf(loud, made.webhook_id))
      answers.push((await loud.call<WebhookWithSecret>('PUT', path, { body: { authentication } })).body)
    }
    const said = JSON.stringify(answers) + loud.logged.join('\n')
    expect(loud.logged.length).toBeGreaterThan(0)
    for (const secret of secrets) expect(said).not.toContain(secret)
    expect(answers[12]).toMatchObject({
      authentication: { type: 'oauth2', token_url: receiver.url, client_id: 'anteroom', scope: 'hooks' },
    })
  } finally {
    await loud.close()
  }
})
