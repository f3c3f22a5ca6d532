import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const app = await startTestApp()
const beside = await startTestApp({}, app)
afterAll(beside.close)

// Each test begins with one key that was just made, and two processes that know it.
beforeEach(async () => {
  await app.tokens.rotateKeys({ now: true })
  app.clock.advance(5_001)
})

const newToken = async (app: TestApp) => (await createOAuth(app).byCredentials(app.team)).body
const signedBy = (token: { access_token: string }) => decodeProtectedHeader(token.access_token).kid
const reads = async (app: TestApp, { access_token: token }: { access_token: string }) =>
  (await app.call('GET', '/v1/user/team', { token })).status

async function published(app: TestApp): Promise<JSONWebKeySet> {
  const response = await fetch(`${app.url}/.well-known/jwks.json`)
  const keptSeconds = Number(/max-age=(\d+)/.exec(String(response.headers.get('cache-control')))?.[1])
  expect(keptSeconds).toBeLessThan(600)
  return (await response.json()) as JSONWebKeySet
}
const publishedIds = async (app: TestApp) => (await published(app)).keys.map(({ kid }) => kid)

describe('a new key', () => {
  test('is published ten minutes before it signs, and signs then in every process', async () => {
    const old = await newToken(app)
    const { keyId, signsFrom } = await app.tokens.rotateKeys()
    expect(signsFrom.getTime() - app.clock.now().getTime()).toBeGreaterThan(9.9 * minuteMs)
    app.clock.advance(5_001)
    for (const one of [app, beside]) {
      expect(await publishedIds(one)).toEqual([keyId, signedBy(old)])
      expect(signedBy(await newToken(one))).toBe(signedBy(old))
    }
    app.clock.advance(10 * minuteMs)
    for (const one of [app, beside]) {
      const fresh = await newToken(one)
      expect(signedBy(fresh)).toBe(keyId)
      expect(await reads(app, fresh)).toBe(200)
      expect(await reads(beside, fresh)).toBe(200)
      expect(await reads(one, old)).toBe(200)
      await jwtVerify(fresh.access_token, createLocalJWKSet(await published(app)), { currentDate: app.clock.now() })
    }
  })

  test('is made once, however often it is asked for before it signs', async () => {
    const asked = await Promise.all([app.tokens.rotateKeys(), beside.tokens.rotateKeys(), app.tokens.rotateKeys()])
    expect(new Set(asked.map(({ keyId }) => keyId)).size).toBe(1)
  })

  test('is made after ninety days, by one process', async () => {
    const first = signedBy(await newToken(app))
    app.clock.advance(89 * dayMs)
    await app.tokens.renewKeys()
    expect(await publishedIds(app)).toEqual([first])
    app.clock.advance(dayMs)
    await Promise.all([app.tokens.renewKeys(), beside.tokens.renewKeys(), app.tokens.renewKeys()])
    app.clock.advance(5_001)
    const [next, ...others] = await publishedIds(beside)
    expect(others).toEqual([first])
    expect(signedBy(await newToken(app))).toBe(first)
    app.clock.advance(10 * minuteMs)
    expect(signedBy(await newToken(app))).toBe(next)
  })

  test('of another process is good here at once', async () => {
    await newToken(app)
    await beside.tokens.rotateKeys({ now: true })
    expect(await reads(app, await newToken(beside))).toBe(200)
  })
})

test('two processes that start at once on an empty database make one key', async () => {
  await app.database.pool.query('delete from signing_keys')
  const started = await Promise.all([startTestApp({}, app), startTestApp({}, app)])
  try {
    const { rows } = await app.database.pool.query('select key_id from signing_keys')
    expect(rows.length).toBe(1)
  } finally {
    for (const one of started) await one.close()
  }
})

test('a retired key stays published until its last token has ended, and is then deleted', async () => {
  await app.tokens.rotateKeys()
  app.clock.advance(9 * minuteMs)
  const last = await newToken(app)
  app.clock.advance(59 * minuteMs)
  await app.tokens.renewKeys()
  expect(await publishedIds(beside)).toContain(signedBy(last))
  expect(await reads(beside, last)).toBe(200)
  app.clock.advance(4 * minuteMs)
  await app.tokens.renewKeys()
  expect(await publishedIds(beside)).not.toContain(signedBy(last))
  const { rows } = await app.database.pool.query('select key_id from signing_keys')
  expect(rows).toEqual([{ key_id: signedBy(await newToken(app)) }])
})

describe('a key that has leaked', () => {
  test('is replaced at once, and what it signed opens nothing any more', async () => {
    const old = await newToken(app)
    expect([await reads(app, old), await reads(beside, old)]).toEqual([200, 200])
    const { keyId } = await app.tokens.rotateKeys({ now: true })
    expect(await reads(app, old)).toBe(401)
    expect(signedBy(await newToken(app))).toBe(keyId)
    app.clock.advance(5_001)
    expect(await reads(beside, old)).toBe(401)
    expect(signedBy(await newToken(beside))).toBe(keyId)
    expect(await publishedIds(beside)).toEqual([keyId])
  })

  test('takes the one that was to come after it along', async () => {
    const pending = await app.tokens.rotateKeys()
    const { keyId } = await app.tokens.rotateKeys({ now: true })
    expect(keyId).not.toBe(pending.keyId)
    app.clock.advance(11 * minuteMs)
    expect(await publishedIds(app)).toEqual([keyId])
  })

  test('leaves refresh tokens as they are', async () => {
    const { refresh_token } = await newToken(app)
    await app.tokens.rotateKeys({ now: true })
    const renewed = await createOAuth(app).refresh(refresh_token, app.team)
    expect(renewed.status).toBe(200)
    expect(await reads(app, renewed.body)).toBe(200)
  })
})

test('a renewal whose answer was lost gives the same refresh token after a change of the key, on any process', async () => {
  const { refresh_token } = await newToken(app)
  const lost = await createOAuth(app).refresh(refresh_token, app.team)
  await app.tokens.rotateKeys({ now: true })
  const again = await createOAuth(beside).refresh(refresh_token, app.team)
  expect(again.status).toBe(200)
  expect(again.body.refresh_token).toBe(lost.body.refresh_token)
})

test('what can be done here is told to libraries that look it up', async () => {
  const response = await fetch(`${app.url}/.well-known/oauth-authorization-server`)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    issuer: 'https://video.test',
    authorization_endpoint: 'https://video.test/v1/auth/authorize',
    token_endpoint: 'https://video.test/v1/auth/token',
    revocation_endpoint: 'https://video.test/v1/auth/revoke',
    jwks_uri: 'https://video.test/.well-known/jwks.json',
    grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    scopes_supported: ['sessions:read', 'sessions', 'participants', 'summaries', 'payments', 'webhooks', 'audit'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  })
})
