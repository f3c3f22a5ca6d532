import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const other = await app.makeTeam('second')

const hourMs = 3_600_000
function inHours(hours: number): string {
  return new Date(app.clock.now().getTime() + hours * hourMs).toISOString()
}
const later = () => ({ start_time: inHours(1), end_time: inHours(2) })

async function revisionOf(sessionId: string): Promise<number> {
  const { rows } = await app.database.pool.query('select revision from sessions where session_id = $1', [sessionId])
  return Number(rows[0].revision)
}

/** As the room does when the first person enters the call. */
async function enterCall(sessionId: string) {
  await app.database.pool.query('update sessions set actual_start_time = now() where session_id = $1', [sessionId])
}

describe('reading a session', () => {
  test.each(['01a20592-58ea-7054-a926-830583fcf532', 'zzz', '%00', "'", '%F0%9F%A9%BA', 'x'.repeat(300)])(
    'one that does not exist is not found: %s',
    async (id) => {
      const answer = await app.call('GET', `/v1/sessions/${id}`)
      expect(answer.status).toBe(404)
      expect(answer.body).toMatchObject({ type: '/problems/not-found', status: 404 })
    },
  )

  test('an id in capitals is the same id', async () => {
    const session = await app.book()
    const answer = await app.call('GET', `/v1/sessions/${session.session_id.toUpperCase()}`)
    expect(answer.body.session_id).toBe(session.session_id)
  })
})

describe("another team's session", () => {
  test('answers exactly as one that does not exist, whatever is asked, and stays as it is', async () => {
    const theirs = await app.book(later(), other.token)
    const nobodys = '01a20592-58ea-7054-a926-830583fcf532'
    const calls = [
      ['GET', '', undefined],
      ['PUT', '', { session_name: 'mine now' }],
      ['PUT', '', { session_name: 7 }],
      ['DELETE', '', undefined],
      ['GET', '/participants', undefined],
      ['POST', '/participants', { role: 'host' }],
    ] as const
    for (const [method, below, body] of calls) {
      const answers = await Promise.all(
        [theirs.session_id, nobodys].map((id) => app.call(method, `/v1/sessions/${id}${below}`, { body })),
      )
      expect(answers[0]?.status).toBe(404)
      expect(answers[0]?.body).toEqual(answers[1]?.body)
    }
    const read = await app.call('GET', `/v1/sessions/${theirs.session_id}`, { token: other.token })
    expect(read.body).toEqual(theirs)
  })

  test('is not in the list', async () => {
    const { body } = await app.call<SessionPage>('GET', '/v1/sessions', { token: other.token })
    expect(body.content.every(({ team_id }) => team_id === other.teamId)).toBe(true)
  })
})

