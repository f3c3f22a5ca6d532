import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const get = (url: string, headers: Record<string, string> = {}) => app.http.inject({ method: 'GET', url, headers })

test('whoever has started the server reads at / what to do next', async () => {
  const { statusCode, body, headers } = await get('/', { ...page, 'accept-language': 'de' })
  expect(statusCode).toBe(200)
  expect(body).toContain('<h1>Anteroom is running</h1>')
  expect(body).toContain('href="/v1/docs"')
  expect(headers['content-language']).toBe('en')
})

test('an address that there is not is a page for people, in their language, and a problem for programs', async () => {
  const { statusCode, body, headers } = await get('/nothing/here', { ...page, 'accept-language': 'es' })
  expect(statusCode).toBe(404)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers.vary).toContain('Accept')
  expect(body).toContain('<h1>Esta página no existe</h1>')
  for (const accept of ['*/*', 'application/json']) {
    const { statusCode: status, headers: told } = await get('/nothing/here', { accept })
    expect(status).toBe(404)
    expect(told['content-type']).toContain('application/problem+json')
  }
  const posted = await app.http.inject({ method: 'POST', url: '/nothing/here', headers: page })
  expect(posted.headers['content-type']).toContain('application/problem+json')
})

test('the page of the API opens with an example that can be pasted', async () => {
  const { body } = await get('/v1/docs/example.json')
  const [token, booking] = JSON.parse(body).steps
  expect(token.code).toContain('-u "YOUR_CLIENT_ID:$SECRET"')
  const [, sent] = /-d '([^']+)'/.exec(booking.code) ?? []
  const booked = await app.call('POST', '/v1/sessions', { body: sent ?? '' })
  expect(booked).toMatchObject({ status: 200 })
  expect((await get('/v1/docs')).body).toContain('theme/anteroom.js')
})

test('the status page says to people whether it is them or us, and to monitors by its code', async () => {
  const english = { ...page, 'accept-language': 'en' }
  const works = await get('/status', english)
  expect([works.statusCode, works.headers['cache-control']]).toEqual([200, 'no-store'])
  expect(works.body).toContain('<h1>Everything works</h1>')
  expect(works.body).not.toContain('Paying')

  await app.database.pool.query(
    `update database_place set is_production = true, origin = 'https://elsewhere.test', database = '1'`,
  )
  await app.place.look()
  const unpaid = await get('/status', english)
  expect(unpaid.statusCode).toBe(200)
  expect(unpaid.body).toContain('<h1>Calls work, payments wait</h1>')
  expect(unpaid.body).toContain('Payments cannot be made at the moment.')

  const holder = await app.database.pool.connect()
  await holder.query('begin; lock table migrations in access exclusive mode')
  try {
    await expect
      .poll(async () => (await get('/status', { ...page, 'accept-language': 'de' })).statusCode, { timeout: 10_000 })
      .toBe(503)
    const away = await get('/status', { ...page, 'accept-language': 'de' })
    expect(away.body).toContain('<h1>Im Moment kann niemand eintreten</h1>')
    expect(away.headers['retry-after']).toBeDefined()
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await expect.poll(async () => (await get('/status', english)).statusCode, { timeout: 10_000 }).toBe(200)
})
