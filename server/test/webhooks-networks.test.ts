import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { deliveriesOf, quick, register, startReceiver, toLoopback, until } from './support/receiver.ts'

/** For localhost, signed by itself until 2120; the key guards nothing. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBYDCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJgSyXTDCffaH/xo
vuzEsKzYbfw10A5jBWjtt6uLy7WXqXTpais806a6vblo1LitSBd6fc6wM5R9JBRh
E2u8YoWjSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBSp8ILPA2gSVi9r1RqquS6RsnVhNTAKBggqhkjOPQQDAgNHADBE
AiACf6VKAXM8lg1rdEPvWIJf8h5lpHIV7EiPCkpyHYHDCQIgMskzMfORbLSiNXVI
eFSZ0k8Ai42A/EQMXU+2w75Mudo=
-----END CERTIFICATE-----`

const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgT7QGO4vFlscwP0O/
P76I/R0rKdyWscHQKA3soVY70OihRANCAASYEsl0wwn32h/8aL7sxLCs2G38NdAO
YwVo7beri8u1l6l06WorPNOmur25aNS4rUgXen3OsDOUfSQUYRNrvGKF
-----END PRIVATE KEY-----`

const strict = await startTestApp({}, undefined, quick)
const open = await startTestApp(toLoopback, undefined, quick)
const elsewhere = await startTestApp({ WEBHOOK_NETWORKS: '10.0.0.0/8' }, undefined, quick)

type App = typeof strict

/** What came of the first attempt of a test event. */
async function attemptOf(app: App, webhookId: string) {
  expect((await app.call('POST', `/v1/webhooks/${webhookId}/test`)).status).toBe(200)
  return until(async () => {
    const [attempt] = (await deliveriesOf(app, webhookId))[0]?.attempts ?? []
    if (!attempt) throw new Error('no attempt was made')
    return attempt
  })
}

