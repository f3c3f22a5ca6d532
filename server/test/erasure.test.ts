import type { Participant } from '@anteroom/contract/api/participants'
import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import type { SessionSummary } from '@anteroom/contract/api/summary'
import type { Client, Team } from '@anteroom/contract/api/teams'
import type { User } from '@anteroom/contract/api/users'
import { describe, expect, test } from 'vitest'
import { operator } from '../src/ground/caller.ts'
import { aBooking, startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()
const { pool } = app.database

/** What stands in the database as it was given; names, numbers and hints stand there sealed. */
const secrets = ['Ana Lind', 'knee, left', 'clinic.example']

/** Full of what is about people. */
const booking = () => ({
  ...aBooking(app.clock),
  session_name: 'Ana Lind, knee, left',
  picture: 'https://clinic.example/ana.png',
  feature_flags: ['customisation;return-url;https://clinic.example/ana'],
  participants: [
    { display_name: 'Dr Vega', role: 'host' },
    {
      display_name: 'Ana Lind',
      picture: 'https://clinic.example/ana.png',
      phone: '+49 30 1234567',
      user_hint: 'afraid of needles',
      state: 'knee, left',
      fee: '{"amount": 5000, "currency": "eur", "description": "knee, left"}',
    },
  ],
})

const erase = (path: string, token?: string) => app.call('DELETE', `${path}?erase=true`, token ? { token } : {})

async function seatsOf({ session_id }: Session) {
  const path = `/v1/sessions/${session_id}/participants?deleted_participants=true`
  return (await app.call<Participant[]>('GET', path)).body
}

/** Everything that the database holds about a session, as text. */
async function storedOf({ session_id }: Session): Promise<string> {
  const { rows } = await pool.query(
    `select to_jsonb(sessions) as session,
      (select jsonb_agg(to_jsonb(participants)) from participants where session_id = $1) as seats,
      (select jsonb_agg(to_jsonb(visits)) from visits where session_id = $1) as visits,
      (select jsonb_agg(to_jsonb(audit_log)) from audit_log where target = $1::text) as entries,
      (select jsonb_agg(to_jsonb(events)) from events where payload->>'sessionId' = $1::text) as events,
      (select count(*) from idempotent_answers where session_id = $1) as answers
    from sessions where session_id = $1`,
    [session_id],
  )
  return JSON.stringify(rows)
}

/** Both come in and go out again. */
async function consult(session: Session) {
  const [host, guest] = session.participants.map(({ entry_url }) => entry_url)
  const hostPage = await openPage(app.url, host ?? '')
  await hostPage.ask('visit:enter')
  const guestPage = await openPage(app.url, guest ?? '')
  await guestPage.ask('visit:enter', { name: 'Ana Lind' })
  const [waiter] = (await hostPage.until((view) => view.waiting.length === 1)).waiting
  await hostPage.ask('door:let-in', { visitId: waiter?.visitId })
  await guestPage.until(inPhase('in-call'))
  return { hostPage, guestPage }
}

describe('a participant who is erased', () => {
  test('leaves ids and the fact behind, and nobody comes in by the link', async () => {
    const session = await app.book(booking())
    const [host, guest] = session.participants
    const page = await openPage(app.url, guest?.entry_url ?? '')
    await page.ask('visit:enter', { name: 'Ana Lind' })
    expect((await erase(`/v1/participants/${guest?.participant_id}`)).status).toBe(200)
    await page.until(inPhase('removed'))
    const [seatOfHost, seat] = await seatsOf(session)
    expect(seatOfHost).toMatchObject({ participant_id: host?.participant_id, display_name: 'Dr Vega' })
    expect(seat).toEqual({
      participant_id: guest?.participant_id,
      session_id: guest?.session_id,
      client_id: guest?.client_id,
      role: guest?.role,
      created: guest?.created,
      display_name: null,
      entry_url: expect.any(String),
      deleted_at: expect.any(String),
      erased_at: expect.any(String),
    })
    expect(await page.ask('visit:enter', { name: 'Ana Lind' })).toMatchObject({ ok: false })
    const { rows } = await pool.query('select from visits where participant_id = $1', [guest?.participant_id])
    expect(rows).toEqual([])
  })

  test('is not erased while in the call, and is afterwards', async () => {
    const session = await app.book(booking())
    const [host, guest] = session.participants
    const { guestPage } = await consult(session)
    const path = `/v1/participants/${guest?.participant_id}`
    const refused = await erase(path)
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('in the call')])
    await guestPage.ask('visit:leave')
    expect((await erase(path)).status).toBe(200)
    const summary = await app.call<SessionSummary>('GET', `/v1/sessions/${session.session_id}/summary`)
    expect(summary.body.participants.map(({ participant_id }) => participant_id)).toEqual([host?.participant_id])
  })

  test('is erased once, however often that is asked for, also long after the session', async () => {
    const session = await app.book(booking())
    const path = `/v1/participants/${session.participants[1]?.participant_id}`
    app.clock.advance(30 * 86_400_000)
    const answers = await Promise.all([erase(path), erase(path), erase(path)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { rows } = await pool.query(
      "select details from audit_log where action = 'participant.erase' and target = $1",
      [session.participants[1]?.participant_id],
    )
    expect(rows).toEqual([{ details: { sessionId: session.session_id } }])
  })
})

describe('a session that is erased', () => {
  test('leaves nothing of what was given or measured, and its place in the list', async () => {
    const { body: session } = await app.call<Session>('POST', '/v1/sessions', {
      body: booking(),
      headers: { 'idempotency-key': 'once' },
    })
    const { hostPage, guestPage } = await consult(session)
    await guestPage.ask('visit:leave')
    await hostPage.ask('visit:leave')
    app.clock.advance(2 * 3_600_000)
    const before = await storedOf(session)
    for (const secret of [...secrets, 'sealed.']) expect(before).toContain(secret)
    const path = `/v1/sessions/${session.session_id}`
    const listed = async () => {
      const { body } = await app.call<SessionPage>('GET', '/v1/sessions?order=reverse')
      return body.content.map(({ session_id }) => session_id)
    }
    const list = await listed()

    expect((await erase(path)).status).toBe(200)
    expect((await erase(path)).status).toBe(200)

    const after = await storedOf(session)
    for (const secret of [...secrets, 'sealed.']) expect(after).not.toContain(secret)
    expect(JSON.parse(after)[0]).toMatchObject({ visits: null, answers: 0 })
    expect(await listed()).toEqual(list)
    expect((await app.call<Session>('GET', path)).body).toMatchObject({
      session_id: session.session_id,
      start_time: session.start_time,
      session_name: null,
      feature_flags: [],
      erased_at: expect.any(String),
      participants: [
        { role: 'HOST', display_name: null },
        { role: 'GUEST', display_name: null },
      ],
    })
    expect((await app.call('GET', `${path}/summary`)).body).toMatchObject({
      participants: [{ entry_time: null }, { entry_time: null }],
    })
    // A link that somebody still has makes nobody known again.
    const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
    expect(page.view().me.visitId).toBe('')
    expect(JSON.parse(await storedOf(session))[0].visits).toBeNull()
  })

  test('is cancelled with it when it is not over, also when it has started', async () => {
    const later = new Date(app.clock.now().getTime() + 3_600_000).toISOString()
    const end = new Date(app.clock.now().getTime() + 7_200_000).toISOString()
    for (const times of [{}, { start_time: later, end_time: end }]) {
      const session = await app.book({ ...booking(), ...times })
      expect((await erase(`/v1/sessions/${session.session_id}`)).status).toBe(200)
      expect((await app.call('GET', `/v1/sessions/${session.session_id}`)).status).toBe(401)
      for (const secret of [...secrets, 'sealed.']) expect(await storedOf(session)).not.toContain(secret)
    }
  })

  test('is not touched while somebody is in the call', async () => {
    const session = await app.book(booking())
    const { hostPage, guestPage } = await consult(session)
    await guestPage.ask('visit:leave')
    const path = `/v1/sessions/${session.session_id}`
    expect((await erase(path)).status).toBe(409)
    expect((await app.call<Session>('GET', path)).body).toMatchObject({ session_name: 'Ana Lind, knee, left' })
    await hostPage.ask('visit:end-for-everyone')
    expect((await erase(path)).status).toBe(200)
  })

  test('is erased or entered, whichever is first, and never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      const session = await app.book(booking())
      const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
      const [erased, entered] = await Promise.all([
        erase(`/v1/sessions/${session.session_id}`),
        page.ask('visit:enter', { name: 'Dr Vega' }),
      ])
      expect([erased.status, entered.ok]).toEqual(erased.status === 200 ? [200, false] : [409, true])
      if (erased.status === 200) expect(JSON.parse(await storedOf(session))[0].visits).toBeNull()
      await page.ask('visit:leave')
      page.socket.disconnect()
    }
  })

  test('keeps its participants from being written anew', async () => {
    const session = await app.book(booking())
    app.clock.advance(2 * 3_600_000)
    await erase(`/v1/sessions/${session.session_id}`)
    const body = { display_name: 'Ana Lind' }
    const changed = await app.call('PUT', `/v1/participants/${session.participants[1]?.participant_id}`, { body })
    expect([changed.status, changed.body.detail]).toEqual([400, 'It was erased.'])
  })
})

