import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { startTestApp } from './support/app.ts'

const settings = { RATE_LIMIT_PER_MINUTE: '5', METRICS_TOKEN: 'a-token-for-the-metrics' }
/** It stands still: what has been used comes back with time, and a busy machine takes its time. */
const begun = new Date()
const app = await startTestApp(settings, undefined, { clock: { now: () => begun } })

describe('requests of one client', () => {
  test('are counted, told in headers, and refused when they are too many', async () => {
    const { token } = await app.makeTeam('busy')
    const answers = []
    for (let count = 0; count < 6; count += 1) answers.push(await app.call('GET', '/v1/user/team', { token }))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(answers[0]?.headers).toMatchObject({ 'ratelimit-limit': '5', 'ratelimit-remaining': '4' })
    const refused = answers[5]
    expect(refused?.body).toMatchObject({ type: '/problems/too-many-requests', status: 429 })
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(refused?.headers['content-type']).toContain('application/problem+json')
  })

  test('leave those of another alone', async () => {
    const { token } = await app.makeTeam('calm')
    expect((await app.call('GET', '/v1/user/team', { token })).status).toBe(200)
  })

  test('count together, whichever of its tokens is used', async () => {
    const { token, clientId, teamId } = await app.makeTeam('twice')
    const other = await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })
    for (let count = 0; count < 5; count += 1) await app.call('GET', '/v1/user/team', { token })
    expect((await app.call('GET', '/v1/user/team', { token: other.access_token })).status).toBe(429)
  })
})

test('requests of all clients of one team count together, as ten of them', async () => {
  const { teamId } = await app.makeTeam('crowd')
  const tokenOfNext = async () => {
    const { clientId } = await app.teams.renewClient({ teamId, name: app.ids.random() })
    return (await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })).access_token
  }
  const ask = async (token: string) => (await app.call('GET', '/v1/user/team', { token })).status
  for (let client = 0; client < 10; client += 1) {
    const token = await tokenOfNext()
    const statuses = await Promise.all(Array.from({ length: 5 }, () => ask(token)))
    expect(statuses).toEqual([200, 200, 200, 200, 200])
  }
  expect(await ask(await tokenOfNext())).toBe(429)
})

test('a team has at most a thousand clients, and a thousand applications', async () => {
  const { teamId } = await app.makeTeam('full')
  const { pool } = app.database
  await pool.query(
    `insert into api_clients (client_id, team_id, name, secret_hash)
     select gen_random_uuid(), $1, 'one', ''::bytea from generate_series(1, 998)`,
    [teamId],
  )
  const asked = { client_name: 'Another' }
  const add = () => app.teams.createTeamClient(operator, teamId, asked)
  const outcomes = await Promise.allSettled([add(), add()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await pool.query(
    `insert into applications (app_id, team_id, name, home_page, redirect_endpoint)
     select gen_random_uuid(), $1, 'one', 'https://a.test', 'https://a.test' from generate_series(1, 1000)`,
    [teamId],
  )
  const software = { name: 'One more', homePage: 'https://a.test', redirectEndpoint: 'https://a.test/back' }
  await expect(app.teams.createApplication(operator, teamId, software)).rejects.toMatchObject({ code: 'conflict' })
})

test('pages for signing in are counted by address', async () => {
  const ask = (path: string) => app.call<string>('POST', path, { token: null })
  const statuses = []
  for (const path of ['authorize', 'sign-in', 'sign-out', 'authorize', 'sign-in', 'sign-out'])
    statuses.push((await ask(`/v1/auth/${path}`)).status)
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
  const refused = await ask('/v1/auth/authorize')
  expect(refused.headers['content-type']).toContain('text/html')
  expect(refused.body).toContain('too many requests')
})

test('pages and health are not counted', async () => {
  for (let count = 0; count < 10; count += 1) {
    expect((await app.call('GET', '/healthz', { token: null })).status).toBe(200)
    expect((await app.call('GET', '/session/nobody', { token: null })).status).toBe(404)
  }
})

describe('metrics', () => {
  test('are for those who have the token', async () => {
    for (const token of [null, 'another token entirely']) {
      expect((await app.call('GET', '/metrics', { token })).status).toBe(401)
    }
    const { status, body, headers } = await app.call<string>('GET', '/metrics', { token: 'a-token-for-the-metrics' })
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/plain')
    for (const name of ['process_resident_memory_bytes', 'anteroom_pages 0', 'anteroom_database_connections']) {
      expect(body).toContain(name)
    }
    expect(body).toMatch(
      /anteroom_http_request_seconds_count\{method="GET",route="\/v1\/user\/team",status="200"\} \d+/,
    )
  })

  test('name routes and never what stands in an address', async () => {
    const { body } = await app.call<string>('GET', '/metrics', { token: 'a-token-for-the-metrics' })
    expect(body).toContain('route="/session/:link"')
    expect(body).not.toContain('/session/nobody')
  })
})