describe('changing a session', () => {
  test('changes what is given and leaves the rest, and pages in the room get to know', async () => {
    const session = await app.book({ ...later(), feature_flags: ['customisation;disable-menu'] })
    const before = await revisionOf(session.session_id)
    const { status, body } = await app.call<Session>('PUT', `/v1/sessions/${session.session_id}`, {
      body: { session_name: 'New' },
    })
    expect(status).toBe(200)
    expect(body).toEqual({ ...session, session_name: 'New' })
    expect(await revisionOf(session.session_id)).toBeGreaterThan(before)
  })

  test('null takes a text away', async () => {
    const session = await app.book({ ...later(), picture: 'https://clinic.example/p.png' })
    const { body } = await app.call<Session>('PUT', `/v1/sessions/${session.session_id}`, {
      body: { picture: null, session_name: null },
    })
    const { picture: _, ...others } = session
    expect(body).toEqual({ ...others, session_name: null })
  })

  test('new flags take the place of all before', async () => {
    const session = await app.book({ ...later(), feature_flags: ['customisation;disable-menu'] })
    const flags = ['-plugin;chat']
    const { body } = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { feature_flags: flags } })
    expect(body.feature_flags).toEqual(flags)
    const { rows } = await app.database.pool.query('select settings from sessions where session_id = $1', [
      session.session_id,
    ])
    expect(rows[0].settings).toMatchObject({ menu: true, removedPlugins: ['chat'] })
  })

  test('what was answered can be sent back as it is', async () => {
    const session = await app.book({ ...later(), feature_flags: ['x;y'] })
    const { body } = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: session })
    expect(body).toEqual(session)
  })

  test('a start in the notation without fractions can be sent back once the session has started', async () => {
    const session = await app.book()
    const start_time = new Date(session.start_time).toUTCString()
    const { status, body } = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { start_time } })
    expect(status).toBe(200)
    expect(body.start_time).toBe(start_time)
  })

  test('dates are answered in the notation in which they were last given', async () => {
    const session = await app.book(later())
    const [start_time, end_time] = [new Date(inHours(3)).toUTCString(), new Date(inHours(4)).toUTCString()]
    const changed = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { start_time, end_time } })
    expect(changed.body).toMatchObject({ start_time, end_time })
    const renamed = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { session_name: 'x' } })
    expect(renamed.body).toMatchObject({ start_time, end_time })
    const back = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { end_time: inHours(5) } })
    expect(back.body.start_time).toBe(new Date(start_time).toISOString())
  })

  test.each<[string, () => Record<string, unknown>, string[]]>([
    ['an end before the start that stays', () => ({ end_time: inHours(0.5) }), ['/end_time']],
    ['a start after the end that stays', () => ({ start_time: inHours(3) }), ['/start_time']],
    ['too long with the end that stays', () => ({ start_time: inHours(-11) }), ['/start_time']],
    [
      'a bad flag and a bad name',
      () => ({ session_name: [], feature_flags: ['customisation;exit-url;x'] }),
      ['/feature_flags/0', '/session_name'],
    ],
    ['no date', () => ({ start_time: null }), ['/start_time']],
  ])('%s is refused, and nothing is changed', async (_what, change, pointers) => {
    const session = await app.book(later())
    const answer = await app.call<{ errors: { pointer: string }[] }>('PUT', `/v1/sessions/${session.session_id}`, {
      body: change(),
    })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(pointers)
    expect((await app.call('GET', `/v1/sessions/${session.session_id}`)).body).toEqual(session)
  })

  test('the start of a session that has started cannot be moved, its end can', async () => {
    const session = await app.book()
    const moved = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { start_time: inHours(0.25) } })
    expect(moved.status).toBe(400)
    expect(moved.body).toMatchObject({ type: '/problems/session-started', errors: [{ pointer: '/start_time' }] })
    const longer = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { end_time: inHours(2) } })
    expect(longer.status).toBe(200)
  })

  test('the start of a session that was entered before its time cannot be moved', async () => {
    const session = await app.book(later())
    await enterCall(session.session_id)
    const moved = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { start_time: inHours(1.5) } })
    expect(moved.body).toMatchObject({ type: '/problems/session-started' })
  })

  test('a session that is over is not changed any more', async () => {
    const session = await app.book()
    app.clock.advance(2 * hourMs)
    const answer = await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { end_time: inHours(1) } })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: '/problems/session-over' })
  })
})

describe('cancelling a session', () => {
  test('takes it out of sight for good', async () => {
    const session = await app.book(later())
    const path = `/v1/sessions/${session.session_id}`
    const before = await revisionOf(session.session_id)
    expect(await app.call('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } })
    expect(await revisionOf(session.session_id)).toBeGreaterThan(before)
    for (const below of ['', '/participants', '?deleted_participants=true']) {
      const read = await app.call('GET', path + below)
      expect(read.status).toBe(401)
      expect(read.body).toMatchObject({ type: '/problems/session-cancelled', status: 401 })
    }
    expect(await app.call('PUT', path, { body: { session_name: 'x' } })).toMatchObject({
      status: 400,
      body: { type: '/problems/session-over' },
    })
    expect(await app.call('POST', `${path}/participants`, { body: {} })).toMatchObject({ status: 400 })
  })

  test('works as often as it is asked for, as the first answer may have been lost', async () => {
    const session = await app.book(later())
    await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    const { rows: first } = await app.database.pool.query('select canceled_time from sessions where session_id = $1', [
      session.session_id,
    ])
    app.clock.advance(1000)
    expect(await app.call('DELETE', `/v1/sessions/${session.session_id}`)).toMatchObject({
      status: 200,
      body: { ok: true },
    })
    const { rows: second } = await app.database.pool.query('select canceled_time from sessions where session_id = $1', [
      session.session_id,
    ])
    expect(second).toEqual(first)
  })

  test('takes a DELETE that says it brings JSON and brings nothing', async () => {
    const session = await app.book(later())
    const headers = { 'content-type': 'application/json' }
    expect(await app.call('DELETE', `/v1/sessions/${session.session_id}`, { headers })).toMatchObject({ status: 200 })
  })

  test.each([
    ['whose time has come', async () => app.book()],
    [
      'that somebody has entered before',
      async () => {
        const session = await app.book(later())
        await enterCall(session.session_id)
        return session
      },
    ],
  ])('is refused for one %s', async (_what, make) => {
    const session = await make()
    const answer = await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/session-started' } })
    expect((await app.call('GET', `/v1/sessions/${session.session_id}`)).status).toBe(200)
  })
})
