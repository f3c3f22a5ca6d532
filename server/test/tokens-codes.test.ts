import { createHash, randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp()
const oauth = createOAuth(app)
/** The team whose software acts for others. */
const maker = app.team
const appId = await oauth.makeApplication(maker.teamId)
const clinic = await app.makeTeam('clinic')
const { userId } = await oauth.makeUser({ teams: [clinic.teamId] })

const unbound = { redirectUri: null, challenge: null }
type Binding = Partial<Parameters<typeof oauth.newCode>[0]>
const newCode = (change: Binding = {}) =>
  oauth.newCode({ appId, userId, teamId: clinic.teamId, permissions: ['sessions'], ...unbound, ...change })
const refusal = { status: 400, body: { error: 'invalid_grant', error_description: expect.any(String) } }

describe('a code', () => {
  test('is redeemed for tokens that act for its user and its team', async () => {
    const { status, body } = await oauth.redeem(maker, await newCode())
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3600,
      token_type: 'Bearer',
      scope: `team_api[${clinic.teamId}] sessions`,
    })
    expect(decodeJwt(body.access_token)).toMatchObject({
      sub: userId,
      userId,
      teamId: clinic.teamId,
      clientId: maker.clientId,
      scope: body.scope,
    })
    const session = await app.book({ participants: [] }, body.access_token)
    expect(session.team_id).toBe(clinic.teamId)
    expect((await app.call('GET', `/v1/sessions/${session.session_id}`, { token: clinic.token })).status).toBe(200)
    expect((await app.call('GET', `/v1/sessions/${session.session_id}`)).status).toBe(404)
  })

  test("may be redeemed by any client of the application's team", async () => {
    const other = await app.teams.renewClient({ teamId: maker.teamId, name: 'Another one' })
    const { status, body } = await oauth.redeem(other, await newCode())
    expect(status).toBe(200)
    expect(decodeJwt(body.access_token).clientId).toBe(other.clientId)
    const renewed = await oauth.refresh(body.refresh_token, other)
    expect(decodeJwt(renewed.body.access_token)).toMatchObject({ userId, teamId: clinic.teamId })
  })

  test('is nothing to clients of other teams, and still good for those of its own', async () => {
    const code = await newCode()
    expect(await oauth.redeem(clinic, code)).toMatchObject(refusal)
    expect(await oauth.redeem(await app.makeSystemClient(), code)).toMatchObject(refusal)
    expect((await oauth.redeem(maker, code)).status).toBe(200)
  })

  test.each([
    ['that nobody was given', 'x'.repeat(43)],
    ['with a NUL', 'x\0y'],
  ])('%s is refused', async (_what, code) => {
    expect(await oauth.redeem(maker, code)).toMatchObject(refusal)
  })

  test('that is missing is told of', async () => {
    const answer = await oauth.token({ grant_type: 'authorization_code' }, maker)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('ends after ten minutes', async () => {
    const [early, late] = [await newCode(), await newCode()]
    app.clock.advance(9.9 * 60_000)
    expect((await oauth.redeem(maker, early)).status).toBe(200)
    app.clock.advance(0.2 * 60_000)
    expect(await oauth.redeem(maker, late)).toMatchObject(refusal)
  })

  test('that is used again takes the tokens of the first use with it', async () => {
    const code = await newCode()
    const { body } = await oauth.redeem(maker, code)
    const renewed = await oauth.refresh(body.refresh_token, maker)
    expect((await app.call('GET', '/v1/sessions', { token: body.access_token })).status).toBe(200)
    expect(await oauth.redeem(maker, code)).toMatchObject(refusal)
    expect(await oauth.refresh(renewed.body.refresh_token, maker)).toMatchObject(refusal)
    for (const token of [body.access_token, renewed.body.access_token])
      expect((await app.call('GET', '/v1/sessions', { token })).status).toBe(401)
  })

  test('that is used again is known also after its ten minutes, and forgotten in the end', async () => {
    const code = await newCode()
    const { body } = await oauth.redeem(maker, code)
    app.clock.advance(11 * 60_000)
    await app.tokens.forgetExpired()
    expect(await oauth.redeem(maker, code)).toMatchObject(refusal)
    expect(await oauth.refresh(body.refresh_token, maker)).toMatchObject(refusal)
    app.clock.advance(25 * 3_600_000)
    await app.tokens.forgetExpired()
    const { rows } = await app.database.pool.query('select from authorization_codes')
    expect(rows).toEqual([])
  })

  test('is redeemed once by many who come at the same moment, whichever process they reach', async () => {
    const second = await startTestApp({}, app)
    const elsewhere = createOAuth(second)
    try {
      for (let round = 0; round < 5; round++) {
        const code = await newCode()
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, index) => (index % 2 ? oauth : elsewhere).redeem(maker, code)),
        )
        const won = answers.filter(({ status }) => status === 200)
        expect(won.length).toBe(1)
        expect(answers.filter(({ status, body }) => status === 400 && body.error === 'invalid_grant').length).toBe(5)
        // Those who came second have the code from somewhere, too.
        expect(await oauth.refresh(String(won[0]?.body.refresh_token), maker)).toMatchObject(refusal)
      }
    } finally {
      await second.close()
    }
  })

  test('is refused once its application was revoked, and so are its tokens when they are renewed', async () => {
    const revoked = await oauth.makeApplication(maker.teamId)
    const { body } = await oauth.redeem(maker, await newCode({ appId: revoked }))
    const code = await newCode({ appId: revoked })
    await oauth.revokeApplication(revoked)
    expect(await oauth.redeem(maker, code)).toMatchObject(refusal)
    expect(await oauth.refresh(body.refresh_token, maker)).toMatchObject(refusal)
  })

  test('stands in the database as a hash only', async () => {
    const code = await newCode()
    const { rows } = await app.database.pool.query("select string_agg(c::text, '') as all from authorization_codes c")
    expect(rows[0].all).not.toContain(code)
    expect(rows[0].all).not.toContain(Buffer.from(code).toString('hex'))
    expect(rows[0].all).toContain(createHash('sha256').update(code).digest('hex'))
  })
})

