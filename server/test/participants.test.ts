import type { Participant } from '@anteroom/contract/api/participants'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { opensDuring } from './support/opened.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()
const nobodys = '7384a948-0b37-4faa-9f37-73201ea1b5e2'

async function revisionOf(sessionId: string): Promise<number> {
  const { rows } = await app.database.pool.query('select revision from sessions where session_id = $1', [sessionId])
  return Number(rows[0].revision)
}

async function seatsOf(sessionId: string, query = ''): Promise<Participant[]> {
  const { status, body } = await app.call<Participant[]>('GET', `/v1/sessions/${sessionId}/participants${query}`)
  expect(status).toBe(200)
  return body
}

describe('adding a participant', () => {
  test('while the session runs gives a link of their own, last in the list', async () => {
    const session = await app.book()
    const before = await revisionOf(session.session_id)
    const { status, body } = await app.call<Participant>('POST', `/v1/sessions/${session.session_id}/participants`, {
      body: { display_name: 'Late', role: 'Participant', state: 's', phone: '+61', user_hint: 'h', picture: 'p' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      role: 'PARTICIPANT',
      state: 's',
      phone: '+61',
      user_hint: 'h',
      picture: 'p',
    })
    expect(body).not.toHaveProperty('deleted_at')
    expect(body.entry_url).toMatch(/^https:\/\/video\.test\/session\/[0-9a-f-]{36}$/)
    expect(await seatsOf(session.session_id)).toEqual([...session.participants, body])
    expect(await revisionOf(session.session_id)).toBeGreaterThan(before)
  })

  test('is refused once the session is over', async () => {
    const session = await app.book()
    app.clock.advance(2 * 3_600_000)
    const answer = await app.call('POST', `/v1/sessions/${session.session_id}/participants`, { body: {} })
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/session-over' } })
  })

  test('with bad members is refused with a pointer to each', async () => {
    const session = await app.book()
    const body = { role: 'king', fee: '5', display_name: 1, state: 'a\0' }
    const answer = await app.call<{ errors: { pointer: string }[] }>(
      'POST',
      `/v1/sessions/${session.session_id}/participants`,
      { body },
    )
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/display_name',
      '/fee',
      '/role',
      '/state',
    ])
    expect(await seatsOf(session.session_id)).toHaveLength(2)
  })

  test('beyond fifty is refused, also when many are added at the same moment; removed ones do not count', async () => {
    const session = await app.book({ participants: Array.from({ length: 45 }, () => ({})) })
    const path = `/v1/sessions/${session.session_id}/participants`
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.call('POST', path, { body: {} })))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(200), ...Array(5).fill(409)])
    await app.call('DELETE', `/v1/participants/${session.participants[0]?.participant_id}`)
    expect((await app.call('POST', path, { body: {} })).status).toBe(200)
    expect(await app.call('POST', path, { body: {} })).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict' },
    })
  })
})

describe('a session in which seats were added and removed again and again', () => {
  /** As if they had been added and removed one by one, with names. */
  async function withRemoved(count: number, participants: object[]) {
    const session = await app.book({ participants })
    await app.database.pool.query(
      `insert into participants (participant_id, session_id, role, display_name, created, deleted_at)
       select gen_random_uuid(), $1, 'GUEST', (
         select display_name from participants where session_id = $1 order by seat limit 1
       ), now(), now() from generate_series(1, $2)`,
      [session.session_id, count],
    )
    return session
  }
  const host = { display_name: 'Dr Vega', role: 'host' }

  test('takes no more than 500 in all, neither by the API nor from the room', async () => {
    const { session_id, participants } = await withRemoved(498, [host])
    const vega = await openPage(app.url, String(participants[0]?.entry_url))
    await vega.ask('visit:enter')
    await vega.until(inPhase('in-call'))
    const path = `/v1/sessions/${session_id}/participants`
    const added = await app.call<Participant>('POST', path, { body: {} })
    expect(added.status).toBe(200)
    await app.call('DELETE', `/v1/participants/${added.body.participant_id}`)
    const refused = await app.call('POST', path, { body: {} })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/conflict' } })
    expect(refused.body.detail).toContain('at most 500 participants in all, those included that were removed')
    expect(await vega.ask('call:invite', {})).toEqual({ ok: false, problem: 'conflict' })
  })

  test('opens no names of the removed ones, but that of a host who has sent somebody out', async () => {
    const { participants } = await withRemoved(400, [
      host,
      { display_name: 'Dr Ortiz', role: 'host' },
      { display_name: 'Kim', role: 'participant' },
    ])
    const [vega, ortiz, kim] = await Promise.all(
      participants.map(async ({ entry_url }) => {
        const page = await openPage(app.url, entry_url)
        await page.ask('visit:enter')
        await page.until(inPhase('in-call'))
        return page
      }),
    )
    if (!vega || !ortiz || !kim) throw new Error('there are three')
    const opened = await opensDuring(app.sealing, async () => {
      await vega.ask('door:lock', { locked: true })
      await ortiz.until(({ locked }) => locked)
    })
    expect(opened).toBeGreaterThan(0)
    expect(opened).toBeLessThan(200)
    await vega.ask('call:remove', { visitId: kim.view().me.visitId })
    await kim.until(inPhase('removed'))
    await app.call('DELETE', `/v1/participants/${participants[0]?.participant_id}`)
    await ortiz.ask('door:lock', { locked: true })
    expect((await kim.until(inPhase('removed'))).phase).toMatchObject({ by: 'Dr Vega' })
    const again = await openPage(app.url, String(participants[2]?.entry_url))
    expect((await again.until(inPhase('removed'))).phase).toMatchObject({ by: 'Dr Vega' })
  })
})