test('the admins and the own clients of the team erase; members, applications and others do not', async () => {
  const system = await app.makeSystemClient()
  const post = async <Body>(path: string, body: unknown) =>
    (await app.call<Body>('POST', path, { body, token: system.token })).body
  const user = (email: string) =>
    post<User>('/v1/users', { email, firstName: 'x', lastName: 'y', password: 'correct horse battery staple' })
  const [admin, member] = [await user('admin@clinic.example'), await user('member@clinic.example')]
  const { teamId } = await post<Team>(`/v1/users/${admin.userId}/teams`, { name: 'x', subdomain: 'erasers' })
  await pool.query("insert into team_members (team_id, user_id, role) values ($1, $2, 'member')", [
    teamId,
    member.userId,
  ])
  const { clientId } = await post<Client>(`/v1/teams/${teamId}/clients`, { client_name: 'x' })
  const scope = `team_api[${teamId}]`
  const tokenFor = async (userId: string | null, more = {}) =>
    (await app.tokens.issue({ clientId, teamId, userId, scope, ...more })).access_token
  const own = await tokenFor(null)
  const { appId } = (
    await app.call<{ appId: string }>('POST', `/v1/teams/${teamId}/applications`, {
      body: { name: 'x', homePage: 'https://b.example', redirectEndpoint: 'https://b.example/cb' },
      token: system.token,
    })
  ).body
  const application = await tokenFor(admin.userId, { grantType: 'authorization_code', appId })

  const by = async (token: string) => {
    const session = await app.book(booking(), own)
    const seat = await erase(`/v1/participants/${session.participants[0]?.participant_id}`, token)
    return [seat.status, (await erase(`/v1/sessions/${session.session_id}`, token)).status]
  }
  expect(await by(own)).toEqual([200, 200])
  expect(await by(await tokenFor(admin.userId))).toEqual([200, 200])
  expect(await by(await tokenFor(member.userId))).toEqual([403, 403])
  expect(await by(application)).toEqual([403, 403])
  expect(await by(app.team.token)).toEqual([404, 404])
})

