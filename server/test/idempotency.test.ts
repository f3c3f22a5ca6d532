import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import type { Participant } from '@anteroom/contract/api/participants'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'

const app = await startTestApp()

const post = <Body = Session>(path: string, key: string, body: unknown, token?: string) =>
  app.call<Body>('POST', path, { body, headers: { 'idempotency-key': key }, ...(token ? { token } : {}) })

const sha256 = (text: string) => createHash('sha256').update(text).digest()
/** As answers were sealed by the version before. */
const keyOf = (key: string, keyHash: Buffer) => Buffer.from(hkdfSync('sha256', key, keyHash, 'idempotent answer', 32))

async function countSessions() {
  const { rows } = await app.database.pool.query('select count(*) from sessions')
  return Number(rows[0].count)
}

describe('a POST that comes again with its Idempotency-Key', () => {
  test('is answered as the first time, and done once', async () => {
    const booking = aBooking()
    const before = await countSessions()
    const first = await post('/v1/sessions', 'booking 1', booking)
    const second = await post('/v1/sessions', 'booking 1', booking)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true'])
    expect(await countSessions()).toBe(before + 1)
  })

  test('is done once also when both come at the same moment', async () => {
    const booking = aBooking()
    const before = await countSessions()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/sessions', 'at once', booking)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.session_id}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect(await countSessions()).toBe(before + 1)
  })

  test('takes nothing from those who are stored with it', async () => {
    const booking = aBooking()
    const before = await countSessions()
    const keys = ['a', 'b', 'a', 'c', 'b', 'a']
    const answers = await Promise.all(keys.map((key) => post('/v1/sessions', `batch ${key}`, booking)))
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200))
    expect(new Set(answers.map(({ body }) => body.session_id)).size).toBe(3)
    expect(await countSessions()).toBe(before + 3)
  })

  test('is refused when it is another request', async () => {
    const booking = aBooking()
    await post('/v1/sessions', 'booking 2', booking)
    const other = await post('/v1/sessions', 'booking 2', { ...booking, session_name: 'Another' })
    expect(other.status).toBe(409)
    expect(other.body).toMatchObject({ type: '/problems/idempotency-key-reused' })
  })

  test('of another client is a request of its own', async () => {
    const booking = aBooking()
    const { token } = await app.makeTeam('second')
    const first = await post('/v1/sessions', 'booking 3', booking)
    const second = await post('/v1/sessions', 'booking 3', booking, token)
    expect(second.body.session_id).not.toBe(first.body.session_id)
  })

  test('of another user or team of the same client is a request of its own', async () => {
    const oauth = createOAuth(app)
    const [one, two] = [await app.makeTeam('team-one'), await app.makeTeam('team-two')]
    const both = await oauth.makeUser({ teams: [one.teamId, two.teamId] })
    const other = await oauth.makeUser({ teams: [one.teamId] })
    const tokenOf = async (userId: string | null, teamId: string, clientId = one.clientId) =>
      (await app.tokens.issue({ clientId, teamId, userId, scope: `team_api[${teamId}]` })).access_token
    const tokens = [
      await tokenOf(both.userId, one.teamId),
      await tokenOf(both.userId, two.teamId),
      await tokenOf(other.userId, one.teamId),
      await tokenOf(null, one.teamId),
    ]
    const booking = aBooking()
    for (const _again of [1, 2]) {
      const answers = []
      for (const token of tokens) answers.push(await post('/v1/sessions', 'same key', booking, token))
      expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 200))
      expect(new Set(answers.map(({ body }) => body.session_id)).size).toBe(tokens.length)
    }
  })

  test('and was refused is looked at anew', async () => {
    const booking = { ...aBooking(), end_time: 'tomorrow' }
    expect((await post('/v1/sessions', 'booking 4', booking)).status).toBe(400)
    expect((await post('/v1/sessions', 'booking 4', aBooking())).status).toBe(200)
  })

  test('adds a participant once', async () => {
    const session = await app.book()
    const path = `/v1/sessions/${session.session_id}/participants`
    const seat = { display_name: 'Ms Second', role: 'guest' }
    const answers = await Promise.all([1, 2, 3].map(() => post<Participant>(path, 'seat 1', seat)))
    expect(new Set(answers.map(({ body }) => body.participant_id)).size).toBe(1)
    const { body } = await app.call<Session>('GET', `/v1/sessions/${session.session_id}`)
    expect(body.participants).toHaveLength(3)
  })

  test('can come from another process', async () => {
    const beside = await startTestApp({}, app)
    const booking = aBooking()
    const first = await post('/v1/sessions', 'booking 5', booking)
    const second = await beside.call<Session>('POST', '/v1/sessions', {
      body: booking,
      headers: { 'idempotency-key': 'booking 5' },
    })
    await beside.close()
    expect(second.body).toEqual(first.body)
  })
})

