import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { GrantPage } from '@anteroom/contract/api/grants'
import type { Session } from '@anteroom/contract/api/sessions'
import type { Client } from '@anteroom/contract/api/teams'
import type { WebhookPage, WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { aBooking, startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp()
const oauth = createOAuth(app)
/** The team whose software acts for others. */
const maker = app.team
const clinic = await app.makeTeam('clinic')
const system = await app.makeSystemClient()
const appId = await oauth.makeApplication(maker.teamId)
const ana = await oauth.makeUser({ teams: [clinic.teamId] })

type Permissions = Parameters<typeof oauth.newCode>[0]['permissions']
const everything: Permissions = ['sessions', 'participants', 'summaries', 'webhooks', 'audit']

const newCode = (permissions: Permissions = everything, userId = ana.userId) =>
  oauth.newCode({ appId, userId, teamId: clinic.teamId, permissions, redirectUri: null, challenge: null })
const letIn = async (permissions?: Permissions, userId?: string) =>
  (await oauth.redeem(maker, await newCode(permissions, userId))).body
const reads = async (token: string, where = app) => (await where.call('GET', '/v1/user/team', { token })).status
const grantsPath = `/v1/teams/${clinic.teamId}/grants`
const listed = async () => (await app.call<GrantPage>('GET', grantsPath, { token: system.token })).body.content
const newest = async () => (await listed())[0]?.grantId ?? ''
const withdraw = (grantId: string) => app.call('DELETE', `${grantsPath}/${grantId}`, { token: system.token })

describe('what an application was allowed to do', () => {
  test('is listed for the team, with who allowed it and when it was last used', async () => {
    const { refresh_token } = await letIn(['sessions:read', 'audit'])
    const [before] = await listed()
    expect(before).toMatchObject({
      appId,
      applicationName: 'Practice software',
      clientId: maker.clientId,
      userId: ana.userId,
      userName: 'Robin Hale',
      scope: ['sessions:read', 'audit'],
    })
    app.clock.advance(1_800_000)
    await oauth.refresh(refresh_token, maker)
    const [after] = await listed()
    expect(after?.givenAt).toBe(before?.givenAt)
    expect(Date.parse(String(after?.lastUsedAt)) - Date.parse(String(before?.lastUsedAt))).toBeGreaterThanOrEqual(
      1_800_000,
    )
    expect(
      (await app.call<GrantPage>('GET', `/v1/teams/${maker.teamId}/grants`, { token: system.token })).body.content,
    ).toEqual([])
  })

  test('ends when the team takes it back: here at once, elsewhere within five seconds', async () => {
    const beside = await startTestApp({}, app)
    try {
      const token = await letIn()
      const grantId = await newest()
      const pending = await newCode()
      for (const where of [app, beside]) expect(await reads(token.access_token, where)).toBe(200)
      expect(await withdraw(grantId)).toMatchObject({ status: 200, body: { ok: true } })
      expect(await reads(token.access_token)).toBe(401)
      app.clock.advance(5_001)
      expect(await reads(token.access_token, beside)).toBe(401)
      expect((await oauth.refresh(token.refresh_token, maker)).status).toBe(400)
      expect((await oauth.redeem(maker, pending)).status).toBe(400)
      expect((await listed()).map((grant) => grant.grantId)).not.toContain(grantId)
      expect((await withdraw(grantId)).status).toBe(404)
    } finally {
      await beside.close()
    }
  })

  test('is one for each user, however often they allowed it: all of theirs ends, what others allowed stays', async () => {
    const first = await letIn(['sessions:read'])
    const grantId = await newest()
    const second = await letIn(['audit'])
    const { userId } = await oauth.makeUser({ teams: [clinic.teamId] })
    const ofAnother = await letIn(everything, userId)
    const own = (await listed()).filter((grant) => grant.userId === ana.userId)
    expect(own.map(({ scope }) => scope)).toEqual([['sessions:read', 'audit']])
    const ofOthers = `/v1/teams/${maker.teamId}/grants/${grantId}`
    expect((await app.call('DELETE', ofOthers, { token: system.token })).status).toBe(404)
    await withdraw(grantId)
    const tokens = [first, second, ofAnother]
    expect(await Promise.all(tokens.map(({ access_token }) => reads(access_token)))).toEqual([401, 401, 200])
    expect((await listed()).map((grant) => grant.userId)).toEqual([userId])
    await withdraw(await newest())
  })

  test('comes a page at a time, in the order in which users allowed it', async () => {
    const team = await app.makeTeam('paged')
    const users: string[] = []
    for (const _ of [1, 2, 3, 4]) {
      app.clock.advance(1000)
      const { userId } = await oauth.makeUser({ teams: [team.teamId] })
      const asked = { appId, userId, teamId: team.teamId, permissions: everything, redirectUri: null, challenge: null }
      await oauth.redeem(maker, await oauth.newCode(asked))
      users.push(userId)
    }
    // Two of them at the same moment.
    await app.database.pool.query(
      `update refresh_tokens set begun_at = (select coalesce(begun_at, issued_at) from refresh_tokens where user_id = $1 and team_id = $3)
      where user_id = $2 and team_id = $3`,
      [users[1], users[2], team.teamId],
    )
    const page = async (query: string) =>
      (await app.call<GrantPage>('GET', `/v1/teams/${team.teamId}/grants?${query}`, { token: system.token })).body
    const whole = (await page('')).content.map(({ userId }) => userId)
    expect(whole).toEqual([users[3], ...users.slice(1, 3).sort(), users[0]])
    const read: string[] = []
    for (let next: string | null = '', after = ''; next !== null; after = `&after=${next}`) {
      const { content, ...place } = await page(`limit=1${after}`)
      read.push(...content.map(({ userId }) => userId))
      expect(place.more).toBe(read.length < 4)
      next = place.next
    }
    expect(read).toEqual(whole)
    for (const after of ['x', '1_2_3', `-1_${appId}_${ana.userId}`]) {
      const path = `/v1/teams/${team.teamId}/grants?after=${after}`
      expect((await app.call('GET', path, { token: system.token })).status).toBe(400)
    }
  })

  test('is written down when it is given and when it is taken back', async () => {
    await letIn(['audit'])
    const grantId = await newest()
    await withdraw(grantId)
    await app.audit.seal()
    const entries: { action: string; target: string | null; details: string }[] = []
    for await (const entry of app.audit.export(clinic.teamId)) entries.push(entry)
    // What is noted beside them may be written before or after.
    const last = (action: string) => entries.findLast((entry) => entry.action === action)
    expect(last('application.authorise')).toMatchObject({ target: appId })
    expect(last('application.authorise')?.details).toContain('"audit"')
    expect(last('grant.withdraw')).toMatchObject({ target: grantId })
  })

  test('ends for every team with the application', async () => {
    const own = await oauth.makeApplication(maker.teamId)
    const asked = { userId: ana.userId, teamId: clinic.teamId, permissions: everything }
    const code = await oauth.newCode({ ...asked, appId: own, redirectUri: null, challenge: null })
    const token = (await oauth.redeem(maker, code)).body
    expect(await reads(token.access_token)).toBe(200)
    await app.teams.revokeApplication(operator, own)
    expect(await reads(token.access_token)).toBe(401)
    expect((await oauth.refresh(token.refresh_token, maker)).status).toBe(400)
  })
})

describe('a member who is taken out of the team', () => {
  const remove = (userId: string) =>
    app.call('DELETE', `/v1/teams/${clinic.teamId}/members/${userId}`, { token: system.token })

  test('takes along what acts in their name, and it does not come back with them', async () => {
    const { userId: ownerId } = await oauth.makeUser({ teams: [clinic.teamId] })
    const scope = [`team_api[${clinic.teamId}]`]
    const made = await app.call<Client>('POST', '/v1/system/clients', {
      token: system.token,
      body: { client_name: 'Owned', ownerId, scope },
    })
    const client = { clientId: made.body.clientId, secret: made.body.secret ?? '' }
    const own = (await oauth.byCredentials(client)).body
    const granted = await letIn(everything, ownerId)
    const pending = await newCode(everything, ownerId)
    for (const token of [own, granted]) expect(await reads(token.access_token)).toBe(200)
    expect((await remove(ownerId)).body).toEqual({ ok: true })
    const refused = async () => [
      await reads(own.access_token),
      await reads(granted.access_token),
      (await oauth.refresh(granted.refresh_token, maker)).status,
      (await oauth.redeem(maker, pending)).status,
      (await oauth.byCredentials(client)).status,
    ]
    expect(await refused()).toEqual([401, 401, 400, 400, 401])
    await app.teams.putMember(operator, clinic.teamId, ownerId, 'member')
    app.clock.advance(5_001)
    expect(await refused()).toEqual([401, 401, 400, 400, 401])
  })

  test('cannot be the last admin, by whatever way', async () => {
    const [first, second] = [await oauth.makeUser({}), await oauth.makeUser({})]
    for (const { userId } of [first, second]) await app.teams.putMember(operator, clinic.teamId, userId, 'admin')
    const answers = await Promise.all([remove(first.userId), remove(second.userId)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const last = answers[0]?.status === 200 ? second : first
    await expect(app.teams.putMember(operator, clinic.teamId, last.userId, 'member')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('is unknown when they are in no team, or in another', async () => {
    expect((await remove(randomUUID())).status).toBe(404)
  })
})

describe('an application that may do with sessions as it likes, but not with who takes part', () => {
  test('books without seats, and is told of none', async () => {
    const { access_token: token } = await letIn(['sessions'])
    const withSeats = await app.call('POST', '/v1/sessions', { body: aBooking(app.clock), token })
    expect(withSeats).toMatchObject({ status: 403, body: { type: '/problems/insufficient-scope' } })
    const { session_id } = await app.book({ participants: [] }, token)
    const seat = { display_name: 'Ana Secret', role: 'host' }
    await app.call('POST', `/v1/sessions/${session_id}/participants`, { body: seat, token: clinic.token })
    const path = `/v1/sessions/${session_id}`
    const answers = [
      await app.call('GET', path, { token }),
      await app.call('PUT', path, { body: { session_name: 'x' }, token }),
      await app.call('GET', '/v1/sessions', { token }),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toMatch(/Secret|entry_url/)
    }
    expect((await app.call<Session>('GET', path, { token: clinic.token })).body.participants).toHaveLength(1)
  })

  test('cannot ask which sessions somebody of a given state takes part in', async () => {
    const [some, all] = [await letIn(['sessions']), await letIn()]
    const ask = async (token: string) => (await app.call('GET', '/v1/sessions?state=waiting', { token })).status
    expect([await ask(some.access_token), await ask(all.access_token), await ask(clinic.token)]).toEqual([
      403, 200, 200,
    ])
  })

  test('does not get them by an answer that another grant was given', async () => {
    const [all, some] = [await letIn(), await letIn(['sessions'])]
    const asked = { body: aBooking(app.clock), headers: { 'idempotency-key': 'both grants' } }
    const first = await app.call<Session>('POST', '/v1/sessions', { ...asked, token: all.access_token })
    const again = await app.call<Session>('POST', '/v1/sessions', { ...asked, token: some.access_token })
    expect(first.body.participants).toHaveLength(2)
    expect([again.body.session_id, again.body.participants]).toEqual([first.body.session_id, []])
  })
})

describe('a webhook of an application', () => {
  const register = async (token: string) =>
    (await app.call<WebhookWithSecret>('POST', '/v1/webhooks', { body: { url: 'https://app.example/hook' }, token }))
      .body
  const idsOf = async (token: string) =>
    (await app.call<WebhookPage>('GET', '/v1/webhooks', { token })).body.content.map(({ webhook_id }) => webhook_id)

  const countPending = async () =>
    Number((await app.database.pool.query('select count(*) from events where handed_on_at is null')).rows[0].count)

  test('is seen by the application and the team; the team’s own are not by the application', async () => {
    const [{ access_token }, own] = [await letIn(['webhooks']), await register(clinic.token)]
    const { webhook_id } = await register(access_token)
    expect(await idsOf(access_token)).toEqual([webhook_id])
    expect(await idsOf(clinic.token)).toEqual(expect.arrayContaining([webhook_id, own.webhook_id]))
    const change = { url: 'https://app.example/other' }
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const body = method === 'PUT' ? { body: change } : {}
      const answer = await app.call(method, `/v1/webhooks/${own.webhook_id}`, { ...body, token: access_token })
      expect(answer.status).toBe(404)
    }
  })

  test('of before is known as the application’s after the update, where the audit log tells', async () => {
    const sql = await readFile(new URL('../migrations/0024_webhooks_of_applications.sql', import.meta.url), 'utf8')
    const vendor = await app.makeTeam('vendor')
    const [one, other] = [await oauth.makeApplication(vendor.teamId), await oauth.makeApplication(vendor.teamId)]
    const letInOf = async (appId: string) => {
      const asked = { userId: ana.userId, teamId: clinic.teamId, permissions: everything, appId }
      const code = await oauth.newCode({ ...asked, redirectUri: null, challenge: null })
      return (await oauth.redeem(vendor, code)).body.access_token
    }
    const [{ webhook_id }, own] = [await register(await letInOf(one)), await register(clinic.token)]
    const ofBefore = 'update webhooks set app_id = null where webhook_id = $1'
    const appOf = async (id: string) =>
      (await app.database.pool.query('select app_id from webhooks where webhook_id = $1', [id])).rows[0].app_id
    await app.audit.seal()
    await app.database.pool.query(ofBefore, [webhook_id])
    await app.database.pool.query(sql)
    expect([await appOf(webhook_id), await appOf(own.webhook_id)]).toEqual([one, null])

    await letInOf(other)
    await app.database.pool.query(ofBefore, [webhook_id])
    await app.database.pool.query(sql)
    expect(await appOf(webhook_id)).toBeNull()
  })

  test('is told nothing once the application may not act for the team any more', async () => {
    for (const { grantId } of await listed()) await withdraw(grantId)
    const token = await letIn(['webhooks'])
    const { webhook_id } = await register(token.access_token)
    const deliveries = async () => {
      await expect.poll(countPending, { interval: 20, timeout: 20_000 }).toBe(0)
      const { rows } = await app.database.pool.query('select from webhook_deliveries where webhook_id = $1', [
        webhook_id,
      ])
      return rows.length
    }
    await app.book({}, clinic.token)
    const before = await deliveries()
    expect(before).toBeGreaterThan(0)
    await withdraw(await newest())
    await app.book({}, clinic.token)
    expect(await deliveries()).toBe(before)
    const shown = await app.call('GET', `/v1/webhooks/${webhook_id}`, { token: clinic.token })
    expect(shown.body).toMatchObject({ enabled: false, disabled_reason: expect.stringContaining('application') })
  })
})
