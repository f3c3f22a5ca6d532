import type { BadMember } from '@anteroom/contract/api/problem'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()
const system = await app.makeSystemClient()

const inMinutes = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString()
const bookIn = (minutes: number, more: object = {}, token?: string) =>
  app.book({ start_time: inMinutes(minutes), end_time: inMinutes(minutes + 30), ...more }, token)
const pagesOf = ({ participants }: Session) =>
  Promise.all(participants.map(({ entry_url }) => openPage(app.url, entry_url)))

function setTeams(opens_before_minutes: unknown, teamId = app.team.teamId, token = system.token) {
  const body = { opens_before_minutes }
  return app.call<{ errors?: BadMember[] }>('PUT', `/v1/teams/${teamId}/opening`, { body, token })
}

/** Where somebody is who opens the link so many minutes before the session starts. */
async function phaseBefore(minutes: number, more: object, token?: string) {
  const [page] = await pagesOf(await bookIn(minutes, more, token))
  return page?.view().phase.name
}

describe('a session that opens before its start', () => {
  test('lets everybody in from then on, by the rules that there are, and pages are shown it by themselves', async () => {
    const session = await bookIn(20, { opens_before_minutes: 15 })
    expect(session.opens_before_minutes).toBe(15)
    const [host, guest] = await pagesOf(session)
    expect(guest?.view()).toMatchObject({ phase: { name: 'too-early' }, session: { opensAt: inStart(session, -15) } })
    expect(await host?.ask('visit:enter')).toEqual({ ok: false, problem: 'wrong-phase' })
    app.clock.advance(5 * 60_000)
    await guest?.until(inPhase('precall'))
    await host?.until(inPhase('precall'))
    await guest?.ask('visit:enter')
    await guest?.until(inPhase('waiting'))
    await host?.ask('visit:enter')
    const { waiting } = (await host?.until((view) => view.waiting.length === 1)) ?? { waiting: [] }
    await host?.ask('door:let-in', { visitId: waiting[0]?.visitId })
    await guest?.until(inPhase('in-call'))
    // Somebody has been there: it has started, whatever the time.
    const path = `/v1/sessions/${session.session_id}`
    expect((await app.call('DELETE', path)).body).toMatchObject({ type: '/problems/session-started' })
    const moved = await app.call('PUT', path, { body: { start_time: inMinutes(20) } })
    expect(moved.body).toMatchObject({ type: '/problems/session-started' })
  })

  test('that is moved, or opens later than it did, sends those back who wait', async () => {
    const session = await bookIn(5, { opens_before_minutes: 10 })
    const [, guest] = await pagesOf(session)
    await guest?.ask('visit:enter')
    await guest?.until(inPhase('waiting'))
    const path = `/v1/sessions/${session.session_id}`
    await app.call('PUT', path, { body: { opens_before_minutes: 0 } })
    const { session: shown } = (await guest?.until(inPhase('too-early'))) ?? {}
    expect(shown).not.toHaveProperty('opensAt')
    await app.call('PUT', path, { body: { opens_before_minutes: 5 } })
    await guest?.until(inPhase('waiting'))
    await app.call('PUT', path, { body: { start_time: inMinutes(15) } })
    await guest?.until(inPhase('too-early'))
  })

  test('does so by its own word, else by that of its team, else not at all', async () => {
    expect(await phaseBefore(8, {})).toBe('too-early')
    expect((await setTeams(10)).body).toEqual({ opens_before_minutes: 10 })
    expect(await phaseBefore(8, {})).toBe('precall')
    expect(await phaseBefore(12, {})).toBe('too-early')
    expect(await phaseBefore(8, { opens_before_minutes: 0 })).toBe('too-early')
    expect(await phaseBefore(12, { opens_before_minutes: 240 })).toBe('precall')
    const session = await bookIn(8, { opens_before_minutes: 0 })
    const path = `/v1/sessions/${session.session_id}`
    expect(session.opens_before_minutes).toBe(0)
    const changed = await app.call('PUT', path, { body: { opens_before_minutes: null } })
    expect(changed.body).not.toHaveProperty('opens_before_minutes')
    expect((await pagesOf(session))[0]?.view().phase.name).toBe('precall')
    const other = await app.makeTeam('other')
    expect(await phaseBefore(8, {}, other.token)).toBe('too-early')
    await setTeams(null)
    expect(await phaseBefore(8, {})).toBe('too-early')
  })
})

test('who has said how early a team opens is kept, and others may not', async () => {
  const other = await app.makeTeam('another')
  expect((await setTeams(20, other.teamId)).status).toBe(200)
  expect((await setTeams(20, other.teamId, app.team.token)).status).toBe(404)
  const read = await app.call('GET', `/v1/teams/${other.teamId}/opening`, { token: system.token })
  expect(read.body).toEqual({ opens_before_minutes: 20 })
  const { rows } = await app.database.pool.query(
    "select client_id, details from audit_log where action = 'team.opening' and team_id = $1",
    [other.teamId],
  )
  expect(rows).toEqual([{ client_id: system.clientId, details: { opens_before_minutes: 20 } }])
})

test.each([
  [-1, 'must be 0 or more'],
  [241, 'must be 240 or less'],
  [1.5, 'must be an integer'],
  ['15', 'must be an integer'],
  [true, 'must be an integer'],
])('%j minutes are refused, by the name of the member', async (minutes, message) => {
  const expected = [{ pointer: '/opens_before_minutes', message }]
  const body = { opens_before_minutes: minutes }
  const session = await bookIn(30)
  const booked = await app.call('POST', '/v1/sessions', { body: { ...aBooking(app.clock), ...body } })
  const changed = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body })
  for (const answer of [booked, changed, await setTeams(minutes)]) {
    expect([answer.status, answer.body.errors]).toEqual([400, expected])
  }
})

const inStart = ({ start_time }: Session, minutes: number) =>
  new Date(Date.parse(start_time) + minutes * 60_000).toISOString()
