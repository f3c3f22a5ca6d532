import {
  allPermissions,
  isPermitted,
  type Permission,
  printScope,
  usualPermissions,
} from '@anteroom/contract/api/permissions'
import type { Application, Client, Team } from '@anteroom/contract/api/teams'
import type { User } from '@anteroom/contract/api/users'
import type { Delivery, WebhookWithSecret } from '@anteroom/contract/api/webhooks'
import { decodeJwt } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { operator } from '../src/ground/caller.ts'
import type { Access } from '../src/http/access.ts'
import { startTestApp } from './support/app.ts'

/**
 * Every route with every kind of caller. The routes are read from the server, so that a new one is in here without
 * anybody thinking of it; one that takes a body has to have an example of it in its schema.
 */
const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url })

const staff = ['other team', 'team', 'member', 'admin', 'system'] as const
const ended = [
  'expired',
  'withdrawn application',
  'application of a user who left',
  'client of a user who left',
] as const
/** What each application was allowed to do when a member let it in. */
const applications = new Map<string, readonly Permission[] | null>([
  ...allPermissions.map((permission): [string, Permission[]] => [`application with ${permission}`, [permission]]),
  ['application with everything', allPermissions],
  ['application from before permissions', null],
])
const callers = ['nobody', ...ended, ...staff, ...applications.keys()]
type Staff = (typeof staff)[number]
const tokens = new Map<string, string | null>([['nobody', null]])

/** What stands in addresses: ids of things of the team `first`. */
const ids: Record<string, string> = {}

/** One that is deleted cannot be deleted again, so each caller finds one. */
let makeWebhook = async () => {}
let makeGrant = async () => {}
let makeAccount = async () => {}

const post = <Body>(path: string, body: unknown, token: string) => app.call<Body>('POST', path, { body, token })

