import type { EntryLink, Participant } from '@anteroom/contract/api/participants'
import type { Session } from '@anteroom/contract/api/sessions'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { connectPage, inPhase, openPage } from './support/page.ts'
import { register, startReceiver, toLoopback, until } from './support/receiver.ts'

const app = await startTestApp(toLoopback)
const { pool } = app.database

const keyOf = (entryUrl: string | undefined) => entryUrl?.split('/').at(-1) ?? ''
const open = (key: string) => app.http.inject(`/session/${key}`)

/** A host and Ana in a call of two, and Ana's seat. */
async function twoInCall() {
  const session = await app.book({ feature_flags: ['-plugin;waiting-room'] })
  const [first, seat] = session.participants
  const host = await openPage(app.url, String(first?.entry_url))
  await host.ask('visit:enter')
  const ana = await openPage(app.url, String(seat?.entry_url))
  await ana.ask('visit:enter')
  await host.until(({ people }) => people.length === 1)
  return { session, seat: seat as Participant, host, ana }
}

const read = async (id: string) => (await app.call<Participant>('GET', `/v1/participants/${id}`)).body
const renew = (id: string, headers = {}) => app.call<EntryLink>('POST', `/v1/participants/${id}/link`, { headers })
const revoke = (id: string) => app.call('DELETE', `/v1/participants/${id}/link`)

async function refused(key: string) {
  const page = connectPage(app.url, key)
  return new Promise<string>((resolve) => page.socket.once('connect_error', ({ message }) => resolve(message)))
}

describe('the key in an entry link', () => {
  test('is a UUID of its own, the same each time, and the id opens nothing', async () => {
    const { session, seat } = await twoInCall()
    const key = keyOf(seat.entry_url)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(key).not.toBe(seat.participant_id)
    expect((await read(seat.participant_id)).entry_url).toBe(seat.entry_url)
    const list = await app.call<{ content: Session[] }>('GET', '/v1/sessions?order=reverse&page_size=1')
    expect(list.body.content[0]?.participants[1]?.entry_url).toBe(seat.entry_url)
    const picked = await app.call<{ content: Session[] }>('GET', '/v1/sessions?start_time=2000-01-01T00:00:00Z')
    expect(JSON.stringify(picked.body)).toContain(key)

    expect((await open(key)).statusCode).toBe(200)
    expect((await open(key.toUpperCase())).statusCode).toBe(200)
    for (const id of [seat.participant_id, session.session_id]) {
      const page = await open(id)
      expect(page.statusCode).toBe(404)
      expect(page.body).not.toContain('Consultation')
      expect(await refused(id)).toBe('unknown-link')
      expect((await app.http.inject(`/session/${id}/speed`)).statusCode).toBe(404)
    }
  })

  test('opens the room also with what stood around it where it was written', async () => {
    const session = await app.book()
    const key = keyOf(session.participants[0]?.entry_url)
    for (const given of [`${key}.`, `%3C${key}%3E`, `${key}%`, key.replaceAll('-', ''), `${key.toUpperCase()})`]) {
      const page = await open(given)
      expect([given, page.statusCode]).toEqual([given, 200])
      expect(page.body).toContain(`"link":"${key}"`)
    }
    for (const given of ['%', '%FF', `${key}0`]) {
      const page = await open(given)
      expect(page.statusCode).toBe(404)
      expect(page.headers['content-type']).toContain('text/html')
    }
  })

  test('stands in no event, no audit log, no table and no log', async () => {
    const receiver = await startReceiver()
    await register(app, { url: receiver.url })
    const { session, seat } = await twoInCall()
    await until(() => expect(receiver.received.length).toBeGreaterThan(1))
    const made = (await renew(seat.participant_id, { 'idempotency-key': 'told once' })).body
    const keys = [...session.participants, made].map(({ entry_url }) => keyOf(entry_url))
    const { rows: tables } = await pool.query(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
    )
    await app.audit.seal()
    const audit = JSON.stringify((await app.call('GET', '/v1/audit-log')).body)
    const events = JSON.stringify(receiver.received)
    expect(audit).toContain(seat.participant_id)
    expect(events.length).toBeGreaterThan(100)
    for (const key of keys) {
      expect(audit).not.toContain(key)
      expect(events).not.toContain(key)
      expect(app.logged.join('')).not.toContain(key)
      for (const { name } of tables) {
        const found = await sql`select from ${sql.raw(name)} t where t::text like ${`%${key}%`}`.execute(
          app.database.kysely,
        )
        expect(found.rows, name).toEqual([])
      }
    }
  })
})

