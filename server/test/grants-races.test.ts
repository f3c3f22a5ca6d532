import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { hashPassword } from '../src/users/passwords.ts'
import { startTestApp } from './support/app.ts'
import { authorizePath, authorizeUrl, createBrowser, makeUser, password, signInPath } from './support/authorize.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp({ PASSWORD_GRANT: 'on' })
const oauth = createOAuth(app)
const maker = app.team
const clinic = await app.makeTeam('clinic')
const otherHash = await hashPassword('another sentence altogether')

const ends = {
  secret: 'update api_clients set secret_hash = $2 where client_id = $1',
  client: 'update api_clients set revoked_at = now() where client_id = $1',
  application: 'update applications set revoked_at = now() where app_id = $1',
  member: 'delete from team_members where user_id = $1',
  password: 'update users set password_hash = $2 where user_id = $1',
}

/** Asks while somebody else is about to end something: their change is made, and becomes true once the request waits for it. */
async function askWhile<Answer>(change: string, values: unknown[], ask: () => Promise<Answer>): Promise<Answer> {
  const other = await app.database.pool.connect()
  try {
    await other.query('begin')
    await other.query(change, values)
    const asked = ask()
    const waiting = () =>
      app.database.vital.pool
        .query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .then(({ rowCount }) => rowCount)
    await expect.poll(waiting, { interval: 5, timeout: 5_000 }).toBe(1)
    await other.query('commit')
    return await asked
  } finally {
    await other.query('rollback')
    other.release()
  }
}

const newClient = () => app.teams.renewClient({ teamId: maker.teamId, name: app.ids.random() })

async function letIn(client: { clientId: string; secret: string } = maker) {
  const appId = await oauth.makeApplication(maker.teamId)
  const { userId } = await oauth.makeUser({ teams: [clinic.teamId] })
  const asked = { appId, userId, teamId: clinic.teamId, permissions: ['sessions'] as const }
  const code = () => oauth.newCode({ ...asked, redirectUri: null, challenge: null })
  return { appId, userId, code, token: (await oauth.redeem(client, await code())).body }
}

const liveTokens = async (of: 'client_id' | 'user_id' | 'app_id', id: string) =>
  (await app.database.pool.query(`select from refresh_tokens where ${of} = $1 and revoked_at is null`, [id])).rowCount

describe('no token comes of', () => {
  test('a secret that is replaced at that moment', async () => {
    const client = await newClient()
    const answer = await askWhile(ends.secret, [client.clientId, Buffer.alloc(32)], () => oauth.byCredentials(client))
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(await liveTokens('client_id', client.clientId)).toBe(0)
  })

  test('a client that ends at that moment, for a code or by renewal', async () => {
    for (const way of ['code', 'renewal']) {
      const client = await newClient()
      const { code, token } = await letIn(client)
      const given = await code()
      const ask = () => (way === 'code' ? oauth.redeem(client, given) : oauth.refresh(token.refresh_token, client))
      const answer = await askWhile(ends.client, [client.clientId], ask)
      expect(answer.status).toBe(way === 'code' ? 401 : 400)
    }
  })

  test.each([
    ['application', 'appId'],
    ['member', 'userId'],
  ] as const)('an %s that ends at that moment, for a code or by renewal', async (kind, id) => {
    const granted = await letIn()
    const code = await granted.code()
    const redeemed = await askWhile(ends[kind], [granted[id]], () => oauth.redeem(maker, code))
    expect(redeemed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const other = await letIn()
    const renew = () => oauth.refresh(other.token.refresh_token, maker)
    expect((await askWhile(ends[kind], [other[id]], renew)).status).toBe(400)
    expect(await liveTokens(kind === 'member' ? 'user_id' : 'app_id', other[id])).toBe(0)
  })

  test('a grant that was taken back while another server renewed it', async () => {
    const { token } = await letIn()
    const { rows } = await app.database.pool.query(
      'select family_id from refresh_tokens order by issued_at desc limit 1',
    )
    await app.database.pool.query('insert into revoked_families (family_id) values ($1)', [rows[0].family_id])
    expect((await oauth.refresh(token.refresh_token, maker)).status).toBe(400)
  })
})

describe('a password that is replaced at that moment', () => {
  test('gets no token', async () => {
    const { userId, email } = await makeUser(app, [maker.teamId])
    const answer = await askWhile(ends.password, [userId, otherHash], () =>
      oauth.token({ grant_type: 'password', username: email, password }, maker),
    )
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await liveTokens('user_id', userId)).toBe(0)
  })

  test('signs nobody in, and makes no browser known', async () => {
    const { userId, email } = await makeUser(app, [clinic.teamId])
    const appId = await oauth.makeApplication(maker.teamId)
    const browser = createBrowser(app)
    await browser.get(authorizeUrl({ client_id: appId }))
    const answer = await askWhile(ends.password, [userId, otherHash], () =>
      browser.submit(signInPath, { email, password }),
    )
    expect(answer.status).toBe(400)
    for (const table of ['sign_ins', 'sign_in_devices'])
      expect((await app.database.pool.query(`select from ${table} where user_id = $1`, [userId])).rowCount).toBe(0)
  })
})

describe('a user whose password is replaced', () => {
  const authorized = async (email: string) => {
    const appId = await oauth.makeApplication(maker.teamId)
    const browser = createBrowser(app)
    await browser.signIn(authorizeUrl({ client_id: appId }), email)
    return browser
  }

  test('has let nobody in by a sign-in that ends at that moment', async () => {
    const { userId, email } = await makeUser(app, [clinic.teamId])
    const browser = await authorized(email)
    const change = `with changed as (${ends.password} returning user_id)
      delete from sign_ins where user_id in (select user_id from changed)`
    const answer = await askWhile(change, [userId, otherHash], () =>
      browser.submit(authorizePath, { decision: 'allow', team_id: clinic.teamId }),
    )
    expect(answer.headers.location).toMatch(/^\/v1\/auth\/authorize/)
    expect((await browser.follow(answer)).html).toContain('name="password"')
  })

  test('has left no code behind that somebody else asked for', async () => {
    const { userId, code } = await letIn()
    const pending = await code()
    await app.users.setPassword(operator, userId, 'a quite different sentence')
    expect((await oauth.redeem(maker, pending)).status).toBe(400)
  })

  test('lets nobody in by a token that has not been found out yet to have ended', async () => {
    const { userId, email } = await makeUser(app, [maker.teamId])
    const beside = await startTestApp({}, app)
    try {
      const { access_token: token } = (await oauth.token({ grant_type: 'password', username: email, password }, maker))
        .body
      const path = '/v1/user/team'
      expect((await beside.call('GET', path, { token })).status).toBe(200)
      await app.users.setPassword(operator, userId, 'a quite different sentence')
      expect((await beside.call('GET', path, { token })).status).toBe(200)
      const body = { clientId: await oauth.makeApplication(maker.teamId), teamId: maker.teamId }
      expect((await beside.call('POST', '/v1/user/auth-codes', { token, body })).status).toBe(401)
    } finally {
      await beside.close()
    }
  })
})
