import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
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

const app = await startTestApp(toLoopback, undefined, quick)

const clientId = 'anteroom:clinic+1'
const clientSecret = 'a secret/with all+sorts: of%20things, 32 bytes and more'

type Form = Record<string, string>

/** A token endpoint as RFC 6749 has it: gives `token-1`, `token-2` … to whoever shows the secret. */
async function startTokenEndpoint({ expiresIn = 3600 } = {}) {
  const asked: { form: Form; method: string }[] = []
  let answersWith = 200
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
    const method = await methodOf(form, request.headers.authorization, url)
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded'
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (!method || !isForm || form.grant_type !== 'client_credentials') answer(401, { error: 'invalid_client' })
    else if (answersWith !== 200) answer(answersWith, { error: 'invalid_scope', error_description: 'private words' })
    else {
      asked.push({ form, method })
      answer(200, { access_token: `token-${asked.length}`, token_type: 'Bearer', expires_in: expiresIn })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`
  return {
    url,
    asked,
    answerWith(status: number) {
      answersWith = status
    },
  }
}

async function methodOf(form: Form, authorization: string | undefined, url: string): Promise<string | null> {
  if (authorization?.startsWith('Basic ')) {
    const [id, secret] = Buffer.from(authorization.slice(6), 'base64').toString().split(':').map(formDecode)
    return id === clientId && secret === clientSecret ? 'client_secret_basic' : null
  }
  if (form.client_secret) {
    return form.client_id === clientId && form.client_secret === clientSecret ? 'client_secret_post' : null
  }
  if (form.client_assertion_type !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return null
  const key = new TextEncoder().encode(clientSecret)
  const { payload } = await jwtVerify(form.client_assertion ?? '', key, {
    algorithms: ['HS256'],
    issuer: clientId,
    subject: clientId,
    audience: url,
    maxTokenAge: '2 minutes',
    requiredClaims: ['jti', 'exp'],
    currentDate: app.clock.now(),
  })
  return payload.jti ? 'client_secret_jwt' : null
}

function formDecode(text: string): string | undefined {
  return [...new URLSearchParams(`text=${text}`).values()][0]
}

const oauth = (token_url: string, more: object = {}) => {
  return { type: 'oauth2', token_url, client_id: clientId, client_secret: clientSecret, ...more }
}

const authorizations = ({ received }: Awaited<ReturnType<typeof startReceiver>>) =>
  received.map(({ headers }) => headers.authorization)

async function send(webhookId: string) {
  expect((await app.call('POST', `/v1/webhooks/${webhookId}/test`)).status).toBe(200)
}

test.each([
  ['none', undefined, { type: 'none' }],
  ['bearer', 'Bearer a.b-c_d~e+f/g=', { type: 'bearer', token: 'a.b-c_d~e+f/g=' }],
  [
    'basic',
    `Basic ${Buffer.from('Jürg:pass:wörd').toString('base64')}`,
    { type: 'basic', username: 'Jürg', password: 'pass:wörd' },
  ],
])('with %s the receiver gets its header', async (_, header, authentication) => {
  const receiver = await startReceiver()
  const { webhook_id } = await register(app, { url: receiver.url, authentication })
  await send(webhook_id)
  await until(() => expect(authorizations(receiver)).toEqual([header]))
})

test.each([undefined, 'client_secret_basic', 'client_secret_post', 'client_secret_jwt'])(
  'with oauth2 and %s a token is fetched, and used for as long as it is good',
  async (method) => {
    const endpoint = await startTokenEndpoint()
    const receiver = await startReceiver()
    const authentication = oauth(endpoint.url, { method, scope: 'hooks write', audience: 'https://clinic.example/' })
    const { webhook_id } = await register(app, { url: receiver.url, authentication })
    for (let i = 1; i <= 3; i++) {
      await send(webhook_id)
      await until(() => expect(receiver.received).toHaveLength(i))
    }
    expect(authorizations(receiver)).toEqual(Array(3).fill('Bearer token-1'))
    expect(endpoint.asked).toMatchObject([
      {
        method: method ?? 'client_secret_basic',
        form: { grant_type: 'client_credentials', scope: 'hooks write', audience: 'https://clinic.example/' },
      },
    ])

    app.clock.advance(3_600_000 - 20_000)
    await send(webhook_id)
    await until(() => expect(authorizations(receiver).at(-1)).toBe('Bearer token-2'))
  },
)

test('deliveries that begin at once ask for one token together', async () => {
  const endpoint = await startTokenEndpoint()
  const receiver = await startReceiver()
  await register(app, { url: receiver.url, authentication: oauth(endpoint.url, { scope: 'together' }) })
  await Promise.all(Array.from({ length: 9 }, () => happen(app, app.team.teamId)))
  await until(() => expect(receiver.received).toHaveLength(9))
  expect(endpoint.asked).toHaveLength(1)
})

test('a token that the receiver does not take any more is fetched anew, once', async () => {
  const endpoint = await startTokenEndpoint()
  const receiver = await startReceiver((response, { headers }) => {
    response.writeHead(headers.authorization === 'Bearer token-2' ? 200 : 401).end()
  })
  const { webhook_id } = await register(app, { url: receiver.url, authentication: oauth(endpoint.url) })
  await send(webhook_id)
  await until(async () => expect((await deliveriesOf(app, webhook_id))[0]?.state).toBe('delivered'))
  expect(authorizations(receiver)).toEqual(['Bearer token-1', 'Bearer token-2'])
  expect((await deliveriesOf(app, webhook_id))[0]?.attempts).toHaveLength(1)

  receiver.answer(withStatus(401))
  await send(webhook_id)
  await until(async () => {
    expect((await deliveriesOf(app, webhook_id))[0]?.attempts[0]).toMatchObject({
      status: 401,
      error: 'The receiver answered 401.',
    })
  })
  expect(authorizations(receiver).slice(2, 4)).toEqual(['Bearer token-2', 'Bearer token-3'])
})

test('another secret of the client is used at once', async () => {
  const endpoint = await startTokenEndpoint()
  const receiver = await startReceiver()
  const wrong = oauth(endpoint.url, { client_secret: 'wrong' })
  const { webhook_id } = await register(app, { url: receiver.url, authentication: wrong })
  await send(webhook_id)
  await until(async () => {
    expect((await deliveriesOf(app, webhook_id))[0]?.attempts[0]).toMatchObject({
      status: null,
      error: 'The token endpoint answered 401 (invalid_client).',
    })
  })
  await app.call('PUT', `/v1/webhooks/${webhook_id}`, { body: { authentication: oauth(endpoint.url) } })
  await until(() => expect(authorizations(receiver)).toEqual(['Bearer token-1']))
})

test('a token endpoint that fails is a failed attempt that says so, and is asked again', async () => {
  const endpoint = await startTokenEndpoint()
  endpoint.answerWith(400)
  const receiver = await startReceiver()
  const { webhook_id } = await register(app, { url: receiver.url, authentication: oauth(endpoint.url) })
  await send(webhook_id)
  const attempts = async () => (await deliveriesOf(app, webhook_id))[0]?.attempts
  await until(async () => {
    expect((await attempts())?.[0]).toMatchObject({
      status: null,
      error: 'The token endpoint answered 400 (invalid_scope).',
    })
  })
  expect(receiver.received).toEqual([])
  endpoint.answerWith(200)
  await until(async () => expect((await attempts())?.at(-1)).toMatchObject({ status: 204, error: null }))
})
