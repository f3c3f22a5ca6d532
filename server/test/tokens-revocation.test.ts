import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { basic, createOAuth } from './support/oauth.ts'

const app = await startTestApp()
const oauth = createOAuth(app)
const stranger = await app.makeTeam('stranger')
const reads = async (token: string, where = app) => (await where.call('GET', '/v1/user/team', { token })).status
const own = async () => (await oauth.byCredentials(app.team)).body

describe('a token that its client gives back', () => {
  test.each([
    ['refresh_token', undefined],
    ['access_token', undefined],
    ['access_token', 'refresh_token'],
    ['refresh_token', 'something'],
  ] as const)('(%s, hint %s) ends with all others of its grant, at once', async (kind, hint) => {
    const first = await own()
    const second = (await oauth.refresh(first.refresh_token, app.team)).body
    const other = await own()
    for (const token of [first, second, other]) expect(await reads(token.access_token)).toBe(200)

    const answer = await oauth.revoke(first[kind], app.team, hint ? { token_type_hint: hint } : {})
    expect(answer).toMatchObject({ status: 200, body: {} })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await reads(first.access_token)).toBe(401)
    expect(await reads(second.access_token)).toBe(401)
    expect((await oauth.refresh(second.refresh_token, app.team)).status).toBe(400)
    expect(await reads(other.access_token)).toBe(200)
    expect((await oauth.revoke(first[kind], app.team)).status).toBe(200)
  })

  test('ends on other processes within five seconds', async () => {
    const beside = await startTestApp({}, app)
    try {
      const { access_token, refresh_token } = await own()
      expect(await reads(access_token, beside)).toBe(200)
      await oauth.revoke(refresh_token, app.team)
      app.clock.advance(5_001)
      expect(await reads(access_token, beside)).toBe(401)
    } finally {
      await beside.close()
    }
  })

  test('while it is renewed leaves nothing behind', async () => {
    for (let round = 0; round < 10; round++) {
      const { refresh_token } = await own()
      const [renewed] = await Promise.all([
        oauth.refresh(refresh_token, app.team),
        oauth.revoke(refresh_token, app.team),
      ])
      if (renewed.status !== 200) continue
      expect((await oauth.refresh(renewed.body.refresh_token, app.team)).status).toBe(400)
      expect(await reads(renewed.body.access_token)).toBe(401)
    }
  })

  test('is no business of other clients', async () => {
    const { access_token, refresh_token } = await own()
    for (const token of [access_token, refresh_token]) {
      const answer = await oauth.revoke(token, stranger)
      expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
    }
    expect(await reads(access_token)).toBe(200)
    expect((await oauth.refresh(refresh_token, app.team)).status).toBe(200)
  })

  test.each(['x', 'a.b.c', 'x\0y', 'x'.repeat(9_000)])('is as good as given back when it is none', async (token) => {
    expect(await oauth.revoke(token, app.team)).toMatchObject({ status: 200, body: {} })
  })

  test('is as good as given back once it has ended', async () => {
    const { access_token } = await own()
    app.clock.advance(3_601_000)
    expect((await oauth.revoke(access_token, app.team)).status).toBe(200)
  })

  test('has to be there, and the client has to show its secret', async () => {
    const nothing = await oauth.post('/v1/auth/revoke', {}, basic(app.team))
    expect(nothing).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    const wrong = await oauth.revoke('x', { ...app.team, secret: 'wrong' })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /)
    const { clientId: client_id, secret: client_secret } = app.team
    expect((await oauth.post('/v1/auth/revoke', { client_id, client_secret, token: 'x' }, {})).status).toBe(200)
  })
})

test('an access token from before tokens named their grant is good until it ends, but cannot be given back', async () => {
  const { access_token } = await own()
  const { gid: _gid, ...claims } = decodeJwt(access_token)
  const old = await oauth.sign(claims)
  expect(await reads(old)).toBe(200)
  const answer = await oauth.revoke(old, app.team)
  expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_token_type' } })
  expect(await reads(old)).toBe(200)
  expect((await oauth.revoke(access_token, app.team)).status).toBe(200)
  expect(await reads(old)).toBe(200)
})

test('what was taken back is forgotten once nothing of it could be good any more', async () => {
  const { access_token, refresh_token } = await own()
  await oauth.revoke(refresh_token, app.team)
  app.clock.advance(3_500_000)
  await app.tokens.forgetExpired()
  expect(await reads(access_token)).toBe(401)
  app.clock.advance(2 * 3_600_000)
  await app.tokens.forgetExpired()
  const { rows } = await app.database.pool.query('select from revoked_families')
  expect(rows).toEqual([])
})
