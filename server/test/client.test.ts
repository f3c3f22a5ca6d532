import {
  type AnteroomClient,
  ApiProblem,
  allAuditEntries,
  allDeliveries,
  allEvents,
  allGrants,
  allPaymentAccounts,
  allPayments,
  allSessions,
  allWebhooks,
  createClient,
  must,
  NoAnswer,
  TokenRefused,
} from '@anteroom/client'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { startReceiver } from './support/receiver.ts'

const app = await startTestApp()
const { clientId, secret: clientSecret } = app.team

/** The client as an integrator uses it; `seen` is what it sent, and `answer` may stand in for the server. */
function connect(answer: (request: Request, count: number) => Response | null = () => null) {
  const seen: Request[] = []
  const send: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    seen.push(request)
    const made = answer(request, seen.filter(({ url }) => !url.endsWith('/token')).length)
    return made ? Promise.resolve(made) : fetch(request)
  }
  const client = createClient({ baseUrl: `${app.url}/`, clientId, clientSecret, fetch: send })
  return { client, seen }
}

const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString()

const book = (client: AnteroomClient) =>
  must(
    client.POST('/v1/sessions', {
      body: {
        start_time: inHours(1),
        end_time: inHours(2),
        participants: [{ display_name: 'Dr Vega', role: 'host' }, { display_name: 'Ana' }],
      },
    }),
  )

const countSessions = async () => Number((await app.database.pool.query('select count(*) from sessions')).rows[0].count)

test('books, reads, lists, changes and cancels, with one token', async () => {
  const { client, seen } = connect()
  const { session_id, participants } = await book(client)
  expect(participants.map(({ role }) => role)).toEqual(['HOST', 'GUEST'])
  const params = { path: { session_id } }
  const change = { session_name: 'Another name' }
  expect((await must(client.PUT('/v1/sessions/{session_id}', { params, body: change }))).session_name).toBe(
    'Another name',
  )
  const list = await must(client.GET('/v1/sessions', { params: { query: { order: 'reverse', page_size: 1 } } }))
  expect(list.content.map((session) => session.session_id)).toEqual([session_id])
  expect(await must(client.DELETE('/v1/sessions/{session_id}', { params }))).toEqual({ ok: true })
  expect(seen.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1)
})

test('requests at the same moment share one token', async () => {
  const { client, seen } = connect()
  await Promise.all([1, 2, 3].map(() => must(client.GET('/v1/user/team'))))
  expect(seen.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1)
})

describe('an answer that says no', () => {
  test('is thrown with all that is wrong and the id of the request', async () => {
    const { client } = connect()
    const asked = client.POST('/v1/sessions', { body: { start_time: 'x', end_time: inHours(1), session_name: 'x' } })
    const problem = await asked.catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({
      status: 400,
      type: '/problems/invalid-request',
      errors: [{ pointer: '/start_time' }],
      requestId: expect.any(String),
    })
    expect(String(problem)).toContain('/start_time')
  })

  test('of the token service has its code', async () => {
    const client = createClient({ baseUrl: app.url, clientId, clientSecret: 'wrong' })
    const refused = await client.GET('/v1/user/team').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TokenRefused)
    expect(refused).toMatchObject({ error: 'invalid_client' })
  })
})

test('an address with /v1 at its end is the same, and one that is none is told', async () => {
  for (const end of ['/v1', '/v1/', '/']) {
    const client = createClient({ baseUrl: `${app.url}${end}`, clientId, clientSecret })
    expect((await must(client.GET('/v1/user/team'))).teamId).toBe(app.team.teamId)
  }
  for (const baseUrl of ['', 'video.clinic.example', 'ftp://x', 'https://', 'https://[::1']) {
    expect(() => createClient({ baseUrl, clientId, clientSecret }), baseUrl).toThrow(/^baseUrl has to begin with/)
  }
})

describe('somewhere else', () => {
  const html = () => new Response('<h1>Not here</h1>', { status: 404, headers: { 'content-type': 'text/html' } })

  test('nobody listens: the error has the address and the reason', async () => {
    const gone = await startReceiver()
    await gone.close()
    const baseUrl = new URL(gone.url).origin
    const client = createClient({ baseUrl, clientId, clientSecret, retries: 1 })
    const missed = await client.GET('/v1/user/team').catch((error: unknown) => error)
    expect(missed).toBeInstanceOf(NoAnswer)
    expect(String(missed)).toContain(`GET ${baseUrl}/v1/user/team got no answer: `)
    expect(String(missed)).toContain('ECONNREFUSED')
  })

  test('something answers that is not the service', async () => {
    const send: typeof fetch = async () => html()
    const client = createClient({ baseUrl: 'https://elsewhere.example', clientId, clientSecret, fetch: send })
    const problem = await client.GET('/v1/user/team').catch((error: unknown) => error)
    expect(problem).toMatchObject({ name: 'ApiProblem', status: 404, url: 'https://elsewhere.example/v1/auth/token' })
  })

  test('nothing answers in time: it is tried again, and then said', async () => {
    let tries = 0
    const send: typeof fetch = (input, init) => {
      const request = new Request(input, init)
      const { url, signal } = request
      if (url.endsWith('/token')) return fetch(request)
      tries += 1
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const settings = { baseUrl: app.url, clientId, clientSecret, timeoutMs: 500, retries: 1 }
    const missed = await createClient({ ...settings, fetch: send })
      .GET('/v1/user/team')
      .catch((error: unknown) => error)
    expect(missed).toMatchObject({ name: 'NoAnswer', message: expect.stringMatching(/time/) })
    expect(tries).toBe(2)
  })

  test('whoever gives up themselves is not told otherwise', async () => {
    const { client } = connect(() => new Response(null, { status: 503, headers: { 'retry-after': '30' } }))
    const given = new AbortController()
    const asking = client.GET('/v1/user/team', { signal: given.signal })
    given.abort(new Error('no more'))
    await expect(asking).rejects.toThrow('no more')
  })
})

async function everyOne<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}

