import type { Problem } from '@anteroom/contract/api/problem'
import type { Application, Client, Team } from '@anteroom/contract/api/teams'
import type { Token } from '@anteroom/contract/api/tokens'
import type { User } from '@anteroom/contract/api/users'
import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const system = await app.makeSystemClient()
const nobody = '01a20592-58ea-7054-a926-830583fcf532'

const post = <Body>(path: string, body: unknown, token: string = system.token) =>
  app.call<Body>('POST', path, { body, token })

let made = 0
const next = () => {
  made += 1
  return made
}
/** A user as `POST /v1/users` takes one. */
const aUser = () => ({
  email: `ines.vega+${next()}@clinic.example`,
  firstName: 'Inés',
  lastName: 'Vega',
  password: 'correct horse battery',
})

async function makeTeamOfUser(subdomain: string) {
  const { body: user } = await post<User>('/v1/users', aUser())
  const { body: team } = await post<Team>(`/v1/users/${user.userId}/teams`, { name: 'Harbour Clinic', subdomain })
  return { user, team }
}

async function tokenOf({ clientId, secret }: Client): Promise<Token> {
  const response = await fetch(`${app.url}/v1/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return (await response.json()) as Token
}

async function ownerToken({ user, team }: { user: User; team: Team }) {
  const asked = { client_name: 'Portal', ownerId: user.userId, scope: [`team_api[${team.teamId}]`] }
  const { body } = await post<Client>('/v1/system/clients', asked)
  return (await tokenOf(body)).access_token
}

test('from nothing to a booked session, as an integrator sets up a practice', async () => {
  const { status, body: user } = await post<User>('/v1/users', aUser())
  expect(status).toBe(200)
  expect(user).toMatchObject({ userId: expect.any(String), firstName: 'Inés', alias: null })
  expect(JSON.stringify(user)).not.toContain('correct')

  const { body: team } = await post<Team>(`/v1/users/${user.userId}/teams`, { name: 'Harbour', subdomain: 'Harbour' })
  expect(team).toMatchObject({ teamId: expect.any(String), name: 'Harbour', subdomain: 'harbour' })

  const scope = [`team_api[${team.teamId}]`]
  const asked = { client_name: 'Practice software', ownerId: user.userId, scope }
  const { body: client } = await post<Client>('/v1/system/clients', asked)
  expect(client).toMatchObject({ client_name: 'Practice software', ownerId: user.userId, scope, teamId: team.teamId })

  const token = await tokenOf(client)
  expect(token.scope).toBe(`${scope[0]} sessions participants summaries payments webhooks audit`)
  const own = await app.call<Team>('GET', '/v1/user/team', { token: token.access_token })
  expect(own.body).toEqual(team)
  expect((await app.book({}, token.access_token)).team_id).toBe(team.teamId)
})

describe('the admin of a team', () => {
  test('makes clients and applications for it', async () => {
    const of = await makeTeamOfUser('admins')
    const token = await ownerToken(of)
    const { body: client } = await post<Client>(`/v1/teams/${of.team.teamId}/clients`, { client_name: 'Second' }, token)
    expect(client).toMatchObject({ ownerId: null, teamId: of.team.teamId })
    expect((await tokenOf(client)).scope).toBe(
      `team_api[${of.team.teamId}] sessions participants summaries payments webhooks audit`,
    )
    const application = {
      name: 'Booking',
      homePage: 'https://booking.example',
      redirectEndpoint: 'https://booking.example/callback',
    }
    const { body } = await post<Application>(`/v1/teams/${of.team.teamId}/applications`, application, token)
    expect(body).toMatchObject({ appId: expect.any(String), teamId: of.team.teamId, ...application, image: null })
  })

  test('finds no other team, and nobody who is no admin makes anything', async () => {
    const of = await makeTeamOfUser('mine')
    const { team: other } = await makeTeamOfUser('others')
    const token = await ownerToken(of)
    const body = { client_name: 'x' }
    expect((await post(`/v1/teams/${other.teamId}/clients`, body, token)).status).toBe(404)
    expect((await post(`/v1/teams/${nobody}/clients`, body, token)).status).toBe(404)
    // A client of the team that acts for no user.
    expect((await post(`/v1/teams/${app.team.teamId}/clients`, body, app.team.token)).status).toBe(403)
    expect((await post(`/v1/teams/${of.team.teamId}/clients`, body, app.team.token)).status).toBe(404)
  })
})

describe('what contradicts what is there', () => {
  test('an email address belongs to one user, in whatever case', async () => {
    const user = aUser()
    await post('/v1/users', user)
    const again = await post<Problem>('/v1/users', { ...user, email: user.email.toUpperCase() })
    expect([again.status, again.body.detail]).toEqual([409, 'Somebody has that email address already.'])
  })

  test('a subdomain belongs to one team, in whatever case', async () => {
    const { user } = await makeTeamOfUser('once')
    const again = await post<Problem>(`/v1/users/${user.userId}/teams`, { name: 'x', subdomain: 'ONCE' })
    expect([again.status, again.body.detail]).toEqual([409, 'Another team has that subdomain.'])
  })

  test('a team is made for a user who is there', async () => {
    expect((await post(`/v1/users/${nobody}/teams`, { name: 'x', subdomain: 'x' })).status).toBe(404)
  })

  test('a client acts for a member of a team that is there', async () => {
    const { team } = await makeTeamOfUser('strict')
    const { user } = await makeTeamOfUser('elsewhere')
    const make = (ownerId: string, teamId: string) =>
      post<Problem>('/v1/system/clients', { client_name: 'x', ownerId, scope: [`team_api[${teamId}]`] })
    for (const [answer, pointer] of [
      [await make(user.userId, team.teamId), '/ownerId'],
      [await make(nobody, team.teamId), '/ownerId'],
      [await make(user.userId, nobody), '/scope/0'],
    ] as const) {
      expect(answer.status).toBe(400)
      expect(answer.body.errors?.map((error) => error.pointer)).toEqual([pointer])
    }
  })
})

describe('members that cannot be used', () => {
  test.each([
    ['email', 'nobody'],
    ['email', 'a@b@c'],
    ['email', `${'x'.repeat(250)}@x.example`],
    ['firstName', ' '],
    ['lastName', 7],
    ['password', 'short'],
    ['password', 'elevenchars'],
    ['password', 'Password2024!'],
    ['password', `${aUser().firstName}-12345678`],
    ['password', 'with a NUL \0'],
    ['alias', {}],
  ])('of a user: %s as %j', async (member, value) => {
    const answer = await post<Problem>('/v1/users', { ...aUser(), [member]: value })
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual([`/${member}`])
  })

  test.each([
    ['subdomain', 'a b'],
    ['subdomain', '-a'],
    ['subdomain', 'x'.repeat(64)],
    ['name', ''],
  ])('of a team: %s as %j', async (member, value) => {
    const { user } = await makeTeamOfUser(`bad-${next()}`)
    const body = { name: 'x', subdomain: `fine-${next()}`, [member]: value }
    const answer = await post<Problem>(`/v1/users/${user.userId}/teams`, body)
    expect([answer.status, answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, [`/${member}`]])
  })

  test.each([
    ['redirectEndpoint', 'http://booking.example/'],
    ['redirectEndpoint', 'https://booking.example/#here'],
    ['redirectEndpoint', 'javascript:alert(1)'],
    ['redirectEndpoint', 'https://me:you@booking.example/'],
    ['redirectEndpoint', '/callback'],
    ['homePage', 'booking.example'],
  ])('of an application: %s as %j', async (member, value) => {
    const body = { name: 'x', homePage: 'https://x.example', redirectEndpoint: 'http://127.0.0.1:8080/cb' }
    const path = `/v1/teams/${app.team.teamId}/applications`
    expect((await post(path, body)).status).toBe(200)
    const answer = await post<Problem>(path, { ...body, [member]: value })
    expect([answer.status, answer.body.errors?.map(({ pointer }) => pointer)]).toEqual([400, [`/${member}`]])
  })

  test('all of them are told at once', async () => {
    const answer = await post<Problem>('/v1/users', { email: 'x' })
    const pointers = answer.body.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(['/email', '/firstName', '/lastName', '/password'])
  })
})

test('a request that comes again shows the same secret, and makes one client', async () => {
  const { user, team } = await makeTeamOfUser('again')
  const body = { client_name: 'x', ownerId: user.userId, scope: [`team_api[${team.teamId}]`] }
  const make = () =>
    app.call<Client>('POST', '/v1/system/clients', {
      body,
      token: system.token,
      headers: { 'idempotency-key': 'client' },
    })
  const [first, second] = [await make(), await make()]
  expect(second.body).toEqual(first.body)
  expect(await app.teams.listClients(team.teamId)).toHaveLength(1)
})

test('each of these is in the audit log, without names and secrets', async () => {
  const { user, team } = await makeTeamOfUser('audited')
  const client = await post<Client>(`/v1/teams/${team.teamId}/clients`, { client_name: 'Secret name' })
  const { rows } = await app.database.pool.query('select * from audit_log where target = any($1) order by entry_id', [
    [user.userId, team.teamId, client.body.clientId],
  ])
  expect(rows.map(({ action, team_id, client_id }) => [action, team_id, client_id])).toEqual([
    ['user.create', null, system.clientId],
    ['team.create', team.teamId, system.clientId],
    ['client.create', team.teamId, system.clientId],
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Vega|clinic\.example|Secret name/)
  expect(JSON.stringify(rows)).not.toContain(client.body.secret)
})

test('a client that is revoked gets no token any more', async () => {
  const { team } = await makeTeamOfUser('revoked')
  const { body: client } = await post<Client>(`/v1/teams/${team.teamId}/clients`, { client_name: 'x' })
  expect((await tokenOf(client)).access_token).toBeDefined()
  await app.teams.revokeClient(operator, client.clientId)
  expect(await tokenOf(client)).toMatchObject({ error: 'invalid_client' })
})
