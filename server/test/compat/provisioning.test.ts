import { expect, test } from 'vitest'
import { startTestApp } from '../support/app.ts'

/**
 * How a platform that serves many practices sets one up, call by call over HTTP: with the system client it makes a
 * user, their team and a client; the user's client lets an application in, and the application's own team acts.
 */
const app = await startTestApp()
const system = await app.makeSystemClient()

type Json = Record<string, string>

async function token(client: { clientId: string; secret: string }, form: Json): Promise<Json> {
  const answer = await fetch(`${app.url}/v1/auth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-url-encoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Json
}

async function call(bearer: string, method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await fetch(`${app.url}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: 'application/json',
      'content-type': 'application/json;charset=utf-8',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const json = (await answer.json()) as Json
  expect(answer.status, JSON.stringify(json)).toBe(200)
  return json
}

const claimsOf = (jwt: string | undefined) =>
  JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64').toString())

test('a platform sets up a practice and acts for it', async () => {
  const { access_token: bySystem = '' } = await token(system, { grant_type: 'client_credentials' })

  const user = await call(bySystem, 'POST', '/users', {
    email: 'briar.rose@practice.example',
    firstName: 'Briar',
    lastName: 'Rose',
    password: 'woken by the needle',
    imageUrl: 'https://practice.example/briar.png',
    // Published clients send members of their own.
    timezone: 'Australia/Sydney',
  })
  const team = await call(bySystem, 'POST', `/users/${user.userId}/teams`, {
    name: 'Hedge Practice',
    subdomain: 'hedge',
    imageUrl: 'https://practice.example/hedge.png',
  })
  const made = await call(bySystem, 'POST', '/system/clients', {
    client_name: 'Hedge portal',
    ownerId: user.userId,
    scope: [`team_api[${team.teamId}]`],
  })
  const client = { clientId: String(made.clientId), secret: String(made.secret) }

  const own = await token(client, { grant_type: 'client_credentials' })
  expect(claimsOf(own.access_token)).toMatchObject({
    userId: user.userId,
    teamId: team.teamId,
    clientId: client.clientId,
  })
  expect(await call(own.access_token ?? '', 'GET', '/user/team')).toMatchObject({
    teamId: team.teamId,
    subdomain: 'hedge',
  })

  // The platform's application, and a code by which it may act for the practice.
  const application = await call(bySystem, 'POST', `/teams/${app.team.teamId}/applications`, {
    name: 'Platform',
    homePage: 'https://platform.example',
    redirectEndpoint: 'https://platform.example/back',
    image: 'https://platform.example/logo.png',
    description: 'Books for practices',
  })
  const { code = '' } = await call(own.access_token ?? '', 'POST', '/user/auth-codes', {
    clientId: application.appId,
    teamId: team.teamId,
  })
  const granted = await token(app.team, { grant_type: 'authorization_code', code })
  expect(claimsOf(granted.access_token)).toMatchObject({ userId: user.userId, teamId: team.teamId })

  const start = new Date(Date.now() + 60_000)
  const session = await call(granted.access_token ?? '', 'POST', '/sessions', {
    session_name: 'First visit',
    start_time: start.toUTCString(),
    end_time: new Date(start.getTime() + 600_000).toUTCString(),
  })
  expect(session).toMatchObject({ team_id: team.teamId, client_id: app.team.clientId })
  // The practice sees it as its own; the platform's own team does not.
  expect((await call(own.access_token ?? '', 'GET', `/sessions/${session.session_id}`)).session_name).toBe(
    'First visit',
  )

  const renewed = await token(app.team, { grant_type: 'refresh_token', refresh_token: granted.refresh_token ?? '' })
  expect(claimsOf(renewed.access_token).teamId).toBe(team.teamId)
})