describe('a participant', () => {
  test('is read by their id', async () => {
    const { participants } = await app.book()
    const { body } = await app.call('GET', `/v1/participants/${participants[1]?.participant_id}`)
    expect(body).toEqual(participants[1])
  })

  test('is changed in what is given; null takes a text away, a role stays one', async () => {
    const session = await app.book({ participants: [{ display_name: 'A', state: 's', role: 'guest' }] })
    const [seat] = session.participants
    const before = await revisionOf(session.session_id)
    const path = `/v1/participants/${seat?.participant_id}`
    const changed = await app.call('PUT', path, { body: { role: 'host', state: null, phone: '1' } })
    const { state: _, ...others } = seat ?? {}
    expect(changed.body).toEqual({ ...others, role: 'HOST', phone: '1' })
    expect((await app.call('PUT', path, { body: { role: null } })).body).toEqual(changed.body)
    expect((await app.call('PUT', path, { body: {} })).body).toEqual(changed.body)
    expect((await app.call('GET', path)).body).toEqual(changed.body)
    expect(await revisionOf(session.session_id)).toBeGreaterThan(before)
  })

  test('is found and changed by an id in capitals as well', async () => {
    const { session_id, participants } = await app.book({ participants: [{ role: 'host' }] })
    const [seat] = participants
    const capitals = `/v1/participants/${seat?.participant_id.toUpperCase()}`
    const { status, body } = await app.call('PUT', capitals, { body: { display_name: 'Ana' } })
    expect([status, body]).toEqual([200, { ...seat, display_name: 'Ana' }])
    expect(await seatsOf(session_id.toUpperCase())).toEqual([body])
    expect((await app.call('GET', capitals)).body).toEqual(body)
  })

  test('is changed while the room changes their seat: neither waits for the other', async () => {
    const { session_id, participants } = await app.book({ participants: [{ role: 'host' }] })
    const id = participants[0]?.participant_id
    const room = await app.database.pool.connect()
    try {
      await room.query('begin')
      await room.query('select from sessions where session_id = $1 for update', [session_id])
      const changing = app.call('PUT', `/v1/participants/${id}`, { body: { display_name: 'Ana' } })
      const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      await expect.poll(async () => (await room.query(waiting)).rowCount, { interval: 5, timeout: 5_000 }).toBe(1)
      await room.query('update participants set role = $2 where participant_id = $1', [id, 'GUEST'])
      await room.query('commit')
      expect(await changing).toMatchObject({ status: 200, body: { display_name: 'Ana', role: 'GUEST' } })
    } finally {
      room.release()
    }
  })

  test('cannot be given another id, session or link by sending them', async () => {
    const { participants } = await app.book()
    const [seat] = participants
    const stolen = {
      participant_id: nobodys,
      session_id: nobodys,
      entry_url: 'x',
      client_id: nobodys,
      deleted_at: 'x',
      created: 'x',
    }
    const { status, body } = await app.call('PUT', `/v1/participants/${seat?.participant_id}`, { body: stolen })
    expect([status, body]).toEqual([200, seat])
  })

  test('who is removed is gone from the list, and shown with the time of it on request', async () => {
    const session = await app.book()
    const [host, guest] = session.participants
    const before = await revisionOf(session.session_id)
    const path = `/v1/participants/${guest?.participant_id}`
    expect(await app.call('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } })
    expect(await revisionOf(session.session_id)).toBeGreaterThan(before)
    expect(await seatsOf(session.session_id)).toEqual([host])
    const all = await seatsOf(session.session_id, '?deleted_participants=true')
    expect(all).toEqual([host, { ...guest, deleted_at: expect.stringMatching(/Z$/) }])
    expect((await app.call('GET', path)).status).toBe(404)
    expect((await app.call('GET', `${path}?deleted_participants=true`)).body).toEqual(all[1])
    expect((await app.call('PUT', path, { body: { role: 'host' } })).status).toBe(404)
    expect(await app.call('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } })
    expect(await seatsOf(session.session_id, '?deleted_participants=true')).toEqual(all)
  })

  test('once the session is over nobody is removed any more, but erased', async () => {
    const session = await app.book()
    const [host, guest] = session.participants
    const path = `/v1/participants/${guest?.participant_id}`
    expect((await app.call('DELETE', `/v1/participants/${host?.participant_id}`)).status).toBe(200)
    await app.database.pool.query(
      `update sessions set start_time = $2::timestamptz - interval '2 hours', end_time = $2 where session_id = $1`,
      [session.session_id, new Date(app.clock.now().getTime() - 1000)],
    )
    expect(await app.call('DELETE', path)).toMatchObject({ status: 400, body: { type: '/problems/session-over' } })
    expect((await app.call('GET', path)).status).toBe(200)
    // The first answer may have been lost.
    expect((await app.call('DELETE', `/v1/participants/${host?.participant_id}`)).status).toBe(200)
    expect((await app.call('DELETE', `${path}?erase=true`)).status).toBe(200)
  })

  test('of another team answers exactly as one that does not exist, and stays as they are', async () => {
    const other = await app.makeTeam('second')
    const theirs = await app.book({}, other.token)
    const [seat] = theirs.participants
    for (const [method, body] of [['GET'], ['PUT', { role: 'guest' }], ['DELETE']] as const) {
      const answers = await Promise.all(
        [seat?.participant_id, nobodys, 'zzz', '%00'].map((id) => app.call(method, `/v1/participants/${id}`, { body })),
      )
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
      for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
    }
    const read = await app.call('GET', `/v1/participants/${seat?.participant_id}`, { token: other.token })
    expect(read.body).toEqual(seat)
  })
})
