import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { startTestApp } from './support/app.ts'
import { type LastingPage, openLastingPage } from './support/lasting-page.ts'
import { startOwnPostgres } from './support/own-postgres.ts'
import { startServerProcess } from './support/process.ts'

const settings = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://video.test',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_MINUTE: '0',
}
/** As long as views may take to be right again. */
const soon = { timeout: 5_000, interval: 20 }

/** One process on a database of its own, with a host and a guest in a call. */
async function startCall() {
  const postgres = await startOwnPostgres()
  const app = await startTestApp({}, { database: postgres.database })
  const people = ['host', 'guest', 'participant'].map((role) => ({ display_name: `The ${role}`, role }))
  const { participants } = await app.book({ participants: people })
  const { token } = app.team
  await app.close()
  const server = await startServerProcess(postgres.database, settings)
  const [host, guest, third] = participants.map(({ entry_url }) => openLastingPage([server.url], entry_url)) as [
    LastingPage,
    LastingPage,
    LastingPage,
  ]
  await vi.waitFor(() => expect([host.phases, guest.phases]).toEqual([['precall'], ['precall']]), soon)
  await host.ask('visit:enter')
  await vi.waitFor(async () => expect(await third.ask('visit:enter')).toEqual({ ok: true }), soon)
  await guest.ask('visit:enter')
  const visitId = await vi.waitFor(
    () => host.view()?.waiting[0]?.visitId ?? Promise.reject(new Error('no knock')),
    soon,
  )
  await host.ask('door:let-in', { visitId })
  await vi.waitFor(() => expect(guest.view()?.phase.name).toBe('in-call'), soon)
  const get = () => fetch(`${server.url}/v1/sessions`, { headers: { authorization: `Bearer ${token}` } })

  let locked = false
  /** What a host does is done, and the guest sees it. */
  async function proveIt() {
    locked = !locked
    await vi.waitFor(async () => expect(await host.ask('door:lock', { locked })).toEqual({ ok: true }), soon)
    await vi.waitFor(() => expect(guest.view()?.locked).toBe(locked), soon)
    expect((await get()).status).toBe(200)
    expect(server.child.exitCode).toBe(null)
    expect(host.phases).toEqual(['precall', 'in-call'])
    expect(guest.phases).toEqual(['precall', 'waiting', 'in-call'])
  }
  const link = participants[0]?.entry_url.split('/').at(-1)
  return { postgres, url: server.url, link, host, guest, third, get, proveIt }
}

test('whichever connection to the database is ended, and however often, the process and its calls go on', async () => {
  const { postgres, proveIt } = await startCall()
  const list = "select pid from pg_stat_activity where application_name = 'anteroom' and pid <> pg_backend_pid()"
  // More often than a pool has connections, so that none may be lost each time.
  for (let round = 0; round < 12; round++) {
    const { rows } = await postgres.database.pool.query<{ pid: number }>(list)
    for (const { pid } of rows) await postgres.database.pool.query('select pg_terminate_backend($1)', [pid])
    await pause(100)
  }
  await proveIt()
})

test('while the database is restarted, requests are told to come again, pages that it is known, and who leaves is missed', async () => {
  const { postgres, url, link, host, guest, third, get, proveIt } = await startCall()
  await postgres.stop()
  const answer = await get()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ type: '/problems/unavailable', status: 503 })
  const page = await fetch(`${url}/session/${link}`, { headers: { 'accept-language': 'de' } })
  expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([503, true])
  expect(await page.text()).toMatch(/http-equiv="refresh".*Die Verbindung zur Praxis wird wiederhergestellt/s)
  expect(await host.ask('door:lock', { locked: true })).toEqual({ ok: false, problem: 'unavailable' })
  await vi.waitFor(() => expect(host.states).toEqual([false]), soon)
  third.close()
  await postgres.start()
  await vi.waitFor(
    () =>
      expect([host.states, guest.states]).toEqual([
        [false, true],
        [false, true],
      ]),
    soon,
  )
  await proveIt()
  const connected = () => new Map(host.view()?.people.map((person) => [person.name, person.connected]))
  const expected = new Map([
    ['The guest', true],
    ['The participant', false],
  ])
  await vi.waitFor(() => expect(connected()).toEqual(expected), soon)
})
