import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'

const app = await startTestApp()
const runs = 1000

const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const standing = await app.book({ start_time: later(1), end_time: later(2) })
const seat = standing.participants[0]?.participant_id

/** What stands in a place where something else was expected. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    '',
    '\0',
    '\ud800',
    1e308,
    -0,
    [],
    {},
    true,
    'null',
    '2016-06-08',
    '{"amount":1,"currency":"aud"}',
    'HOST',
  ),
  fc.constantFrom(
    'customisation;exit-url;javascript:1',
    '-plugin;chat',
    'customisation;button-primary;oklch(none none none)',
  ),
)
const members = [
  'session_name',
  'start_time',
  'end_time',
  'picture',
  'feature_flags',
  'participants',
  'role',
  'fee',
].concat([
  'display_name',
  'state',
  'phone',
  'user_hint',
  'external_id',
  'metadata',
  'opens_before_minutes',
  '__proto__',
  'constructor',
  'toString',
  'session_id',
  'team_id',
])
const someSeat = fc.dictionary(fc.constantFrom(...members), anything, { maxKeys: 4 })
const bodies = fc.oneof(
  { weight: 2, arbitrary: anything },
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...members), anything, { maxKeys: 6 }) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        change: fc.dictionary(fc.constantFrom(...members), anything, { maxKeys: 3 }),
        seats: fc.array(fc.oneof(someSeat, anything), { maxLength: 3 }),
      })
      .map(({ change, seats }) => ({ ...aBooking(), participants: seats, feature_flags: ['a;b'], ...change })),
  },
)

async function counts() {
  const { rows } = await app.database.pool.query(
    'select (select count(*) from sessions) as sessions, (select count(*) from participants) as seats',
  )
  return rows[0] as { sessions: number; seats: number }
}

describe('whatever is sent', () => {
  test('a session is made whole, or refused with pointers into the body and nothing stored', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const before = await counts()
        const answer = await app.call<{ participants: unknown[]; errors: { pointer: string }[] }>(
          'POST',
          '/v1/sessions',
          { body: JSON.stringify(body) ?? '' },
        )
        const after = await counts()
        if (answer.status === 200) {
          expect(after).toEqual({
            sessions: before.sessions + 1,
            seats: before.seats + answer.body.participants.length,
          })
          return
        }
        expect(answer.status).toBe(400)
        expect(after).toEqual(before)
        expect(answer.body.errors.length).toBeGreaterThan(0)
        for (const { pointer } of answer.body.errors) expect(pointer).toMatch(/^(\/|$)/)
      }),
      { numRuns: runs },
    )
  }, 60_000)

  test.each([
    ['PUT', `/v1/sessions/${standing.session_id}`],
    ['PUT', `/v1/participants/${seat}`],
    ['POST', `/v1/sessions/${standing.session_id}/participants`],
  ] as const)(
    '%s %s answers without failing',
    async (method, path) => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const { status } = await app.call(method, path, { body: JSON.stringify(body) ?? '' })
          expect([200, 400, 409]).toContain(status)
        }),
        { numRuns: runs / 2 },
      )
    },
    60_000,
  )

  test('text that is no JSON is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const { status } = await app.call('POST', '/v1/sessions', { body: text })
        expect(status).toBe(400)
      }),
      { numRuns: runs / 2 },
    )
  }, 60_000)

  test('addresses and queries answer without failing', async () => {
    const part = fc.oneof(
      fc.webFragments(),
      fc.string({ unit: 'binary' }).map(encodeURIComponentSafely),
      fc.constantFrom('v1', 'sessions', 'participants', '..', '%00', '%ff', '*', ':session_id', standing.session_id),
    )
    const name = fc.constantFrom(
      'page',
      'page_size',
      'start_time',
      'end_time',
      'order',
      'state',
      'include_canceled',
      'deleted_participants',
      '__proto__',
      'page[]',
      'constructor',
    )
    const value = fc.oneof(
      fc.string({ unit: 'binary' }).map(encodeURIComponentSafely),
      fc.integer().map(String),
      fc.constantFrom('true', '%00', '%zz', '1e3', '2016-06-08T00:00:00Z', 'NaN'),
    )
    const query = fc
      .array(fc.tuple(name, value), { maxLength: 4 })
      .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'DELETE', 'PUT', 'POST'),
        fc.array(part, { maxLength: 4 }),
        query,
        async (method, path, search) => {
          const isList = path.length === 0
          const url = `/v1/${isList ? 'sessions' : path.join('/')}?${search}`
          // The one session that others tests need is not to be cancelled by chance.
          const { status } = await app.call(method === 'DELETE' ? 'GET' : (method as 'GET'), url)
          expect(status).toBeGreaterThanOrEqual(200)
          expect(status).toBeLessThan(500)
        },
      ),
      { numRuns: runs },
    )
  }, 60_000)

  test('the token endpoint answers without failing', async () => {
    const name = fc.constantFrom(
      'grant_type',
      'refresh_token',
      'client_id',
      'client_secret',
      'scope',
      'code',
      '__proto__',
    )
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('client_credentials', 'refresh_token', app.team.clientId, app.team.secret, '\0'),
    )
    const header = fc.oneof(
      fc.constant(`Basic ${Buffer.from(`${app.team.clientId}:${app.team.secret}`).toString('base64')}`),
      fc.string({ unit: 'binary' }).map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
    )
    const type = fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/x-www-form-url-encoded',
      'application/json',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, value), { maxLength: 4 }),
        header,
        type,
        async (pairs, authorization, contentType) => {
          const form = pairs.map(([key, text]) => `${key}=${encodeURIComponentSafely(text)}`).join('&')
          const body = contentType === 'application/json' ? JSON.stringify(Object.fromEntries(pairs)) : form
          const { status } = await app.call('POST', '/v1/auth/token', {
            token: null,
            body,
            headers: { authorization, 'content-type': contentType },
          })
          expect([200, 400, 401]).toContain(status)
        },
      ),
      { numRuns: runs / 2 },
    )
  }, 60_000)
})

/** Half a surrogate pair has no encoding; it goes as it would from a program that does not look. */
function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
