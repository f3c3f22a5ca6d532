import type { Client, Team } from '@anteroom/contract/api/teams'
import type { User } from '@anteroom/contract/api/users'
import type { Delivery, WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '../src/http/answers.ts'
import { startTestApp } from './support/app.ts'

/**
 * Every route with every kind of caller. The routes are read from the server, so that a new one is in here without
 * anybody thinking of it; one that takes a body has to have an example of it in its schema.
 */
const app = await startTestApp()

const callers = ['nobody', 'expired', 'other team', 'team', 'member', 'admin', 'system'] as const
type CallerName = (typeof callers)[number]
const tokens = new Map<CallerName, string | null>([['nobody', null]])

/** What stands in addresses: ids of things of the team `first`. */
const ids: Record<string, string> = {}

/** One that is deleted cannot be deleted again, so each caller finds one. */
let makeWebhook = async () => {}

const post = <Body>(path: string, body: unknown, token: string) => app.call<Body>('POST', path, { body, token })

beforeAll(async () => {
  tokens.set('expired', app.team.token)
  app.clock.advance(2 * 3_600_000)
  const system = await app.makeSystemClient()
  const other = await app.makeTeam('other')
  const makeUser = async (email: string) => {
    const asked = { email, firstName: 'x', lastName: 'y', password: 'long enough' }
    return (await post<User>('/v1/users', asked, system.token)).body
  }
  const admin = await makeUser('admin@clinic.example')
  const member = await makeUser('member@clinic.example')
  const made = await post<Team>(`/v1/users/${admin.userId}/teams`, { name: 'x', subdomain: 'x' }, system.token)
  const { teamId } = made.body
  await app.database.pool.query('insert into team_members (team_id, user_id, role) values ($1, $2, $3)', [
    teamId,
    member.userId,
    'member',
  ])
  const tokenOf = async (user: User | null) => {
    const scope = [`team_api[${teamId}]`]
    const { body } = user
      ? await post<Client>('/v1/system/clients', { client_name: 'x', ownerId: user.userId, scope }, system.token)
      : await post<Client>(`/v1/teams/${teamId}/clients`, { client_name: 'x' }, system.token)
    const holder = { clientId: body.clientId, teamId, userId: user?.userId ?? null, scope: scope[0] ?? '' }
    return (await app.tokens.issue(holder)).access_token
  }
  const team = await tokenOf(null)
  tokens
    .set('team', team)
    .set('member', await tokenOf(member))
    .set('admin', await tokenOf(admin))
  tokens.set('system', system.token).set('other team', other.token)
  const soon = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString()
  makeWebhook = async () => {
    const { body: webhook } = await post<WebhookWithSecret>('/v1/webhooks', { url: 'https://practice.example/' }, team)
    const made = await post<Delivery>(`/v1/webhooks/${webhook.webhook_id}/test`, undefined, team)
    Object.assign(ids, { webhook_id: webhook.webhook_id, delivery_id: made.body.delivery_id })
  }
  await makeWebhook()
  const session = await app.book({ start_time: soon(1), end_time: soon(2) }, team)
  Object.assign(ids, {
    session_id: session.session_id,
    participant_id: session.participants[0]?.participant_id,
    teamId,
    userId: admin.userId,
  })
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Route = { name: string; method: Method; url: string; access: Access; body: unknown }

const routes: Route[] = app.routes
  .filter(({ url, method }) => url.startsWith('/v1') && !url.startsWith('/v1/docs') && method !== 'HEAD')
  .map(({ url, method, config, schema }) => {
    const body = schema?.body as { examples?: unknown[] } | undefined
    return {
      name: `${method} ${url}`,
      method: method as Method,
      url,
      access: config?.access ?? 'anyone',
      body: body && (body.examples?.[0] ?? 'no example'),
    }
  })

/** By what a route asks of its callers: who gets through. To the others of a team, its things are not there. */
const admitted: Record<Access, readonly CallerName[]> = {
  anyone: callers,
  client: callers,
  token: ['other team', 'team', 'member', 'admin', 'system'],
  team: ['other team', 'team', 'member', 'admin'],
  user: ['member', 'admin'],
  system: ['system'],
  'team-admin': ['admin', 'system'],
}

const ask = (route: Route, caller: CallerName) => {
  const path = route.url.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? `no id for ${name}`)
  const token = tokens.get(caller) ?? null
  // Nothing that is asked here is to last: what a body would change is refused by its content.
  return app.call<{ type?: string }>(route.method, path, { token, ...(route.body ? { body: route.body } : {}) })
}

test('there are routes, and all of them can be asked', () => {
  expect(routes.length).toBeGreaterThan(15)
  for (const { name, url, body } of routes) {
    for (const [, param = ''] of url.matchAll(/:(\w+)/g)) expect(ids[param], `${name}: ${param}`).toBeDefined()
    expect(body, name).not.toBe('no example')
  }
})

const ofTokens = routes.filter(({ access }) => access !== 'anyone' && access !== 'client')

describe.each(ofTokens.filter(({ method }) => method !== 'DELETE'))('$name', (route) => {
  test.each(callers)('by %s', async (caller) => {
    await check(route, caller)
  })
})

// Last, as they take away what the others ask for: participants before their session.
describe.each(ofTokens.filter(({ method }) => method === 'DELETE').reverse())('$name', (route) => {
  test.each(callers)('by %s', async (caller) => {
    await check(route, caller)
  })
})

async function check(route: Route, caller: CallerName) {
  if (route.name === 'DELETE /v1/webhooks/:webhook_id') await makeWebhook()
  const { status, body, headers } = await ask(route, caller)
  expect(status).toBeLessThan(500)
  if (caller === 'nobody' || caller === 'expired') {
    expect([status, body.type]).toEqual([401, '/problems/not-authenticated'])
    expect(headers['www-authenticate']).toContain('Bearer')
    return
  }
  const isOfTheTeam = /:(session_id|participant_id|teamId|webhook_id)/.test(route.url)
  if (caller === 'other team' && isOfTheTeam) {
    expect(status, 'what belongs to another team is not there').toBe(404)
  } else if (!admitted[route.access].includes(caller)) {
    expect([status, body.type]).toEqual([403, '/problems/not-allowed'])
  } else {
    expect([401, 403, 404], JSON.stringify(body)).not.toContain(status)
  }
}

test('a route without a token is one of those that are meant to be', () => {
  const open = routes.filter(({ access }) => access === 'anyone' || access === 'client').map(({ name }) => name)
  expect(open.sort()).toEqual([
    'GET /v1/auth/authorize',
    'GET /v1/auth/sign-in',
    'GET /v1/auth/sign-out',
    'GET /v1/openapi.json',
    'POST /v1/auth/authorize',
    'POST /v1/auth/revoke',
    'POST /v1/auth/sign-in',
    'POST /v1/auth/sign-out',
    'POST /v1/auth/token',
  ])
})