/** Counts who connects, whatever they want. */
async function listen() {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

test.each(['https://127.0.0.1/', 'https://127.1/', 'https://[::ffff:127.0.0.1]/', 'https://2130706433/'])(
  '%s is no address to register, for events or for tokens',
  async (url) => {
    const message = 'must not lead into a private or reserved network, unless WEBHOOK_NETWORKS of the server allows it'
    const refused = await strict.call('POST', '/v1/webhooks', { body: { url } })
    expect([refused.status, refused.body.errors]).toEqual([400, [{ pointer: '/url', message }]])

    const authentication = { type: 'oauth2', token_url: url, client_id: 'a', client_secret: 'b' }
    const body = { url: 'https://clinic.example/', authentication }
    const token = await strict.call('POST', '/v1/webhooks', { body })
    expect([token.status, token.body.errors]).toEqual([400, [{ pointer: '/authentication/token_url', message }]])
  },
)

test('a name that leads to this machine is no address to register either, nor to change to', async () => {
  const url = 'https://localhost:9/'
  const message = 'must not lead into a private or reserved network, unless WEBHOOK_NETWORKS of the server allows it'
  const authentication = { type: 'oauth2', token_url: url, client_id: 'a', client_secret: 'b' }
  const errors = [
    { pointer: '/url', message },
    { pointer: '/authentication/token_url', message },
  ]
  const made = await strict.call('POST', '/v1/webhooks', { body: { url, authentication } })
  expect([made.status, made.body.errors]).toEqual([400, errors])
  const { webhook_id } = await register(strict, { url: 'https://clinic.example/' })
  const path = `/v1/webhooks/${webhook_id}`
  const changed = await strict.call('PUT', path, { body: { url, authentication } })
  expect([changed.status, changed.body.errors]).toEqual([400, errors])
  expect((await strict.call('GET', path)).body).toMatchObject({ url: 'https://clinic.example/' })
  expect((await strict.call('PUT', `/v1/webhooks/${strict.ids.random()}`, { body: { url } })).status).toBe(404)
})

test('a name that nobody knows yet can be registered, and the delivery says so', async () => {
  const { webhook_id } = await register(strict, { url: 'https://nobody.invalid/' })
  expect(await attemptOf(strict, webhook_id)).toMatchObject({
    status: null,
    error: expect.stringMatching(/^The name of the receiver was not found|^No name server knows the receiver/),
  })
})

test('what may not be registered is not connected to either, where it was registered under other settings', async () => {
  const server = await listen()
  const before = await startTestApp(toLoopback, undefined, quick)
  const url = `https://localhost:${server.port}/`
  const byName = await register(before, { url })
  const authentication = { type: 'oauth2', token_url: `${url}token`, client_id: 'a', client_secret: 'b' }
  const byToken = await register(before, { url: 'https://clinic.example/', authentication })
  await before.http.close()
  const after = await startTestApp({}, before, quick)
  try {
    const refused = (who: string) =>
      `Nothing is sent to the address of the ${who}: it is in a private or reserved network, and WEBHOOK_NETWORKS of the server does not allow it.`
    expect(await attemptOf(after, byName.webhook_id)).toMatchObject({ status: null, error: refused('receiver') })
    const token = await attemptOf(after, byToken.webhook_id)
    expect(token).toMatchObject({ status: null, error: refused('token endpoint') })
    expect(server.connections()).toBe(0)
  } finally {
    await after.close()
  }
})

test('what was registered while its network was allowed is refused afterwards', async () => {
  const receiver = await startReceiver()
  const { webhook_id } = await register(strict, { url: 'https://clinic.example/' })
  await strict.database.pool.query('update webhooks set url = $2 where webhook_id = $1', [webhook_id, receiver.url])
  expect((await attemptOf(strict, webhook_id)).error).toContain('Nothing is sent to the address of the receiver')
  expect(receiver.received).toEqual([])
})

test('http to a name is for allowed networks only, whatever the name leads to', async () => {
  const server = await listen()
  const named = await elsewhere.call('POST', '/v1/webhooks', { body: { url: `http://localhost:${server.port}/` } })
  expect(named.body.errors).toMatchObject([{ pointer: '/url', message: expect.stringContaining('private') }])
  expect(server.connections()).toBe(0)
  const plain = await strict.call('POST', '/v1/webhooks', { body: { url: 'http://clinic.example/' } })
  expect(plain.body.errors).toEqual([
    {
      pointer: '/url',
      message: 'must begin with https://, unless it leads into a network that WEBHOOK_NETWORKS of the server allows',
    },
  ])
})

test('a name that leads into an allowed network is connected to', async () => {
  const receiver = await startReceiver()
  const { webhook_id } = await register(open, { url: `http://localhost:${receiver.port}/named` })
  expect(await attemptOf(open, webhook_id)).toMatchObject({ status: 204, error: null })
  expect(receiver.received[0]).toMatchObject({ path: '/named', headers: { host: `localhost:${receiver.port}` } })
})

test('a certificate that nobody vouches for is not trusted', async () => {
  const server = createTlsServer({ cert: certificate, key: certificateKey }, (_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const known = getCACertificates('default')
  onTestFinished(() => {
    setDefaultCACertificates(known)
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const { webhook_id } = await register(open, { url: `https://localhost:${port}/` })
  expect(await attemptOf(open, webhook_id)).toMatchObject({
    status: null,
    error: 'The certificate of the receiver is not to be trusted (DEPTH_ZERO_SELF_SIGNED_CERT).',
  })

  setDefaultCACertificates([...known, certificate])
  expect(await attemptOf(open, webhook_id)).toMatchObject({ status: 200, error: null })
  const byAddress = await register(open, { url: `https://127.0.0.1:${port}/` })
  expect((await attemptOf(open, byAddress.webhook_id)).error).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
})

test('http to where TLS is spoken, and TLS to where it is not, are failures in words', async () => {
  const receiver = await startReceiver()
  const { webhook_id } = await register(open, { url: `https://localhost:${receiver.port}/` })
  expect((await attemptOf(open, webhook_id)).error).toMatch(/^There is no TLS with the receiver \(.+\)\.$/)
})
