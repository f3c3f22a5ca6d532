import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { sha256 } from './support/authorize.ts'
import { basic as basicOf, type Credentials, createOAuth, form } from './support/oauth.ts'

const app = await startTestApp()
const oauth = createOAuth(app)
const { clientId, secret, teamId } = app.team

const ask = (parameters: Record<string, string>, headers: Record<string, string> = {}, type = form) =>
  oauth.post('/v1/auth/token', parameters, { 'content-type': type, ...headers })
const basic = (clientId: string, secret: string) => basicOf({ clientId, secret })
const own = () => oauth.byCredentials(app.team)
const renew = (refreshToken: string, client: Credentials = app.team) => oauth.refresh(refreshToken, client)
const reads = async (token: string) => (await app.call('GET', '/v1/user/team', { token })).status

describe('a token by client credentials', () => {
  test('comes with a refresh token, and opens the API for the team of the client', async () => {
    const { status, body, headers } = await own()
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3600,
      token_type: 'Bearer',
      scope: `team_api[${teamId}] sessions participants summaries payments webhooks audit`,
    })
    expect(headers.get('cache-control')).toBe('no-store')
    const team = await app.call('GET', '/v1/user/team', { token: body.access_token })
    expect(team.body).toEqual({ team_id: teamId, teamId, name: 'Team first', subdomain: 'first', imageUrl: null })
  })

  test('says in its claims whom it speaks for, signed with the key that is published', async () => {
    const { body } = await own()
    const keys = (await (await fetch(`${app.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet
    const { payload, protectedHeader } = await jwtVerify(body.access_token, createLocalJWKSet(keys))
    expect(payload).toMatchObject({
      sub: clientId,
      userId: clientId,
      teamId,
      clientId,
      scope: body.scope,
      iss: 'https://video.test',
      aud: 'https://video.test/v1',
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600)
    expect(protectedHeader.alg).toBe('ES256')
    expect(JSON.stringify(keys)).not.toContain('"d"')
  })

  test.each([
    ['the misspelt type of the published reference', {}, basic(clientId, secret), 'application/x-www-form-url-encoded'],
    ['a charset beside the type', {}, basic(clientId, secret), `${form};charset=UTF-8`],
    ['the credentials in the body', { client_id: clientId, client_secret: secret }, {}, form],
    ['parameters that are not known', { scope: 'x', resource: 'y' }, basic(clientId, secret), form],
  ])('takes %s', async (_what, parameters, headers, type) => {
    expect((await ask({ grant_type: 'client_credentials', ...parameters }, headers, type)).status).toBe(200)
  })

  test('takes JSON as well', async () => {
    const headers = { ...basic(clientId, secret), 'content-type': 'application/json' }
    const response = await fetch(`${app.url}/v1/auth/token`, {
      method: 'POST',
      headers,
      body: '{"grant_type":"client_credentials"}',
    })
    expect(response.status).toBe(200)
  })

  test.each([
    ['a wrong secret', basic(clientId, 'wrong')],
    ['no secret', basic(clientId, '')],
    ['an id of nobody', basic('7384a948-0b37-4faa-9f37-73201ea1b5e2', secret)],
    ['an id that is no id', basic('me', secret)],
    ['an id with a NUL', basic('\0', secret)],
    ['no credentials', {} as Record<string, string>],
    ['a header that is no Basic', { authorization: 'Bearer x' }],
    ['a header that is broken', { authorization: 'Basic %%%' }],
    ['a header without a colon', { authorization: `Basic ${Buffer.from('x').toString('base64')}` }],
  ])('is refused for %s', async (_what, headers) => {
    const answer = await ask({ grant_type: 'client_credentials' }, headers as Record<string, string>)
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ error: 'invalid_client', error_description: expect.any(String) })
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    ['no grant type', {}, 'invalid_request'],
    ['a grant type that is none', { grant_type: 'magic' }, 'unsupported_grant_type'],
    ['a refresh without its token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['a refresh token that is none', { grant_type: 'refresh_token', refresh_token: 'x\0y' }, 'invalid_grant'],
  ])('%s is told as OAuth tells it', async (_what, parameters, error) => {
    const answer = await ask(parameters as Record<string, string>, basic(clientId, secret))
    expect(answer).toMatchObject({ status: 400, body: { error, error_description: expect.any(String) } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('a parameter that is given twice is refused', async () => {
    const headers = { ...basic(clientId, secret), 'content-type': form }
    const body = 'grant_type=client_credentials&grant_type=refresh_token'
    const response = await fetch(`${app.url}/v1/auth/token`, { method: 'POST', headers, body })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })

  test('a body of another type is refused in the words of OAuth', async () => {
    const answer = await ask({}, basic(clientId, secret), 'text/plain')
    expect(answer).toMatchObject({ status: 415, body: { error: 'invalid_request' } })
  })
})

describe('wrong secrets', () => {
  test('are told to wait after twenty within a minute, and the right one never', async () => {
    const client = await app.makeTeam('guessed')
    const other = await app.makeTeam('not-guessed')
    const guess = () => ask({ grant_type: 'client_credentials' }, basic(client.clientId, 'wrong'))
    for (let count = 0; count < 20; count++) expect((await guess()).status).toBe(401)
    const refused = await guess()
    expect(refused.status).toBe(429)
    expect(refused.body).toEqual({ error: 'temporarily_unavailable', error_description: expect.any(String) })
    const waitSeconds = Number(refused.headers.get('retry-after'))
    expect(waitSeconds).toBeGreaterThan(0)
    expect(waitSeconds).toBeLessThanOrEqual(60)
    expect((await oauth.byCredentials(other)).status).toBe(200)
    app.clock.advance(waitSeconds * 1000)
    expect((await guess()).status).toBe(401)
    for (let count = 0; count < 20; count++) await guess()
    expect((await guess()).status).toBe(429)
    expect((await oauth.byCredentials(client)).status).toBe(200)
    expect((await oauth.revoke('x', client)).status).toBe(200)
  })

  test('of nobody are not counted, as many programs may come from one place', async () => {
    for (let count = 0; count < 25; count++) expect((await ask({}, basic('me', 'wrong'))).status).toBe(401)
    for (let count = 0; count < 25; count++) expect((await ask({}, basic(clientId, ''))).status).toBe(401)
    expect((await own()).status).toBe(200)
  })

  test('now and then, between right ones, do no harm', async () => {
    const client = await app.makeTeam('forgetful')
    for (let count = 0; count < 25; count++) {
      expect((await ask({ grant_type: 'client_credentials' }, basic(client.clientId, 'wrong'))).status).toBe(401)
      expect((await oauth.byCredentials(client)).status).toBe(200)
    }
  })
})

describe('a refresh token', () => {
  test('is exchanged for an access token that acts for the same team, and stays as it is', async () => {
    const first = await own()
    const second = await renew(first.body.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).toBe(first.body.refresh_token)
    const { iat: _iat, exp: _exp, jti: _jti, ...claims } = decodeJwt(second.body.access_token)
    expect(decodeJwt(first.body.access_token)).toMatchObject(claims)
    expect(await reads(second.body.access_token)).toBe(200)
  })

  test('works for many who use it at the same moment, and again later', async () => {
    const { body } = await own()
    const answers = await Promise.all(Array.from({ length: 8 }, () => renew(body.refresh_token)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    app.clock.advance(3_600_000)
    expect((await renew(body.refresh_token)).status).toBe(200)
  })

  test('of before tokens stayed the same works, and so does the one that took its place', async () => {
    const [before, after] = [(await own()).body.refresh_token, 'the one after it'.padEnd(43, '_')]
    await app.database.pool.query(
      `insert into refresh_tokens (token_hash, family_id, client_id, team_id, scope, issued_at, expires_at)
       select $1, family_id, client_id, team_id, scope, issued_at, expires_at from refresh_tokens where token_hash = $2`,
      [sha256(after), sha256(before)],
    )
    await app.database.pool.query(
      'update refresh_tokens set used_at = issued_at, replaced_by = $1, begun_at = null where token_hash = $2',
      [sha256(after), sha256(before)],
    )
    for (const token of [after, before, after]) expect((await renew(token)).status).toBe(200)
  })

  test("of another client is refused, and the owner's still works", async () => {
    const stranger = await app.makeTeam('stranger')
    const { body } = await own()
    expect(await renew(body.refresh_token, stranger)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
    expect((await renew(body.refresh_token)).status).toBe(200)
  })

  test('is good for ninety days after its last use, and is then forgotten', async () => {
    const { body } = await own()
    for (const days of [89, 89]) {
      app.clock.advance(days * 86_400_000)
      expect((await renew(body.refresh_token)).status).toBe(200)
    }
    app.clock.advance(91 * 86_400_000)
    expect((await renew(body.refresh_token)).status).toBe(400)
    await app.tokens.forgetExpired()
    const { rows } = await app.database.pool.query('select count(*) from refresh_tokens where expires_at < $1', [
      app.clock.now(),
    ])
    expect(Number(rows[0].count)).toBe(0)
  })

  test('ends for good where the service is set up so, however often it is used', async () => {
    const strict = await startTestApp({ REFRESH_TOKEN_IDLE_DAYS: '2', REFRESH_TOKEN_MAX_DAYS: '3' }, app)
    try {
      const there = createOAuth(strict)
      const { body } = await there.byCredentials(app.team)
      const statuses: number[] = []
      for (const days of [1, 1, 1]) {
        app.clock.advance(days * 86_400_000)
        statuses.push((await there.refresh(body.refresh_token, app.team)).status)
      }
      expect(statuses).toEqual([200, 200, 400])
    } finally {
      await strict.close()
    }
  })

  test('ends with the secret that it was got with', async () => {
    const client = await app.makeTeam('new-secret')
    const { body } = await oauth.byCredentials(client)
    expect(await reads(body.access_token)).toBe(200)
    const renewed = await app.teams.renewClient({ teamId: client.teamId, name: 'Client of new-secret' })
    expect(renewed.clientId).toBe(client.clientId)
    expect((await renew(body.refresh_token, renewed)).status).toBe(400)
    expect(await reads(body.access_token)).toBe(401)
  })

  test('and a secret stand in the database as hashes only', async () => {
    const { body } = await own()
    const { rows } = await app.database.pool.query(
      "select (select string_agg(t::text, '') from refresh_tokens t) || (select string_agg(c::text, '') from api_clients c) as all",
    )
    for (const secretText of [body.refresh_token, secret]) {
      expect(rows[0].all).not.toContain(secretText)
      expect(rows[0].all).not.toContain(Buffer.from(secretText).toString('hex'))
    }
  })
})

describe('an access token', () => {
  test.each([
    ['is missing', {}],
    ['is empty', { authorization: 'Bearer ' }],
    ['is of another kind', basic(clientId, secret)],
    ['is no token', { authorization: 'Bearer abc' }],
    ['is unsigned', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }],
    ['has a strange header', { authorization: `Bearer ${'x'.repeat(5000)}.y.z` }],
  ])('that %s opens nothing', async (_what, headers) => {
    const answer = await app.call('GET', '/v1/sessions', { token: null, headers: headers as Record<string, string> })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ type: '/problems/not-authenticated', status: 401 })
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  })

  test('with other claims under the same signature opens nothing', async () => {
    const [header, payload, signature] = (await own()).body.access_token.split('.')
    const claims = JSON.parse(Buffer.from(String(payload), 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, teamId: '01a20592-58ea-7054-a926-830583fcf532' })).toString(
      'base64url',
    )
    expect(await reads(`${header}.${forged}.${signature}`)).toBe(401)
  })

  test.each([
    ['of another installation with the same keys', { iss: 'https://copy.test' }],
    ['for another purpose', { aud: 'https://video.test/recordings' }],
    ['for several purposes', { aud: ['https://video.test/v1', 'x'] }],
    ['for no purpose', { aud: undefined }],
  ])('%s opens nothing', async (_what, change) => {
    const claims = decodeJwt((await own()).body.access_token)
    expect(await reads(await oauth.sign(claims))).toBe(200)
    const changed = JSON.parse(JSON.stringify({ ...claims, ...change }))
    expect(await reads(await oauth.sign(changed))).toBe(401)
  })

  test('from before tokens named their purpose works until it ends', async () => {
    const { rows } = await app.database.pool.query("select applied_at from migrations where name like '0020%'")
    const aheadMs = app.clock.now().getTime() - rows[0].applied_at.getTime()
    app.clock.advance(-aheadMs)
    const { aud: _aud, ...claims } = decodeJwt((await own()).body.access_token)
    expect(await reads(await oauth.sign(claims))).toBe(200)
    app.clock.advance(aheadMs)
  })

  test('ends after an hour, also when it was used before', async () => {
    const { body } = await own()
    expect(await reads(body.access_token)).toBe(200)
    app.clock.advance(3_601_000)
    expect(await reads(body.access_token)).toBe(401)
  })

  test('of a client that was revoked ends within five seconds', async () => {
    const revoked = await app.makeTeam('revoked')
    expect(await reads(revoked.token)).toBe(200)
    await app.database.pool.query('update api_clients set revoked_at = now() where client_id = $1', [revoked.clientId])
    app.clock.advance(5_001)
    expect(await reads(revoked.token)).toBe(401)
    expect((await ask({ grant_type: 'client_credentials' }, basic(revoked.clientId, revoked.secret))).status).toBe(401)
  })

  test('of the system client opens nothing that belongs to a team', async () => {
    const system = await app.makeSystemClient()
    const answer = await app.call('GET', '/v1/sessions', { token: system.token })
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } })
  })
})