test('the key is forgotten after a day, not before', async () => {
  const { clock } = app
  const booking = { ...aBooking(), end_time: new Date(clock.now().getTime() + 12 * 3_600_000).toISOString() }
  const first = await post('/v1/sessions', 'a day', { ...booking, start_time: aBooking(clock).start_time })
  await app.ledger.forgetAnswers()
  const { rows } = await app.database.pool.query('select count(*) from idempotent_answers')
  expect(Number(rows[0].count)).toBeGreaterThan(0)
  clock.advance(25 * 3_600_000)
  await app.ledger.forgetAnswers()
  const { rows: after } = await app.database.pool.query('select count(*) from idempotent_answers')
  expect(Number(after[0].count)).toBe(0)
  const second = await post('/v1/sessions', 'a day', aBooking(clock))
  expect(second.body.session_id).not.toBe(first.body.session_id)
})

test.each([[''], ['x'.repeat(256)], ['ü']])('the key %j is refused', async (key) => {
  const { status, body } = await post<{ errors: unknown[] }>('/v1/sessions', key, aBooking(app.clock))
  expect([status, body.errors.length]).toEqual([400, 1])
})

test('who finds the database and guesses the key cannot read the answer, nor try what was asked', async () => {
  const booking = aBooking(app.clock)
  await post('/v1/sessions', 'booking 4711', booking)
  const keyHash = sha256(`${app.team.clientId} booking 4711`)
  const { rows } = await app.database.pool.query(
    'select request_hash, answer from idempotent_answers where key_hash = $1',
    [keyHash],
  )
  const [{ request_hash, answer }] = rows
  expect(request_hash).not.toEqual(sha256(JSON.stringify(['POST', '/v1/sessions', booking])))
  const decipher = createDecipheriv('aes-256-gcm', keyOf('booking 4711', keyHash), answer.subarray(0, 12))
  decipher.setAuthTag(answer.subarray(12, 28))
  decipher.update(answer.subarray(28))
  expect(() => decipher.final()).toThrow()
})

test('an answer of the version before is given again', async () => {
  const booking = aBooking(app.clock)
  // As that one kept it: by the key alone.
  const keyHash = sha256(`${app.team.clientId} before`)
  const iv = Buffer.alloc(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf('before', keyHash), iv)
  const { body: kept } = await post('/v1/sessions', 'any', booking)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(kept)), cipher.final()])
  await app.database.pool.query(
    'insert into idempotent_answers (key_hash, request_hash, answer, created_at) values ($1, $2, $3, $4)',
    [
      keyHash,
      sha256(JSON.stringify(['POST', '/v1/sessions', booking])),
      Buffer.concat([iv, cipher.getAuthTag(), sealed]),
      app.clock.now(),
    ],
  )
  expect((await post('/v1/sessions', 'before', booking)).body).toEqual(kept)
  expect((await post('/v1/sessions', 'before', { ...booking, session_name: 'another' })).status).toBe(409)
})

test('what is kept cannot be read without the key', async () => {
  const { body } = await post('/v1/sessions', 'sealed', aBooking(app.clock))
  const { rows } = await app.database.pool.query<{ answer: Buffer }>('select answer from idempotent_answers')
  const kept = Buffer.concat(rows.map(({ answer }) => answer)).toString('latin1')
  expect(kept).not.toContain(body.session_id)
})
