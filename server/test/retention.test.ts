import type { Participant } from '@anteroom/contract/api/participants'
import type { Retention } from '@anteroom/contract/api/retention'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp({ RETENTION_DAYS: '100' })
const { pool } = app.database
const day = 86_400_000
const { clientId } = await app.makeSystemClient()

/** Of the system client, and good for now. */
const systemToken = async () =>
  (await app.tokens.issue({ clientId, teamId: null, userId: null, scope: 'system' })).access_token

const settle = async (teamId: string, body: object) => {
  return app.call<Retention>('PUT', `/v1/teams/${teamId}/retention`, { body, token: await systemToken() })
}

const nameOf = async ({ session_id }: Session, token: string) =>
  (await app.call<Session>('GET', `/v1/sessions/${session_id}`, { token })).body.session_name

/** Visits as they stand after a call, put there without one. */
async function attend({ session_id, participants }: Session) {
  for (const { participant_id } of participants) {
    await pool.query(
      `insert into visits (visit_id, participant_id, session_id, page_id, browser_hash, name, stage, first_entered_at,
        last_left_at, connection_check)
      values ($1, $2, $3, 'page', '\\x01', 'Ana', 'left', now(), now(), '{"camera": {"status": "ok"}}')`,
      [app.ids.random(), participant_id, session_id],
    )
  }
}

async function visitOf({ session_id }: Session) {
  const { rows } = await pool.query(
    'select *, length(browser_hash) as browser from visits where session_id = $1 limit 1',
    [session_id],
  )
  const rival = Object.keys(rows[0]).filter((column) => column.startsWith('rival_') && rows[0][column] !== null)
  return { ...rows[0], rival }
}

describe('how long a team keeps what', () => {
  test('is as the service has it until the team says otherwise, and again when it says nothing', async () => {
    const { teamId } = await app.makeTeam('keeping')
    const token = await systemToken()
    const read = () => app.call<Retention>('GET', `/v1/teams/${teamId}/retention`, { token })
    expect((await read()).body).toMatchObject({ sessions_days: 100, webhook_log_days: 30, inherited: { length: 5 } })
    await settle(teamId, { sessions_days: null, checks_days: 7 })
    expect((await read()).body).toMatchObject({
      sessions_days: null,
      names_days: 100,
      checks_days: 7,
      inherited: ['names_days', 'summaries_days', 'webhook_log_days'],
    })
    expect((await settle(teamId, {})).body.inherited).toHaveLength(5)
  })

  test.each([{ names_days: 0 }, { names_days: 3651 }, { names_days: 1.5 }, { names_days: 'never' }])(
    'is not %o',
    async (body) => {
      expect((await settle(app.team.teamId, body)).status).toBe(400)
    },
  )
})