test('an application that an admin has let in books in their name, and makes no clients', async () => {
  await app.teams.putMember(operator, clinic.teamId, userId, 'admin')
  const { body } = await oauth.redeem(maker, await newCode())
  const token = body.access_token
  expect((await app.book({ participants: [] }, token)).team_id).toBe(clinic.teamId)
  const asked = { token, body: { client_name: 'A way to stay' } }
  expect((await app.call('POST', `/v1/teams/${clinic.teamId}/clients`, asked)).status).toBe(403)
  const renewed = await oauth.refresh(body.refresh_token, maker)
  const again = { ...asked, token: renewed.body.access_token }
  expect((await app.call('POST', `/v1/teams/${clinic.teamId}/clients`, again)).status).toBe(403)
})

describe('a user who leaves the team', () => {
  test('takes the codes that are not redeemed yet with them', async () => {
    const leaver = await oauth.makeUser({ teams: [clinic.teamId] })
    const code = await newCode({ userId: leaver.userId })
    await oauth.leaveTeam(leaver.userId, clinic.teamId)
    expect(await oauth.redeem(maker, code)).toMatchObject(refusal)
  })

  test('loses the tokens when they are renewed, access tokens included', async () => {
    const leaver = await oauth.makeUser({ teams: [clinic.teamId] })
    const { body } = await oauth.redeem(maker, await newCode({ userId: leaver.userId }))
    await oauth.leaveTeam(leaver.userId, clinic.teamId)
    expect(await oauth.refresh(body.refresh_token, maker)).toMatchObject(refusal)
    expect((await app.call('GET', '/v1/sessions', { token: body.access_token })).status).toBe(401)
  })

  test('takes the clients that act for them along, with all tokens of those', async () => {
    const owner = await oauth.makeUser({ teams: [clinic.teamId] })
    const client = await app.teams.renewClient({ teamId: clinic.teamId, name: 'Owned' })
    await app.database.pool.query('update api_clients set owner_id = $1 where client_id = $2', [
      owner.userId,
      client.clientId,
    ])
    const { body } = await oauth.byCredentials(client)
    expect(decodeJwt(body.access_token).userId).toBe(owner.userId)
    await oauth.leaveTeam(owner.userId, clinic.teamId)
    expect((await oauth.refresh(body.refresh_token, client)).status).toBe(401)
    expect((await oauth.byCredentials(client)).status).toBe(401)
    expect((await app.call('GET', '/v1/sessions', { token: body.access_token })).status).toBe(401)
  })
})

describe('a code that is bound to a redirect URI', () => {
  const redirectUri = 'https://app.test/back?at=1'

  test.each([
    ['without it', {}],
    ['with another', { redirect_uri: 'https://app.test/back' }],
    ['with one that only looks the same', { redirect_uri: 'https://APP.test/back?at=1' }],
  ])('is refused %s, and still good with it', async (_what, more) => {
    const code = await newCode({ redirectUri })
    expect(await oauth.redeem(maker, code, more as Record<string, string>)).toMatchObject(refusal)
    expect((await oauth.redeem(maker, code, { redirect_uri: redirectUri })).status).toBe(200)
  })

  test('is the only one that needs it', async () => {
    expect((await oauth.redeem(maker, await newCode(), { redirect_uri: redirectUri })).status).toBe(200)
  })
})

