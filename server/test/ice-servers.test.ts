import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

const app = await startTestApp({
  TURN_URLS: 'turn:turn.example',
  TURN_SECRET: 'a shared secret of coturn',
  TURN_TTL_SECONDS: '600',
})

test('a page that stays for hours has TURN credentials that are good, as it asks for its view again', async () => {
  const session = await app.book({ participants: [{ display_name: 'Dr Vega', role: 'host' }] })
  const host = await openPage(app.url, session.participants[0]?.entry_url ?? '')
  await host.ask('visit:enter')
  const first = await host.until(({ phase }) => phase.name === 'in-call')
  const [turn] = first.iceServers
  expect(Date.parse(turn?.until ?? '') - Date.parse(first.now)).toBeGreaterThan(299_000)
  expect(Date.parse(turn?.until ?? '') - Date.parse(first.now)).toBeLessThanOrEqual(600_000)

  app.clock.advance(900_000)
  expect(await host.ask('visit:refresh')).toEqual({ ok: true })
  const later = await host.until(({ now }) => Date.parse(now) > Date.parse(turn?.until ?? ''))
  const [fresh] = later.iceServers
  expect(Date.parse(fresh?.until ?? '')).toBeGreaterThan(Date.parse(later.now))
  expect(fresh?.username).not.toBe(turn?.username)
  expect(fresh?.credential).not.toBe(turn?.credential)
})

test('the HTML carries no TURN credentials, whoever asks for it; a page in the precall has them once it has connected', async () => {
  const session = await app.book({ feature_flags: ['-plugin;waiting-room'] })
  const link = session.participants[0]?.entry_url ?? ''
  const path = new URL(link).pathname
  const first = await app.http.inject({ url: path })
  const key = /"browserKey":"([^"]+)"/.exec(first.body)?.[1] ?? ''
  const page = await openPage(app.url, link, { browserKey: key })
  expect(page.view().phase.name).toBe('precall')
  expect(page.view().iceServers[0]?.username).toContain(page.view().me.visitId)
  await page.ask('visit:enter')
  const { iceServers } = await page.until(({ phase }) => phase.name === 'in-call')
  const again = await app.http.inject({
    url: path,
    headers: { cookie: String(first.headers['set-cookie']).split(';')[0] ?? '' },
  })
  for (const html of [first.body, again.body]) {
    expect(html).toContain('"iceServers":[]')
    expect(html).not.toContain(String(iceServers[0]?.credential))
  }
})

test('other browsers with the same link have a TURN user of their own, and share it', async () => {
  const session = await app.book({ participants: [{ display_name: 'Dr Vega', role: 'host' }] })
  const link = session.participants[0]?.entry_url ?? ''
  const users: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const { iceServers } = (await openPage(app.url, link)).view()
    users.push(iceServers[0]?.username ?? '')
  }
  const [mine, finder, another] = users
  expect(finder).not.toBe(mine)
  expect(another).toBe(finder)
})

test('media go by TURN only where the session or the host says so; such a session is not booked where there is no TURN', async () => {
  const flags = { feature_flags: ['session;relay-only'] }
  const isRelayOnly = async (server: typeof app, change = {}) => {
    const session = await server.book(change)
    return (await openPage(server.url, session.participants[0]?.entry_url ?? '')).view().settings.relayOnly
  }
  expect([await isRelayOnly(app), await isRelayOnly(app, flags)]).toEqual([false, true])
  const turn = { TURN_URLS: 'turn:turn.example', TURN_SECRET: 'a shared secret of coturn' }
  const always = await startTestApp({ ...turn, RELAY_ONLY: 'on' }, app)
  const without = await startTestApp({}, app)
  try {
    expect(await isRelayOnly(always)).toBe(true)
    const start = app.clock.now().getTime() + 60_000
    const [start_time, end_time] = [start, start + 60_000].map((at) => new Date(at).toISOString())
    const { status, body } = await without.call('POST', '/v1/sessions', { body: { start_time, end_time, ...flags } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ pointer: '/feature_flags/0' }] })
    expect(JSON.stringify(body)).toContain('needs a TURN server')
  } finally {
    await Promise.all([always.close(), without.close()])
  }
})
