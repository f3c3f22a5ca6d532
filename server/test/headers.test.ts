import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp({ NODE_ENV: 'development' })
const plain = await startTestApp({ NODE_ENV: 'development', PUBLIC_URL: 'http://localhost:3000' })

const directivesOf = (policy: unknown) =>
  String(policy)
    .split(/[;,]/)
    .map((one) => one.trim().split(/\s+/))

async function openRoom(feature_flags: string[]) {
  const { participants } = await app.book({ feature_flags })
  return app.http.inject(`/session/${String(participants[0]?.entry_url).split('/').at(-1)}`)
}

describe('every answer', () => {
  test.each([
    ['a page', '/session/none'],
    ['an answer of the API', '/v1/sessions'],
    ['the description', '/v1/openapi.json'],
    ['a page of the description', '/v1/docs'],
    ['the keys', '/.well-known/jwks.json'],
    ['nothing', '/nothing'],
    ['an address that cannot be read', '/%zz'],
    ['the page that checks frames', '/embed/check'],
  ])('says to browsers that it is for this site alone: %s', async (_what, path) => {
    const { headers } = await app.http.inject(path)
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  test('of a server without https asks nobody to insist on it', async () => {
    expect((await plain.http.inject('/session/none')).headers['strict-transport-security']).toBeUndefined()
  })

  test('leaves a script for other pages to those, and an application the window it has opened', async () => {
    expect((await app.http.inject('/embed.js')).headers['cross-origin-resource-policy']).toBe('cross-origin')
    const { headers } = await app.http.inject('/v1/auth/authorize')
    expect(headers['cross-origin-opener-policy']).toBe('unsafe-none')
  })
})

const names = ['exit-url', 'return-url', 'favicon-url']

describe('an address in a flag', () => {
  test.each(
    names.flatMap((name) => [
      [name, 'https://x;sandbox/', 'host'],
      [name, 'https://*/', 'host'],
      [name, 'https://a,b.example/', 'host'],
      [name, "https://x'self'/", 'host'],
      [name, 'https://ana:secret@clinic.example/', 'user name'],
      [name, 'https://clinic.example@evil.example/', 'user name'],
    ]),
  )('%s is not %s', async (name, address, why) => {
    const { status, body } = await app.call<{ errors: { pointer: string; message: string }[] }>(
      'POST',
      '/v1/sessions',
      {
        body: { ...booking(), feature_flags: ['a;b', `customisation;${name};${address}`] },
      },
    )
    expect(status).toBe(400)
    expect(body.errors).toEqual([{ pointer: '/feature_flags/1', message: expect.stringContaining(why) }])
    expect(body.errors[0]?.message).toContain(name)
  })

  test.each(names)('that leads to http is stored and warned of: %s', async (name) => {
    const flag = `customisation;${name};http://clinic.example/`
    const session = await app.book({ feature_flags: [flag] })
    expect(session.warnings).toEqual([{ pointer: '/feature_flags/0', message: expect.stringContaining(name) }])
    const path = `/v1/sessions/${session.session_id}`
    expect(
      (await app.call('PUT', path, { body: { feature_flags: ['-plugin;chat', flag] } })).body.warnings,
    ).toMatchObject([{ pointer: '/feature_flags/1' }])
    expect((await app.call('GET', path)).body).not.toHaveProperty('warnings')
  })

  test('that is secure, or of this machine, is not warned of', async () => {
    const flags = ['https://clinic.example/', 'http://localhost:5173/', 'http://127.0.0.1/']
    const session = await app.book({ feature_flags: flags.map((address) => `customisation;exit-url;${address}`) })
    expect(session).not.toHaveProperty('warnings')
  })
})

describe('a policy', () => {
  const ours = /^(default|script|style|worker|img|media|connect|frame)-src$|^(base-uri|form-action|frame-ancestors)$/

  test('names the host of the icon', async () => {
    const policy = (await openRoom(['customisation;favicon-url;https://clinic.example:8443/a;b,c'])).headers[
      'content-security-policy'
    ]
    expect(directivesOf(policy)).toContainEqual(['img-src', "'self'", 'data:', 'blob:', 'https://clinic.example:8443'])
  })

  test.each(['https://x;sandbox', 'https://*', 'https://x,frame-ancestors *', 'no address'])(
    'has nothing of what was stored before it was refused: %s',
    async (address) => {
      const session = await app.book({})
      await app.database.pool.query(
        `update sessions set settings = settings || jsonb_build_object('faviconUrl', $1::text) where session_id = $2`,
        [address, session.session_id],
      )
      await app.database.pool.query('update teams set frame_origins = $1', [[address, 'https://portal.example']])
      const link = String(session.participants[0]?.entry_url).split('/').at(-1)
      const { headers, statusCode } = await app.http.inject(`/session/${link}`)
      await app.database.pool.query('update teams set frame_origins = null')
      expect(statusCode).toBe(200)
      const directives = directivesOf(headers['content-security-policy'])
      for (const [name = ''] of directives) expect(name).toMatch(ours)
      expect(directives).toContainEqual(['img-src', "'self'", 'data:', 'blob:'])
      expect(directives).toContainEqual(['frame-ancestors', "'self'", 'https://portal.example'])
    },
  )

  test('of the sign-in page has nothing of an address with signs in its host', async () => {
    const appId = randomUUID()
    await app.database.pool.query(
      `insert into applications (app_id, team_id, name, home_page, redirect_endpoint, created_at)
       values ($1, $2, 'Old', 'https://old.example', 'https://x;sandbox/', now())`,
      [appId, app.team.teamId],
    )
    const { headers } = await app.http.inject(`/v1/auth/authorize?response_type=code&client_id=${appId}`)
    const directives = directivesOf(headers['content-security-policy'])
    for (const [name = ''] of directives) expect(name).toMatch(ours)
    expect(directives.find(([name]) => name === 'form-action')).toEqual(['form-action', "'self'", "'self'"])
  })
})

function booking() {
  const now = Date.now()
  return { start_time: new Date(now).toISOString(), end_time: new Date(now + 3_600_000).toISOString() }
}