describe('a code that is bound by PKCE', () => {
  // RFC 7636, appendix B.
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

  test('is redeemed with the verifier', async () => {
    const code = await newCode({ challenge })
    expect((await oauth.redeem(maker, code, { code_verifier: verifier })).status).toBe(200)
  })

  test.each([
    ['no verifier', {}, 'invalid_grant'],
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['the challenge itself', { code_verifier: challenge }, 'invalid_grant'],
    ['a verifier that is too short', { code_verifier: 'x'.repeat(42) }, 'invalid_request'],
    ['a verifier that is too long', { code_verifier: 'x'.repeat(129) }, 'invalid_request'],
    ['a verifier with other characters', { code_verifier: `${verifier}+` }, 'invalid_request'],
  ])('is refused with %s, and still good with the right one', async (_what, more, error) => {
    const code = await newCode({ challenge })
    const answer = await oauth.redeem(maker, code, more as Record<string, string>)
    expect(answer).toMatchObject({ status: 400, body: { error } })
    expect((await oauth.redeem(maker, code, { code_verifier: verifier })).status).toBe(200)
  })

  test('by the plain verifier, as servers once did, is refused', async () => {
    const code = await newCode({ challenge: verifier })
    await app.database.pool.query(
      "update authorization_codes set code_challenge_method = 'plain' where used_at is null",
    )
    expect(await oauth.redeem(maker, code, { code_verifier: verifier })).toMatchObject(refusal)
  })

  test('is the only one that takes a verifier, as somebody may have taken the challenge away', async () => {
    expect(await oauth.redeem(maker, await newCode(), { code_verifier: verifier })).toMatchObject(refusal)
  })
})

describe('POST /v1/user/auth-codes', () => {
  type Answer = { code: string; errors?: { pointer: string }[] }
  const holder = { clientId: clinic.clientId, userId, teamId: clinic.teamId, scope: `team_api[${clinic.teamId}]` }
  const userToken = async (change: Partial<Parameters<typeof app.tokens.issue>[0]> = {}) =>
    (await app.tokens.issue({ ...holder, ...change })).access_token
  const make = async (body: unknown, token?: string) =>
    app.call<Answer>('POST', '/v1/user/auth-codes', { body, token: token ?? (await userToken()) })

  test("makes a code that the application's clients redeem", async () => {
    const { status, body } = await make({ clientId: appId, teamId: clinic.teamId })
    expect(status).toBe(200)
    expect(body).toEqual({ code: expect.any(String) })
    const redeemed = await oauth.redeem(maker, body.code)
    expect(decodeJwt(redeemed.body.access_token)).toMatchObject({ userId, teamId: clinic.teamId })
    expect(await oauth.redeem(maker, body.code)).toMatchObject(refusal)
  })

  test('is for users only', async () => {
    const body = { clientId: appId, teamId: clinic.teamId }
    const ofClient = (await oauth.byCredentials(clinic)).body.access_token
    expect(await make(body, ofClient)).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } })
    expect(await make(body, (await app.makeSystemClient()).token)).toMatchObject({ status: 403 })
    expect((await app.call('POST', '/v1/user/auth-codes', { body, token: null })).status).toBe(401)
  })

  test('points at everything that is not there, all at once', async () => {
    const pointers = async (body: unknown) => {
      const answer = await make(body)
      expect(answer.status).toBe(400)
      return answer.body.errors?.map(({ pointer }) => pointer)
    }
    const revoked = await oauth.makeApplication(maker.teamId)
    await oauth.revokeApplication(revoked)
    expect(await pointers({})).toEqual(['/clientId', '/teamId'])
    expect(await pointers({ clientId: 'x', teamId: 7 })).toEqual(['/clientId', '/teamId'])
    expect(await pointers({ clientId: randomUUID(), teamId: randomUUID() })).toEqual(['/clientId', '/teamId'])
    expect(await pointers({ clientId: revoked, teamId: clinic.teamId })).toEqual(['/clientId'])
    expect(await pointers({ clientId: appId, teamId: maker.teamId })).toEqual(['/teamId'])
    expect(await pointers({ clientId: appId, teamId: clinic.teamId, scope: 'sessions everything' })).toEqual(['/scope'])
  })

  test('gives what is asked for, or the usual', async () => {
    const scopeOf = async (asked: object) => {
      const { body } = await make({ clientId: appId, teamId: clinic.teamId, ...asked })
      return (await oauth.redeem(maker, body.code)).body.scope
    }
    expect(await scopeOf({})).toBe(`team_api[${clinic.teamId}] sessions participants summaries`)
    expect(await scopeOf({ scope: 'audit sessions:read' })).toBe(`team_api[${clinic.teamId}] sessions:read audit`)
  })

  test('is not for applications, which could let in others and themselves, again and again', async () => {
    const { access_token } = (await oauth.redeem(maker, await newCode())).body
    const answer = await make({ clientId: appId, teamId: clinic.teamId }, access_token)
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } })
  })

  test("lets nobody who acts for a user in one team into the user's other teams", async () => {
    const second = await app.makeTeam('second')
    const both = await oauth.makeUser({ teams: [clinic.teamId, second.teamId] })
    const body = { clientId: appId, teamId: second.teamId }
    const ofOneTeam = await userToken({ userId: both.userId })
    expect(await make(body, ofOneTeam)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/teamId' }] } })
    const byPassword = await userToken({ userId: both.userId, grantType: 'password' })
    expect((await make(body, byPassword)).status).toBe(200)
    const ofNoTeam = await userToken({ userId: both.userId, teamId: null, scope: 'user' })
    expect((await make(body, ofNoTeam)).status).toBe(200)
  })
})