describe('a new link', () => {
  test('ends the one before: who is in the call by it is told and put out, and comes back by the new one', async () => {
    const { session, seat, host, ana } = await twoInCall()
    const { status, body } = await renew(seat.participant_id)
    expect(status).toBe(200)
    expect(body).toEqual({ participant_id: seat.participant_id, entry_url: expect.any(String) })
    expect(body.entry_url).not.toBe(seat.entry_url)
    expect((await read(seat.participant_id)).entry_url).toBe(body.entry_url)

    await ana.until(inPhase('unknown'))
    await host.until(({ people }) => people.length === 0)
    for (const event of ['visit:enter', 'visit:leave']) {
      expect(await ana.ask(event)).toEqual({ ok: false, problem: 'wrong-phase' })
    }
    ana.leaveNetwork()
    expect(await refused(keyOf(seat.entry_url))).toBe('unknown-link')
    expect((await open(keyOf(seat.entry_url))).statusCode).toBe(404)

    const back = await openPage(app.url, body.entry_url)
    expect(back.view()).toMatchObject({ phase: { name: 'precall' }, me: { name: 'Ms Guest' } })
    await back.ask('visit:enter')
    await host.until(({ people }) => people.length === 1)
    await app.audit.seal()
    const log = await app.call<{ content: object[] }>('GET', '/v1/audit-log')
    expect(log.body.content).toContainEqual(
      expect.objectContaining({
        action: 'participant.renew-link',
        target: seat.participant_id,
        details: expect.stringContaining(session.session_id),
      }),
    )
  })

  test('is given once for a request that comes twice, at once too', async () => {
    const { participants } = await app.book()
    const id = String(participants[0]?.participant_id)
    const [one, other] = await Promise.all([1, 2].map(() => renew(id, { 'idempotency-key': 'a lost answer' })))
    expect(one?.body).toEqual(other?.body)
    expect((await read(id)).entry_url).toBe(one?.body.entry_url)
    const [third, fourth] = await Promise.all([renew(id), renew(id)])
    expect([third.body.entry_url, fourth.body.entry_url]).toContain((await read(id)).entry_url)
    expect(third.body.entry_url).not.toBe(fourth.body.entry_url)
  })

  test('belongs to whoever opens it first, where links belong to one browser', async () => {
    const session = await app.book({
      feature_flags: ['-plugin;waiting-room', 'session;enforce-participant-uniqueness'],
    })
    const seat = session.participants[1] as Participant
    await (await openPage(app.url, seat.entry_url)).ask('visit:enter')
    const { body } = await renew(seat.participant_id)
    const elsewhere = await openPage(app.url, body.entry_url)
    expect(elsewhere.view().phase.name).toBe('precall')
  })

  test('is made for no seat that is taken away, no session that is over, and no other team', async () => {
    const { participants } = await app.book()
    const [first, second] = participants.map(({ participant_id }) => participant_id)
    await app.call('DELETE', `/v1/participants/${first}`)
    expect(await renew(String(first))).toMatchObject({ status: 404 })
    const other = await app.makeTeam('other')
    const asOther = await app.call('POST', `/v1/participants/${second}/link`, { token: other.token })
    expect(asOther.status).toBe(404)
    app.clock.advance(2 * 3_600_000)
    expect(await renew(String(second))).toMatchObject({ status: 400, body: { type: '/problems/session-over' } })
    expect((await revoke(String(second))).status).toBe(200)
  })
})

describe('a link that is taken back', () => {
  test('opens nothing until there is another one; doing it again is no mistake', async () => {
    const { seat, ana } = await twoInCall()
    for (let times = 0; times < 2; times++) {
      expect(await revoke(seat.participant_id)).toMatchObject({ status: 200, body: { ok: true } })
    }
    await ana.until(inPhase('unknown'))
    const now = await read(seat.participant_id)
    expect(now.link_revoked).toBe(true)
    for (const url of [seat.entry_url, now.entry_url, seat.participant_id]) {
      expect((await open(keyOf(url))).statusCode).toBe(404)
    }
    const { body } = await renew(seat.participant_id)
    expect((await open(keyOf(body.entry_url))).statusCode).toBe(200)
    expect(await read(seat.participant_id)).toMatchObject({ entry_url: body.entry_url })
    expect(await read(seat.participant_id)).not.toHaveProperty('link_revoked')
  })
})

describe('links from before there were keys', () => {
  test('work by the id until the session has ended, beside the one with a key', async () => {
    const session = await app.book({ feature_flags: ['-plugin;waiting-room'] })
    const seat = session.participants[1] as Participant
    const id = seat.participant_id
    await asBefore(session)
    expect((await read(id)).entry_url).toBe(`https://video.test/session/${id}`)
    const page = await openPage(app.url, id)
    expect(await page.ask('visit:enter')).toEqual({ ok: true })
    await page.until(inPhase('in-call'))

    await app.makeLinks()
    const { entry_url } = await read(id)
    expect(entry_url).toBe(seat.entry_url)
    expect((await open(keyOf(entry_url))).statusCode).toBe(200)
    // The page that is open goes on, and a call that runs longer than it was booked for lets it back in.
    app.clock.advance(26 * 3_600_000)
    page.leaveNetwork()
    page.comeBack()
    await page.until(inPhase('in-call'))
    await page.ask('visit:leave')
    await page.until(inPhase('exit'))
    expect((await open(id)).statusCode).toBe(404)
    expect(await refused(id)).toBe('unknown-link')
  })

  test('end with a new one', async () => {
    const session = await app.book()
    const id = String(session.participants[1]?.participant_id)
    await asBefore(session)
    const page = await openPage(app.url, id)
    await renew(id)
    await page.until(inPhase('unknown'))
    expect((await open(id)).statusCode).toBe(404)
  })

  async function asBefore({ session_id }: Session) {
    await pool.query('update participants set link_hash = null, opens_by_id = true where session_id = $1', [session_id])
  }
})