test('lists are read to their end, page after page', async () => {
  const { client, seen } = connect()
  const booked = [await book(client), await book(client), await book(client)].map(({ session_id }) => session_id)
  const found: string[] = []
  for await (const { session_id } of allSessions(client, { page_size: 2 })) found.push(session_id)
  expect(found).toEqual(expect.arrayContaining(booked))
  expect(new Set(found).size).toBe(found.length)
  expect(seen.filter(({ url }) => url.includes('/v1/sessions?')).length).toBeGreaterThanOrEqual(2)
  // Entries get their places in the log a moment after what they tell of.
  const booksRead = async () => {
    const entries = await everyOne(allAuditEntries(client, { limit: 2 }))
    return entries.filter(({ action }) => action === 'session.create').length
  }
  await expect.poll(booksRead).toBeGreaterThanOrEqual(3)
  expect(await everyOne(allPayments(client))).toEqual([])
  const hook = await must(client.POST('/v1/webhooks', { body: { url: 'https://practice.example/hook' } }))
  await must(client.POST('/v1/webhooks', { body: { url: 'https://practice.example/other' } }))
  expect((await everyOne(allWebhooks(client, { limit: 1 }))).map(({ url }) => url)).toEqual([
    'https://practice.example/hook',
    'https://practice.example/other',
  ])
  expect(await everyOne(allPaymentAccounts(client))).toEqual([])
  const { clientId, secret } = await app.makeSystemClient()
  const system = createClient({ baseUrl: app.url, clientId, clientSecret: secret })
  expect(await everyOne(allGrants(system, app.team.teamId))).toEqual([])
  const path = { webhook_id: hook.webhook_id }
  for (const _ of [1, 2, 3]) await client.POST('/v1/webhooks/{webhook_id}/test', { params: { path } })
  const sent = await everyOne(allDeliveries(client, hook.webhook_id, { limit: 2 }))
  expect(sent.map(({ type }) => type)).toEqual(['webhook:test', 'webhook:test', 'webhook:test'])
})

test('events are read as webhooks bring them, and on from the cursor that was kept', async () => {
  const { client } = connect()
  let kept: string | undefined
  const keep = (cursor: string) => {
    kept = cursor
  }
  const { session_id } = await book(client)
  const types: string[] = []
  for await (const { id, message } of allEvents(client, { limit: 2 }, keep)) {
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    types.push(message.type)
  }
  expect(types).toContain('session:create')
  await client.DELETE('/v1/sessions/{session_id}', { params: { path: { session_id } } })
  const later = await everyOne(allEvents(client, kept ? { after: kept } : {}, keep))
  expect(later.map(({ message }) => message)).toMatchObject([
    { type: 'session:cancel', payload: { sessionId: session_id } },
  ])
  expect(kept).toBe(later[0]?.cursor)
})

describe('a request without an answer', () => {
  test('is sent again with the same key, and done once', async () => {
    let isLost = true
    const send: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      const response = await fetch(request)
      if (!request.url.endsWith('/sessions') || !isLost) return response
      isLost = false
      throw new TypeError('fetch failed')
    }
    const client = createClient({ baseUrl: app.url, clientId, clientSecret, fetch: send })
    const before = await countSessions()
    await book(client)
    expect(isLost).toBe(false)
    expect(await countSessions()).toBe(before + 1)
  })

  test.each(['3600', '1e300', 'Infinity'])('is not waited for when the server says later by %s s', async (seconds) => {
    const { client, seen } = connect((request) =>
      request.url.endsWith('/team') ? new Response(null, { status: 429, headers: { 'retry-after': seconds } }) : null,
    )
    const problem = await client.GET('/v1/user/team').catch((error: unknown) => error)
    expect(problem).toMatchObject({ name: 'ApiProblem', status: 429 })
    expect(seen.filter(({ url }) => url.endsWith('/team'))).toHaveLength(1)
  })

  test('is sent again when the server says later, not when it says no', async () => {
    const later = connect((request, count) =>
      request.url.endsWith('/team') && count < 3 ? new Response(null, { status: 503 }) : null,
    )
    expect((await must(later.client.GET('/v1/user/team'))).teamId).toBe(app.team.teamId)
    expect(later.seen).toHaveLength(4)

    const never = connect((request) => (request.url.endsWith('/team') ? new Response(null, { status: 500 }) : null))
    await expect(never.client.GET('/v1/user/team')).rejects.toMatchObject({ status: 500 })
    expect(never.seen).toHaveLength(2)
  })
})

test('a token that is taken no longer is replaced by another', async () => {
  const isRefused = (request: Request, count: number) => request.url.endsWith('/team') && count === 1
  const headers = { 'www-authenticate': 'Bearer error="invalid_token"' }
  const { client, seen } = connect((request, count) =>
    isRefused(request, count) ? new Response(null, { status: 401, headers }) : null,
  )
  expect((await must(client.GET('/v1/user/team'))).teamId).toBe(app.team.teamId)
  expect(seen.map(({ url }) => new URL(url).pathname)).toEqual([
    '/v1/auth/token',
    '/v1/user/team',
    '/v1/auth/token',
    '/v1/user/team',
  ])
})