describe('what has been kept for long enough', () => {
  test('is erased, and not before', async () => {
    const team = await app.makeTeam('purged')
    const { teamId, clientId } = team
    const old = await app.book({}, team.token)
    app.clock.advance(2 * day)
    const fresh = async () =>
      (await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })).access_token
    const young = await app.book({}, await fresh())
    app.clock.advance(99 * day)
    await app.retention.purge()
    const token = await fresh()
    expect(await nameOf(old, token)).toBeNull()
    expect(await nameOf(young, token)).toBe('Consultation')
    const { rows } = await pool.query(
      "select details from audit_log where action = 'retention.erase' and team_id = $1",
      [teamId],
    )
    expect(rows).toEqual([{ details: { kind: 'sessions', sessions: 1, from: old.session_id, to: old.session_id } }])
    app.clock.advance(2 * day)
    await app.retention.purge()
    await app.retention.purge()
    expect(await nameOf(young, await fresh())).toBeNull()
  })

  test('goes kind by kind, each after its own days', async () => {
    const team = await app.makeTeam('kinds')
    const { teamId, clientId } = team
    await settle(teamId, { sessions_days: null, names_days: 10, checks_days: 20, summaries_days: 30 })
    const session = await app.book({}, team.token)
    await attend(session)
    const after = async (days: number) => {
      app.clock.advance(days * day)
      await app.retention.purge()
      return visitOf(session)
    }
    expect(await after(9)).toMatchObject({ name: 'Ana', browser: 1 })
    const check = { camera: { status: 'ok' } }
    await pool.query(
      `update visits set rival_id = gen_random_uuid(), rival_page_id = 'page', rival_browser_hash = '\\x01',
        rival_message = 'Hello', rival_asked_at = now(), rival_gone_at = now(), rival_turned_away_at = now()
      where session_id = $1`,
      [session.session_id],
    )
    expect(await after(2)).toMatchObject({ name: null, browser: 0, connection_check: check, rival: [] })
    expect(await after(10)).toMatchObject({ connection_check: null, first_entered_at: expect.any(Date) })
    expect(await after(10)).toMatchObject({ first_entered_at: null })
    const token = (await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` }))
      .access_token
    expect(await nameOf(session, token)).toBeNull()
    const path = `/v1/participants/${session.participants[0]?.participant_id}`
    expect((await app.call<Participant>('GET', path, { token })).body.erased_at).toBeDefined()
  })

  test('leaves a seat that was taken away, and whose name has gone, to be erased when somebody asks', async () => {
    const team = await app.makeTeam('in-two-steps')
    await settle(team.teamId, { sessions_days: null, names_days: 10 })
    const session = await app.book({}, team.token)
    await attend(session)
    const path = `/v1/participants/${session.participants[1]?.participant_id}`
    expect((await app.call('DELETE', path, { token: team.token })).status).toBe(200)
    app.clock.advance(12 * day)
    await app.retention.purge()
    const { teamId, clientId } = team
    const issued = await app.tokens.issue({ clientId, teamId, userId: null, scope: `team_api[${teamId}]` })
    expect((await app.call('DELETE', `${path}?erase=true`, { token: issued.access_token })).status).toBe(200)
    const { rows } = await pool.query('select from visits where participant_id = $1', [
      session.participants[1]?.participant_id,
    ])
    expect(rows).toEqual([])
  })

  test('is erased in stretches, by several processes at once, and each session once', async () => {
    const { teamId } = await app.makeTeam('many')
    const start = `${new Date(app.clock.now().getTime() - 200 * day).toISOString().slice(0, -1)}789Z`
    await pool.query(
      `insert into sessions (session_id, team_id, session_name, start_time, end_time, settings)
      select gen_random_uuid(), $1, 'Ana', $2, $2::timestamptz + interval '1 hour', '{}' from generate_series(1, 230)`,
      [teamId, start],
    )
    const beside = await startTestApp({ RETENTION_DAYS: '100' }, app)
    try {
      for (let round = 0; round < 3; round += 1) await Promise.all([app.retention.purge(), beside.retention.purge()])
    } finally {
      await beside.close()
    }
    const { rows } = await pool.query(
      `select (select count(*) from sessions where team_id = $1 and session_name is not null) as left,
        (select sum((details->>'sessions')::integer) from audit_log where team_id = $1
          and action = 'retention.erase') as erased`,
      [teamId],
    )
    expect(rows).toEqual([{ left: 0, erased: 230 }])
  })

  test('goes team by team in turn, so that none waits until another has nothing left', async () => {
    const teams = [(await app.makeTeam('large')).teamId, (await app.makeTeam('larger')).teamId]
    for (const teamId of teams) {
      await pool.query(
        `insert into sessions (session_id, team_id, session_name, start_time, end_time, settings)
        select gen_random_uuid(), $1, 'Ana', $2, $2::timestamptz + interval '1 hour', '{}' from generate_series(1, 130)`,
        [teamId, new Date(app.clock.now().getTime() - 200 * day)],
      )
    }
    await app.retention.purge()
    const { rows } = await pool.query(
      "select team_id from audit_log where action = 'retention.erase' and team_id = any($1) order by entry_id",
      [teams],
    )
    const order = rows.map(({ team_id }) => teams.indexOf(team_id))
    expect(order).toEqual([order[0], order[1], order[0], order[1]])
    expect(new Set(order).size).toBe(2)
  })

  test('waits where a call still goes on, and holds nothing else back', async () => {
    const team = await app.makeTeam('endless')
    const session = await app.book({}, team.token)
    const later = await app.book({}, team.token)
    await pool.query('update sessions set call_id = gen_random_uuid() where session_id = $1', [session.session_id])
    app.clock.advance(102 * day)
    await app.retention.purge()
    const nameNow = async ({ session_id }: Session) =>
      (await pool.query('select session_name from sessions where session_id = $1', [session_id])).rows[0].session_name
    expect([await nameNow(session), await nameNow(later)]).toEqual(['Consultation', null])
    await app.retention.purge()
    expect(await nameNow(session)).toBe('Consultation')
    await pool.query('update sessions set call_id = null where session_id = $1', [session.session_id])
    await app.retention.purge()
    expect(await nameNow(session)).toBeNull()
  })

  test('includes the log of webhooks, for as long as each team says', async () => {
    const [brief, usual] = [await app.makeTeam('brief'), await app.makeTeam('usual')]
    await settle(brief.teamId, { webhook_log_days: 2 })
    await app.book({}, brief.token)
    await app.book({}, usual.token)
    const eventsOf = async ({ teamId }: { teamId: string }) =>
      (await pool.query('select from events where team_id = $1', [teamId])).rows.length
    app.clock.advance(3 * day)
    await app.webhooks.forgetOld()
    expect([await eventsOf(brief), await eventsOf(usual)]).toEqual([0, 1])
    app.clock.advance(28 * day)
    await app.webhooks.forgetOld()
    expect(await eventsOf(usual)).toBe(0)
  })
})
