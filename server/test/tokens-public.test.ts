import { createHash } from 'node:crypto'
import type { Client } from '@anteroom/contract/api/teams'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp({ PASSWORD_GRANT: 'on' })
const oauth = createOAuth(app)
const clinic = await app.makeTeam('clinic')
const { userId } = await oauth.makeUser({ teams: [clinic.teamId] })
const appId = await oauth.makeApplication(app.team.teamId)
const { body: client } = await app.call<Client>('POST', `/v1/teams/${app.team.teamId}/clients`, {
  token: (await app.makeSystemClient()).token,
  body: { client_name: 'App on a phone', public: true },
})
const verifier = 'v'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

const ask = (parameters: Record<string, string>) =>
  oauth.post('/v1/auth/token', { client_id: client.clientId, ...parameters }, {})
const newCode = (bound: string | null) =>
  oauth.newCode({
    appId,
    userId,
    teamId: clinic.teamId,
    permissions: ['sessions'],
    redirectUri: null,
    challenge: bound,
  })
const redeem = async () =>
  ask({ grant_type: 'authorization_code', code: await newCode(challenge), code_verifier: verifier })
const refresh = (refresh_token: string) => ask({ grant_type: 'refresh_token', refresh_token })
const reads = async (token: string) => (await app.call('GET', '/v1/user/team', { token })).status
const refusal = { status: 400, body: { error: 'invalid_grant' } }

describe('a client without a secret', () => {
  test('has none, and is known by its id', async () => {
    expect(client.secret).toBeNull()
    const { status, body } = await redeem()
    expect([status, await reads(body.access_token)]).toEqual([200, 200])
  })

  test('redeems no code that is bound to nothing', async () => {
    const code = await newCode(null)
    const answer = await ask({ grant_type: 'authorization_code', code })
    expect(answer).toMatchObject(refusal)
    expect(answer.body.error_description).toContain('code_challenge')
    expect((await oauth.redeem(app.team, code)).status).toBe(200)
  })

  test.each([
    ['client_credentials', {}],
    ['password', { username: 'ana@clinic.test', password: 'correct horse battery staple' }],
  ])('gets no token by %s', async (grant_type, more) => {
    expect(await ask({ grant_type, ...more })).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
  })

  test('cannot be taken for another, nor another for it', async () => {
    const secret = await oauth.token({ grant_type: 'client_credentials' }, { ...client, secret: 'made up' })
    expect(secret).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const noSecret = await ask({ client_id: app.team.clientId, grant_type: 'client_credentials' })
    expect(noSecret).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('gives its tokens back', async () => {
    const { body } = await redeem()
    const answer = await oauth.post('/v1/auth/revoke', { client_id: client.clientId, token: body.refresh_token }, {})
    expect([answer.status, await reads(body.access_token)]).toEqual([200, 401])
  })
})

describe('the refresh token of a client without a secret', () => {
  test('is good once, and a lost answer can be asked for again', async () => {
    const { body } = await redeem()
    const [lost, also, again] = [
      await refresh(body.refresh_token),
      await refresh(body.refresh_token),
      await refresh(body.refresh_token),
    ]
    expect([lost.status, also.status, again.status]).toEqual([200, 200, 200])
    expect(lost.body.refresh_token).not.toBe(body.refresh_token)
    expect(again.body.refresh_token).toBe(lost.body.refresh_token)
    expect((await refresh(again.body.refresh_token)).status).toBe(200)
  })

  test('works for many who use it at the same moment', async () => {
    const { body } = await redeem()
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(body.refresh_token)))
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.refresh_token}`)).size).toBe(1)
    expect((await refresh(String(answers[0]?.body.refresh_token))).status).toBe(200)
  })

  test('that is used after its replacement was used takes the grant with it, access tokens included', async () => {
    const first = (await redeem()).body
    const second = (await refresh(first.refresh_token)).body
    const third = (await refresh(second.refresh_token)).body
    expect(await reads(third.access_token)).toBe(200)
    expect(await refresh(first.refresh_token)).toMatchObject(refusal)
    expect(await refresh(third.refresh_token)).toMatchObject(refusal)
    expect(await reads(third.access_token)).toBe(401)
  })

  test('that is used again later is refused, and so is the one after it', async () => {
    const first = (await redeem()).body
    const second = (await refresh(first.refresh_token)).body
    app.clock.advance(11_000)
    expect((await refresh(first.refresh_token)).status).toBe(400)
    expect((await refresh(second.refresh_token)).status).toBe(400)
  })
})