beforeAll(async () => {
  tokens.set('expired', app.team.token)
  app.clock.advance(2 * 3_600_000)
  const system = await app.makeSystemClient()
  const other = await app.makeTeam('other')
  const makeUser = async (email: string) => {
    const asked = { email, firstName: 'x', lastName: 'y', password: 'long enough for us' }
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
  const teamOf = { teamId, clientId: other.clientId }
  const application = { name: 'x', homePage: 'https://a.example', redirectEndpoint: 'https://a.example/back' }
  const makeApplication = async () =>
    (await post<Application>(`/v1/teams/${other.teamId}/applications`, application, system.token)).body.appId
  const appId = await makeApplication()
  // All that a user let one application do is taken back together; what is taken back here is of another one.
  const takenBackId = await makeApplication()
  const letIn = async (user: User, held: readonly Permission[] | null, ofAppId = appId) => {
    const scope = held ? printScope(teamId, held) : `team_api[${teamId}]`
    const grantType = 'authorization_code'
    return (await app.tokens.issue({ ...teamOf, userId: user.userId, scope, appId: ofAppId, grantType })).access_token
  }
  for (const [name, held] of applications) tokens.set(name, await letIn(member, held))
  makeGrant = async () => {
    ids.grantId = String(decodeJwt(await letIn(member, allPermissions, takenBackId)).gid)
  }
  const end = (path: string) =>
    app.call('DELETE', `/v1/teams/${teamId}/${path}`, { token: tokens.get('admin') ?? null })
  const withdrawn = await letIn(member, allPermissions, takenBackId)
  const leaver = await makeUser('leaver@clinic.example')
  await app.teams.putMember(operator, teamId, leaver.userId, 'member')
  tokens
    .set('withdrawn application', withdrawn)
    .set('application of a user who left', await letIn(leaver, allPermissions))
    .set('client of a user who left', await tokenOf(leaver))
  for (const name of ended.slice(1)) {
    const token = tokens.get(name) ?? null
    expect((await app.call('GET', '/v1/user/team', { token })).status).toBe(200)
  }
  expect((await end(`grants/${decodeJwt(withdrawn).gid}`)).body).toEqual({ ok: true })
  await makeGrant()
  expect((await end(`members/${leaver.userId}`)).body).toEqual({ ok: true })
  const soon = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString()
  makeWebhook = async () => {
    const { body: webhook } = await post<WebhookWithSecret>('/v1/webhooks', { url: 'https://practice.example/' }, team)
    const made = await post<Delivery>(`/v1/webhooks/${webhook.webhook_id}/test`, undefined, team)
    Object.assign(ids, { webhook_id: webhook.webhook_id, delivery_id: made.body.delivery_id })
  }
  await makeWebhook()
  makeAccount = async () => {
    ids.account_id = app.ids.sorted()
    await app.database.pool.query(
      `insert into payment_accounts (account_id, team_id, name, key_hint, is_live, state, created_at)
       values ($1, $2, 'x', 'x', false, 'ready', now())`,
      [ids.account_id, teamId],
    )
  }
  await makeAccount()
  const fee = JSON.stringify({ amount: 5000, currency: 'aud' })
  const participants = [{ role: 'guest', fee }]
  const session = await app.book({ start_time: soon(1), end_time: soon(2), participants }, team)
  Object.assign(ids, {
    session_id: session.session_id,
    participant_id: session.participants[0]?.participant_id,
    teamId,
    userId: admin.userId,
  })
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Route = {
  name: string
  method: Method
  url: string
  access: Access
  permission: Permission | 'any' | undefined
  body: unknown
}

const routes: Route[] = app.routes
  .filter(({ url, method }) => url.startsWith('/v1') && !url.startsWith('/v1/docs') && method !== 'HEAD')
  .map(({ url, method, config, schema }) => {
    const body = schema?.body as { examples?: unknown[] } | undefined
    return {
      name: `${method} ${url}`,
      method: method as Method,
      url,
      access: config?.access ?? 'anyone',
      permission: config?.permission,
      body: body && (body.examples?.[0] ?? 'no example'),
    }
  })

/** By what a route asks of its callers: who gets through. To the others of a team, its things are not there. */
const admitted: Record<Access, readonly Staff[]> = {
  anyone: staff,
  client: staff,
  token: staff,
  team: ['other team', 'team', 'member', 'admin'],
  'team-manager': ['other team', 'team', 'admin'],
  user: ['member', 'admin'],
  system: ['system'],
  'team-admin': ['admin', 'system'],
}

/** What the example of a body asks for besides. */
const alsoNeeded: Record<string, Permission> = { 'POST /v1/sessions': 'participants' }

/** With which problem an application is refused; null where it gets through. */
function refusalOf({ name, access, permission }: Route, held: readonly Permission[]): string | null {
  if (access === 'token') return null
  if (access !== 'team' || permission === undefined) return '/problems/not-allowed'
  const needed = [...(permission === 'any' ? [] : [permission]), ...(alsoNeeded[name] ? [alsoNeeded[name]] : [])]
  return needed.every((one) => isPermitted(held, one)) ? null : '/problems/insufficient-scope'
}

const ask = (route: Route, caller: string) => {
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

async function check(route: Route, caller: string) {
  if (route.name === 'DELETE /v1/webhooks/:webhook_id') await makeWebhook()
  if (route.name === 'DELETE /v1/teams/:teamId/grants/:grantId') await makeGrant()
  if (route.name === 'DELETE /v1/payment-accounts/:account_id') await makeAccount()
  const { status, body, headers } = await ask(route, caller)
  expect(status).toBeLessThan(500)
  if (caller === 'nobody' || ended.some((name) => name === caller)) {
    expect([status, body.type]).toEqual([401, '/problems/not-authenticated'])
    expect(headers['www-authenticate']).toContain('Bearer')
    return
  }
  const held = applications.get(caller)
  if (held !== undefined) {
    const refusal = refusalOf(route, held ?? usualPermissions)
    // The team's webhooks are not those of an application.
    if (refusal === null && route.url.includes(':webhook_id')) expect(status).toBe(404)
    else if (refusal === null) expect([401, 403, 404], JSON.stringify(body)).not.toContain(status)
    else expect([status, body.type]).toEqual([403, refusal])
    if (refusal?.endsWith('scope')) expect(headers['www-authenticate']).toContain('error="insufficient_scope"')
    return
  }
  const isOfTheTeam = /:(session_id|participant_id|teamId|webhook_id|account_id)/.test(route.url)
  if (caller === 'other team' && isOfTheTeam) {
    expect(status, 'what belongs to another team is not there').toBe(404)
  } else if (!admitted[route.access].some((name) => name === caller)) {
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
    'POST /v1/stripe/webhook/:account_id',
  ])
})
