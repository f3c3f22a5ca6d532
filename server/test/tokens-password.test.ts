import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp({ PASSWORD_GRANT: 'on' })
const oauth = createOAuth(app)
const system = await app.makeSystemClient()
const second = await app.makeTeam('second')
const password = 'correct horse: battery+staple & 100% ünï'

const signIn = (client: { clientId: string; secret: string }, username: string, given = password) =>
  oauth.token({ grant_type: 'password', username, password: given }, client)

test('without the setting there is no such grant', async () => {
  const plain = await startTestApp({}, app)
  try {
    const answer = await createOAuth(plain).token({ grant_type: 'password', username: 'x', password: 'y' }, app.team)
    expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } })
    expect(answer.body.error_description).not.toContain('password')
  } finally {
    await plain.close()
  }
})

describe('a token by password', () => {
  test("acts for the user in the client's team, also when it is renewed", async () => {
    const user = await oauth.makeUser({ email: 'Robin@clinic.test', password, teams: [second.teamId, app.team.teamId] })
    const { status, body } = await signIn(app.team, 'robin@CLINIC.test')
    expect(status).toBe(200)
    expect(body.scope).toBe(`team_api[${app.team.teamId}] sessions participants summaries payments webhooks audit`)
    const claims = { sub: user.userId, userId: user.userId, teamId: app.team.teamId, clientId: app.team.clientId }
    expect(decodeJwt(body.access_token)).toMatchObject(claims)
    expect((await app.book({}, body.access_token)).team_id).toBe(app.team.teamId)
    const renewed = await oauth.refresh(body.refresh_token, app.team)
    expect(decodeJwt(renewed.body.access_token)).toMatchObject({ ...claims, amr: ['pwd'] })
  })

  test("acts in the user's oldest team where the system client asks, and can choose another for an application", async () => {
    const { email } = await oauth.makeUser({ password, teams: [second.teamId, app.team.teamId] })
    const { body } = await signIn(system, email)
    expect(decodeJwt(body.access_token).teamId).toBe(second.teamId)
    const appId = await oauth.makeApplication(app.team.teamId)
    const code = await app.call('POST', '/v1/user/auth-codes', {
      body: { clientId: appId, teamId: app.team.teamId },
      token: body.access_token,
    })
    expect(code.status).toBe(200)
  })

  test('acts for a user without a team by the system client, and opens nothing of a team', async () => {
    const { email } = await oauth.makeUser({ password })
    const { body } = await signIn(system, email)
    expect(body.scope).toBe('user')
    expect(decodeJwt(body.access_token).teamId).toBeNull()
    expect((await app.call('GET', '/v1/sessions', { token: body.access_token })).status).toBe(403)
    expect((await oauth.refresh(body.refresh_token, system)).status).toBe(200)
  })

  test('ends by the next renewal when the user leaves the team', async () => {
    const user = await oauth.makeUser({ password, teams: [app.team.teamId] })
    const { body } = await signIn(app.team, user.email)
    await oauth.leaveTeam(user.userId, app.team.teamId)
    expect((await oauth.refresh(body.refresh_token, app.team)).status).toBe(400)
  })

  test('ends at once with the password, and others of the user do not', async () => {
    const user = await oauth.makeUser({ password, teams: [app.team.teamId] })
    const { body } = await signIn(app.team, user.email)
    const scope = `team_api[${app.team.teamId}]`
    const own = await app.tokens.issue({ ...app.team, userId: user.userId, scope, grantType: 'client_credentials' })
    const reads = async (token: string) => (await app.call('GET', '/v1/user/team', { token })).status
    expect([await reads(body.access_token), await reads(own.access_token)]).toEqual([200, 200])
    await app.users.setPassword(operator, user.userId, 'another horse, another staple')
    expect((await oauth.refresh(body.refresh_token, app.team)).status).toBe(400)
    expect([await reads(body.access_token), await reads(own.access_token)]).toEqual([401, 200])
  })

  test('is refused in the same words whatever the reason', async () => {
    const { email } = await oauth.makeUser({ password, teams: [app.team.teamId] })
    const stranger = await oauth.makeUser({ password, teams: [second.teamId] })
    const withoutOne = await oauth.makeUser({ teams: [app.team.teamId] })
    const answers = [
      await signIn(app.team, email, 'wrong'),
      await signIn(app.team, 'nobody@clinic.test'),
      await signIn(app.team, stranger.email),
      await signIn(app.team, withoutOne.email),
      await signIn(app.team, `${email}\0`),
      await signIn(system, email, 'wrong'),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(400)
      expect(body).toEqual({ error: 'invalid_grant', error_description: answers[0]?.body.error_description })
    }
  })

  test.each([
    ['username', { password }],
    ['password', { username: 'x' }],
    ['password', { username: 'x', password: '' }],
  ])('needs a %s', async (_what, parameters) => {
    const answer = await oauth.token({ grant_type: 'password', ...(parameters as Record<string, string>) }, app.team)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('is not to be had by guessing: after five wrong ones clients are told how long to wait', async () => {
    const { email } = await oauth.makeUser({ password, teams: [app.team.teamId] })
    for (let count = 0; count < 5; count++) expect((await signIn(app.team, email, 'wrong')).status).toBe(400)
    const refused = await signIn(app.team, email)
    expect(refused.status).toBe(429)
    expect(refused.body).toEqual({ error: 'temporarily_unavailable', error_description: expect.any(String) })
    const waitSeconds = Number(refused.headers.get('retry-after'))
    expect(waitSeconds).toBeGreaterThan(60)
    expect(waitSeconds).toBeLessThanOrEqual(300)
    app.clock.advance(waitSeconds * 1000)
    expect((await signIn(app.team, email)).status).toBe(200)
  })
})
