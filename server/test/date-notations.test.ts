import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import type { SessionSummary } from '@anteroom/contract/api/summary'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const rfc1123 = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/
const iso8601 = /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/

const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000)
const timesBy = (print: (date: Date) => string) => ({ start_time: print(inHours(1)), end_time: print(inHours(2)) })
const rfcTimes = () => timesBy((date) => date.toUTCString())
const isoTimes = () => timesBy((date) => date.toISOString())

/** Another client of the same team, which has written no date yet. */
async function anotherClient() {
  const { clientId } = await app.teams.renewClient({ teamId: app.team.teamId, name: `Client ${app.ids.random()}` })
  const { teamId } = app.team
  const issued = await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })
  return { clientId, token: issued.access_token }
}

async function read(session: Session, token: string): Promise<Session> {
  return (await app.call<Session>('GET', `/v1/sessions/${session.session_id}`, { token })).body
}

async function rowOf(clientId: string) {
  const { rows } = await app.database.pool.query(
    'select notation, xmin::text from client_notations where client_id = $1',
    [clientId],
  )
  return rows[0]
}

test("a client reads another's session in the notation in which it writes itself, everywhere", async () => {
  const [older, newer] = [await anotherClient(), await anotherClient()]
  const old = await app.book(rfcTimes(), older.token)
  const session = await app.book(isoTimes(), newer.token)

  const toOlder = await read(session, older.token)
  for (const date of [toOlder.start_time, toOlder.end_time, toOlder.created_at]) expect(date).toMatch(rfc1123)
  expect(new Date(toOlder.start_time).getTime()).toBe(Math.floor(Date.parse(session.start_time) / 1000) * 1000)
  expect((await read(old, newer.token)).start_time).toMatch(iso8601)

  for (const [token, notation] of [
    [older.token, rfc1123],
    [newer.token, iso8601],
  ] as const) {
    const path = `/v1/sessions/${session.session_id}`
    const near = await app.call<SessionPage>('GET', '/v1/sessions', { token })
    const far = await app.call<SessionPage>('GET', '/v1/sessions?page=300&page_size=1', { token })
    const picked = await app.call<SessionPage>('GET', '/v1/sessions?state=none', { token })
    expect([near.status, far.status, picked.status]).toEqual([200, 200, 200])
    expect(near.body.content.length).toBeGreaterThan(1)
    for (const { start_time } of near.body.content) expect(start_time).toMatch(notation)
    const renamed = await app.call<Session>('PUT', path, { token, body: { session_name: 'Other' } })
    expect(renamed.body.end_time).toMatch(notation)
    const summary = await app.call<SessionSummary>('GET', `${path}/summary`, { token })
    expect(summary.body.start_time).toMatch(notation)
  }
})

test('a client that has never written a date reads them as they were last given', async () => {
  const [silent, older] = [await anotherClient(), await anotherClient()]
  expect((await read(await app.book(rfcTimes(), older.token), silent.token)).start_time).toMatch(rfc1123)
  expect((await read(await app.book(isoTimes()), silent.token)).start_time).toMatch(iso8601)
  await app.call('GET', '/v1/sessions', { token: silent.token })
  expect(await rowOf(silent.clientId)).toBeUndefined()
})

test('what it wrote last decides: in a booking, in a change, in a filter of the list', async () => {
  const client = await anotherClient()
  const session = await app.book(isoTimes(), client.token)
  const path = `/v1/sessions/${session.session_id}`
  const { end_time } = rfcTimes()
  const changed = await app.call<Session>('PUT', path, { token: client.token, body: { end_time } })
  expect(changed.body.end_time).toBe(end_time)
  expect((await read(session, client.token)).start_time).toMatch(rfc1123)

  const from = encodeURIComponent(inHours(0).toISOString())
  const listed = await app.call<SessionPage>('GET', `/v1/sessions?start_time=${from}`, { token: client.token })
  expect(listed.body.content.map(({ start_time }) => start_time)).toContainEqual(expect.stringMatching(iso8601))
  expect(listed.body.content.every(({ start_time }) => iso8601.test(start_time))).toBe(true)
  expect((await read(session, client.token)).start_time).toMatch(iso8601)
})

test('a request that is refused changes nothing', async () => {
  const client = await anotherClient()
  const session = await app.book(isoTimes(), client.token)
  const { start_time } = rfcTimes()
  const early = { start_time, end_time: inHours(0.5).toUTCString() }
  for (const [method, path] of [
    ['POST', '/v1/sessions'],
    ['PUT', `/v1/sessions/${session.session_id}`],
  ] as const) {
    expect((await app.call(method, path, { token: client.token, body: early })).status).toBe(400)
  }
  expect((await read(session, client.token)).start_time).toMatch(iso8601)
})

test('nothing is written for a client that writes as ever', async () => {
  const client = await anotherClient()
  const session = await app.book(isoTimes(), client.token)
  const before = await rowOf(client.clientId)
  expect(before).toMatchObject({ notation: 'iso8601' })
  await app.book(isoTimes(), client.token)
  await app.call('PUT', `/v1/sessions/${session.session_id}`, { token: client.token, body: isoTimes() })
  await app.call('GET', `/v1/sessions?end_time=${isoTimes().end_time}`, { token: client.token })
  expect(await rowOf(client.clientId)).toEqual(before)
})

test('whoever writes another way than before waits for nobody who does so at the same moment', async () => {
  const client = await anotherClient()
  const session = await app.book(isoTimes(), client.token)
  const path = `/v1/sessions/${session.session_id}`
  const holder = await app.database.background.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('select from client_notations where client_id = $1 for update', [client.clientId])
    const { end_time } = rfcTimes()
    const changed = await app.call<Session>('PUT', path, { token: client.token, body: { end_time } })
    expect(changed.body.end_time).toBe(end_time)
    expect((await app.book(rfcTimes(), client.token)).end_time).toMatch(rfc1123)
    const from = encodeURIComponent(rfcTimes().start_time)
    expect((await app.call('GET', `/v1/sessions?start_time=${from}`, { token: client.token })).status).toBe(200)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect(await rowOf(client.clientId)).toMatchObject({ notation: 'iso8601' })
})

test('bookings of many clients at once, in both notations, are stored and remembered', async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, anotherClient))
  await Promise.all(
    clients.flatMap(({ token }) => [...Array(5)].map((_, at) => app.book(at % 2 ? rfcTimes() : isoTimes(), token))),
  )
  const rows = await Promise.all(clients.map(({ clientId }) => rowOf(clientId)))
  expect(rows.map((row) => row?.notation).every((notation) => notation === 'iso8601' || notation === 'rfc1123')).toBe(
    true,
  )
})

test('every process knows what a client wrote to another', async () => {
  const beside = await startTestApp({}, { database: app.database, clock: app.clock, team: app.team })
  try {
    const client = await anotherClient()
    const session = await app.book(isoTimes(), client.token)
    const { end_time } = rfcTimes()
    const path = `/v1/sessions/${session.session_id}`
    await beside.call('PUT', path, { token: client.token, body: { end_time } })
    expect((await read(session, client.token)).end_time).toBe(end_time)
    const back = await app.call<Session>('PUT', path, { token: client.token, body: isoTimes() })
    expect(back.body.end_time).toMatch(iso8601)
    const there = await beside.call<Session>('GET', path, { token: client.token })
    expect(there.body.end_time).toMatch(iso8601)
  } finally {
    await beside.close()
  }
})
