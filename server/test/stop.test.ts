import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { startOwnPostgres } from './support/own-postgres.ts'
import { startServerProcess } from './support/process.ts'

const app = await startTestApp()

const settings = { NODE_ENV: 'production', PUBLIC_URL: app.config.publicUrl, LOG_LEVEL: 'error', DRAIN_SECONDS: '1' }

test('a server that is told to stop answers what has begun, takes nothing new, and ends in order', async () => {
  const server = await startServerProcess(app.database, settings)
  const { hostname, port } = new URL(server.url)
  const body = JSON.stringify(aBooking())
  const request = connect(Number(port), hostname)
  let answer = ''
  request.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  const head = [
    'POST /v1/sessions HTTP/1.1',
    `Host: ${hostname}`,
    `Authorization: Bearer ${app.team.token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  request.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 20)}`)
  // The server has it once another one, sent later, is answered.
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)

  const ended = once(server.child, 'exit')
  server.child.kill('SIGTERM')
  await expect
    .poll(async () => (await fetch(`${server.url}/readyz`).catch(() => null))?.status ?? 'refused')
    .toBe('refused')
  const closed = once(request, 'close')
  request.write(body.slice(20))
  await closed
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain('"session_id"')
  expect(await ended).toEqual([0, null])
}, 60_000)

test('before it stops it says so to proxies for a while, and answers all others as ever', async () => {
  const server = await startServerProcess(app.database, { ...settings, DRAIN_SECONDS: '60' })
  server.child.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503)
  const headers = { authorization: `Bearer ${app.team.token}` }
  const answer = await fetch(`${server.url}/v1/sessions`, { headers })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('connection')).toBe('close')
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
}, 60_000)

test('whoever never ends what they ask for does not keep it from stopping', async () => {
  const server = await startServerProcess(app.database, settings)
  const { hostname, port } = new URL(server.url)
  const request = connect(Number(port), hostname)
  request.on('error', () => {})
  request.write(`POST /v1/auth/token HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 100\r\n\r\n`)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const ended = once(server.child, 'exit')
  server.child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
}, 60_000)

test('a database that does not answer does not keep it from stopping before it would be killed', async () => {
  const postgres = await startOwnPostgres()
  const server = await startServerProcess(postgres.database, {
    NODE_ENV: 'production',
    PUBLIC_URL: app.config.publicUrl,
    LOG_LEVEL: 'silent',
  })
  const ended = once(server.child, 'exit')
  postgres.signal('SIGSTOP')
  const start = performance.now()
  server.child.kill('SIGTERM')
  expect(await ended).toEqual([1, null])
  expect(performance.now() - start).toBeLessThan(10_000)
}, 60_000)
