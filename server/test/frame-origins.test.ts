import type { Problem } from '@anteroom/contract/api/problem'
import type { FrameOrigins } from '@anteroom/contract/api/teams'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const system = await app.makeSystemClient()

const put = <Body = FrameOrigins>(frame_origins: unknown, teamId = app.team.teamId, token = system.token) =>
  app.call<Body>('PUT', `/v1/teams/${teamId}/frame-origins`, { body: { frame_origins }, token })

/** Who may show the room in a frame, by each policy that the page comes with, and what the page itself knows of it. */
async function openRoom(of = app) {
  const session = await of.book()
  const path = new URL(session.participants[0]?.entry_url ?? '').pathname
  const { headers, body } = await of.http.inject({ url: path })
  const policies = String(headers['content-security-policy']).split(', ')
  const data = /<script type="application\/json" id="bootstrap">(.*)<\/script>/.exec(body)?.[1]
  return {
    ancestors: policies.map((policy) => /frame-ancestors ([^;]+)/.exec(policy)?.[1]),
    told: JSON.parse(data ?? '{}').frameOrigins,
  }
}

test('every secure site may show the rooms of a team that has said nothing', async () => {
  const { body } = await app.call('GET', `/v1/teams/${app.team.teamId}/frame-origins`, { token: system.token })
  expect(body).toEqual({ frame_origins: null })
  const { ancestors, told } = await openRoom()
  expect(ancestors).toEqual(["'self' https: http://localhost:* http://127.0.0.1:*"])
  expect(told).toBeNull()
})

test('the sites of a team, and no others, may show its rooms, and it is kept who said so', async () => {
  const { body } = await put(['https://Portal.Example:443', 'https://portal.example', 'http://localhost:5173'])
  const origins = ['https://portal.example', 'http://localhost:5173']
  expect(body).toEqual({ frame_origins: origins })
  expect(await openRoom()).toEqual({
    ancestors: ["'self' https://portal.example http://localhost:5173"],
    told: origins,
  })
  const { rows } = await app.database.pool.query(
    "select team_id, client_id, details from audit_log where action = 'team.frame-origins'",
  )
  expect(rows).toEqual([{ team_id: app.team.teamId, client_id: system.clientId, details: { frame_origins: origins } }])

  await put([])
  expect((await openRoom()).ancestors).toEqual(["'self'"])
  await put(null)
  expect((await openRoom()).told).toBeNull()
})

test('those of another team are its own', async () => {
  const other = await app.makeTeam('other')
  await put(['https://other.example'], other.teamId)
  expect((await openRoom()).told).toBeNull()
  const { status, body } = await put<Problem>(['https://evil.example'], other.teamId, app.team.token)
  expect([status, body.type]).toEqual([404, '/problems/not-found'])
})

test('what the one who runs the server has set holds for all teams', async () => {
  const strict = await startTestApp({ FRAME_ANCESTORS: "'self' https://*.clinic.example" }, app)
  await put(['https://portal.example'])
  expect((await openRoom(strict)).ancestors).toEqual([
    "'self' https://portal.example",
    "'self' https://*.clinic.example",
  ])
  await put(null)
  expect((await openRoom(strict)).ancestors).toEqual(["'self' https://*.clinic.example"])
  await strict.close()
})

describe('what is no origin is refused, and points at it', () => {
  test.each([
    'https://portal.example/',
    'https://portal.example/page',
    'https://portal.example?a',
    'https://user@portal.example',
    'https://*.portal.example',
    'https:',
    '*',
    "https://portal.example; script-src 'none'",
    'https://portal.example;script-src',
    'https://portal.example,https://b.example',
    'http://portal.example',
    'ftp://portal.example',
    'null',
    '',
    7,
  ])('%s', async (origin) => {
    const { status, body } = await put<Problem>(['https://portal.example', origin])
    expect(status).toBe(400)
    expect(body.errors?.[0]?.pointer).toBe('/frame_origins/1')
  })

  test.each([undefined, 'https://portal.example', {}])('%j for the list', async (value) => {
    expect((await put<Problem>(value)).status).toBe(400)
  })
})
