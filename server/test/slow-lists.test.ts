import type { AuditPage } from '@anteroom/contract/api/audit'
import type { SessionPage } from '@anteroom/contract/api/sessions'
import { afterAll, describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { rowsReadDuring } from './support/queries.ts'

const database = await createTestDatabase({ max: 16, statementMs: 1_000 })
// Told first and done last.
afterAll(() => database.close())
const app = await startTestApp({}, undefined, { database })
const { pool } = database
/** For what a test prepares, however long a slow disk takes over it. */
const { pool: unhurried } = database.background

/**
 * As if what is asked for could not be found in all that there is: nobody reads that table until the work is done. Ends when
 * all that the work has asked for is answered.
 */
async function withoutTable(table: string, work: () => Promise<Promise<unknown>[]>) {
  const client = await database.background.pool.connect()
  let asked: Promise<unknown>[] = []
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`)
    asked = await work()
  } finally {
    await client.query('rollback')
    client.release()
  }
  await Promise.allSettled(asked)
}

const waitingInDatabase = async (table: string) => {
  const { rows } = await database.vital.pool.query(
    'select count(*) from pg_locks where relation = $1::regclass and not granted',
    [table],
  )
  return rows[0].count
}

describe('lists that take long', () => {
  const slow = '/v1/sessions?state=nobody'

  test('of one team take three connections; its others wait before they take one, and other teams do not', async () => {
    const other = await app.makeTeam('unhindered')
    await app.book({}, other.token)
    const asked = ['GET', 'GET', 'HEAD', 'GET', 'GET', 'HEAD', 'GET', 'GET', 'GET', 'GET', 'GET', 'GET']
    await withoutTable('participants', async () => {
      const answers = asked.map((method) => app.http.inject({ method: method as 'GET', url: slow, headers: bearer() }))
      await expect.poll(() => waitingInDatabase('participants')).toBe(3)
      // What goes on by itself takes another one for a moment.
      await expect.poll(() => [pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([3, 0])
      expect((await app.call('GET', '/v1/user/team')).status).toBe(200)
      const modest = `/v1/sessions?start_time=2200-01-01T00:00:00Z`
      expect((await app.call('GET', modest, { token: other.token })).status).toBe(200)
      expect(await waitingInDatabase('participants')).toBeLessThanOrEqual(3)
      const [first] = await Promise.all(answers.slice(0, 3))
      expect(first?.json()).toMatchObject({ type: '/problems/filter-too-wide', status: 400 })
      expect(first?.json().detail).toContain('Ask for a shorter stretch of time')
      return answers
    })
    await expect.poll(async () => (await app.call('GET', slow)).status).toBe(200)
  })

  test('are refused when too many of the team wait, and the answer says when to come again', async () => {
    await withoutTable('participants', async () => {
      const answers = Array.from({ length: 330 }, () => app.call('GET', slow))
      const refused = await Promise.race(answers)
      expect(refused).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } })
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      return answers
    })
  })
})

const many = 5_000

test('a filter by a state that hardly anybody has looks at no sessions but theirs', async () => {
  const { token, teamId, clientId } = await app.makeTeam('states')
  const { session_id } = await app.book({ participants: [{ state: 'rare' }] }, token)
  await unhurried.query(
    `with booked as (
       insert into sessions (session_id, team_id, client_id, start_time, end_time, settings)
       select gen_random_uuid(), $1, $2, now(), now() + interval '1 hour', '{}' from generate_series(1, $3)
       returning session_id
     )
     insert into participants (participant_id, session_id, role, state)
     select gen_random_uuid(), session_id, 'GUEST', 'usual' from booked`,
    [teamId, clientId, many],
  )
  await unhurried.query('analyze sessions, participants')
  for (const [state, found] of [
    ['nobody', []],
    ['rare', [session_id]],
  ] as const) {
    const { selects, rows } = await rowsReadDuring(database, 'sessions', teamId, async () => {
      const { body } = await app.call<SessionPage>('GET', `/v1/sessions?state=${state}`, { token })
      expect(body.content.map((session) => session.session_id)).toEqual(found)
    })
    expect(selects).toBeGreaterThan(0)
    expect(rows, state).toBeLessThan(100)
  }
  const { body } = await app.call<SessionPage>('GET', '/v1/sessions?state=usual', { token })
  expect(body.content).toHaveLength(200)
})

describe('a filter by time', () => {
  test('looks at no sessions that cannot end in time', async () => {
    const [{ token, ...busy }, old] = [await app.makeTeam('busy'), await app.makeTeam('old')]
    const { teamId } = busy
    // With those of the other team, few of all sessions are too late.
    for (const [{ teamId, clientId }, hours] of [[busy, 1] as const, [old, -3] as const])
      await unhurried.query(
        `insert into sessions (session_id, team_id, client_id, start_time, end_time, settings)
         select gen_random_uuid(), $1, $2, start, start + interval '1 hour', '{}'
         from generate_series(1, $3) n, lateral (select now() + n * $4 * interval '1 hour' as start) as one`,
        [teamId, clientId, many, hours],
      )
    await unhurried.query('analyze sessions')
    const ends = new Date(Date.now() + 10.5 * 3_600_000).toISOString()
    for (const [query, found] of [
      ['end_time=1970-01-02T00:00:00Z', 0],
      [`end_time=${new Date().toISOString()}`, 0],
      [`end_time=${ends}`, 9],
      [`end_time=${ends}&order=reverse`, 9],
    ] as const) {
      const { selects, rows } = await rowsReadDuring(database, 'sessions', teamId, async () => {
        const { body } = await app.call<SessionPage>('GET', `/v1/sessions?${query}`, { token })
        expect(body.content).toHaveLength(found)
      })
      expect(selects).toBeGreaterThan(0)
      expect(rows, query).toBeLessThan(100)
    }
  })

  test('of the audit log begins and ends in the chain where that time is', async () => {
    const { teamId, clientId } = await app.makeTeam('noted')
    const days: string[] = []
    for (let day = 0; day < 5; day += 1) {
      const now = app.clock.now()
      days.push(now.toISOString())
      await unhurried.query(
        `insert into audit_log (entry_id, team_id, at, action, details)
         select gen_random_uuid(), $1, $2, 'thing.day-' || $3::text, '{}' from generate_series(1, $4)`,
        [teamId, now, day, many / 5],
      )
      await app.audit.seal()
      app.clock.advance(86_400_000)
    }
    await unhurried.query('analyze audit_log')
    const { access_token: token } = await app.tokens.issue({
      clientId,
      teamId,
      userId: null,
      scope: `team_api[${teamId}]`,
    })
    const list = async (query: string) =>
      (await app.call<AuditPage>('GET', `/v1/audit-log?limit=1000&${query}`, { token })).body
    for (const [query, day] of [
      ['from=2200-01-01T00:00:00Z', null],
      ['until=1970-01-02T00:00:00Z', null],
      [`from=${days[2]}&until=${days[2]}`, 2],
      [`from=${days[4]}&action=thing.day-4`, 4],
      [`until=${days[1]}&action=thing.day-1`, 1],
    ] as const) {
      const { selects, rows } = await rowsReadDuring(database, 'audit_log', teamId, async () => {
        const { content: entries } = await list(query)
        expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(day === null ? [] : [`thing.day-${day}`]))
        expect(entries).toHaveLength(day === null ? 0 : many / 5)
      })
      expect(selects).toBeGreaterThan(0)
      expect(rows, query).toBeLessThan((day === null ? 0 : many / 5) + 200)
    }
    // Somebody who can write to the database has taken entries out: the others are found all the same.
    const client = await pool.connect()
    await client.query('set session_replication_role = replica')
    await client.query('delete from audit_log where team_id = $1 and seq between 2400 and 2600', [teamId])
    client.release(true)
    expect((await list(`until=${days[3]}&action=thing.day-3`)).content).toHaveLength(many / 5)
    expect((await list(`from=${days[0]}&action=thing.day-0`)).content).toHaveLength(many / 5)
  })
})

const bearer = () => ({ authorization: `Bearer ${app.team.token}` })