describe('nothing is forgotten', () => {
  const marker = 'about-a-person'

  /** Texts that are about the service and not about people. Every other column is filled below, new ones included. */
  const facts: Record<string, string[]> = {
    sessions: ['date_notation'],
    // The hash of a key that is made from the id.
    participants: ['role', 'link_hash'],
    visits: ['stage'],
    users: [],
  }

  /** Puts the marker into every column of a row that can hold it. */
  async function fill(table: string, key: string, id: string) {
    const { rows } = await pool.query<{ column_name: string; data_type: string }>(
      `select column_name, data_type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and data_type in ('text', 'jsonb', 'bytea', 'ARRAY')`,
      [table],
    )
    const values: Record<string, string> = {
      text: `'${marker}'`,
      jsonb: `'"${marker}"'`,
      bytea: `'${marker}'::bytea`,
      ARRAY: `'{${marker}}'`,
    }
    const filled = rows.filter(({ column_name }) => !facts[table]?.includes(column_name))
    const sets = filled.map(({ column_name, data_type }) => `${column_name} = ${values[data_type]}`)
    await pool.query(`update ${table} set ${sets.join(', ')} where ${key} = $1`, [id])
    return filled.length
  }

  /** Every table that holds the marker, in whatever column. */
  async function whereMarked() {
    const { rows } = await pool.query<{ table_name: string }>(
      "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    )
    const marked: string[] = []
    for (const { table_name } of rows) {
      const { rowCount } = await pool.query(
        `select from ${table_name} where to_jsonb(${table_name})::text ~ $1 limit 1`,
        [`${marker}|${Buffer.from(marker).toString('hex')}`],
      )
      if (rowCount) marked.push(table_name)
    }
    return marked.sort()
  }

  async function filledSession() {
    const session = await app.book(booking())
    const { hostPage, guestPage } = await consult(session)
    for (const page of [guestPage, hostPage]) {
      await page.ask('visit:leave')
      page.socket.disconnect()
    }
    app.clock.advance(2 * 3_600_000)
    expect(await fill('sessions', 'session_id', session.session_id)).toBeGreaterThan(3)
    expect(await fill('participants', 'session_id', session.session_id)).toBeGreaterThan(5)
    expect(await fill('visits', 'session_id', session.session_id)).toBeGreaterThan(5)
    return session
  }

  test('in a session', async () => {
    const session = await filledSession()
    expect(await whereMarked()).toEqual(['participants', 'sessions', 'visits'])
    expect((await erase(`/v1/sessions/${session.session_id}`)).status).toBe(200)
    expect(await whereMarked()).toEqual([])
  })

  test('in a seat', async () => {
    const session = await filledSession()
    for (const { participant_id } of session.participants) {
      expect((await erase(`/v1/participants/${participant_id}`)).status).toBe(200)
    }
    expect(await whereMarked()).toEqual(['sessions'])
    await erase(`/v1/sessions/${session.session_id}`)
  })

  test('in a session whose time has come', async () => {
    await filledSession()
    app.clock.advance(400 * 86_400_000)
    await app.retention.purge()
    expect(await whereMarked()).toEqual([])
  })

  test('in a user', async () => {
    const asked = { email: 'x@clinic.example', firstName: 'x', lastName: 'y', password: 'correct horse battery staple' }
    const { userId } = await app.users.create(operator, asked)
    expect(await fill('users', 'user_id', userId)).toBeGreaterThan(5)
    expect(await whereMarked()).toEqual(['users'])
    await app.retention.eraseUser(operator, userId, { force: false })
    expect(await whereMarked()).toEqual([])
  })
})
