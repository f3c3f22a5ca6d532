import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'

const app = await startTestApp({ EXTRA_URL_SCHEMES: 'clinicapp' })
const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

type Refusal = { type: string; status: number; errors: { pointer: string; message: string }[] }

async function stored(): Promise<number> {
  const { rows } = await app.database.pool.query(
    'select (select count(*) from sessions) + (select count(*) from participants) as all',
  )
  return Number(rows[0].all)
}

/** What is refused, told by its pointers; nothing of it is stored. */
async function pointersOf(change: Record<string, unknown>): Promise<string[]> {
  const before = await stored()
  const body = { ...aBooking(app.clock), ...change }
  const answer = await app.call<Refusal>('POST', '/v1/sessions', { body })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ type: '/problems/invalid-request', status: 400 })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(await stored()).toBe(before)
  return answer.body.errors.map(({ pointer }) => pointer).sort()
}

function inHours(hours: number): string {
  return new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString()
}

describe('a session that is created', () => {
  test('is answered with all that was given, and with ids, links and times', async () => {
    const flags = ['customisation;disable-menu', 'something;unknown']
    const asked = { ...aBooking(app.clock), picture: 'https://clinic.example/p.png', feature_flags: flags }
    const { status, body, headers } = await app.call('POST', '/v1/sessions', { body: asked })
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toEqual({
      session_id: expect.stringMatching(uuidV7),
      session_name: 'Consultation',
      start_time: asked.start_time,
      end_time: asked.end_time,
      picture: 'https://clinic.example/p.png',
      feature_flags: flags,
      participants: [
        expect.objectContaining({ display_name: 'Dr Host', role: 'HOST' }),
        expect.objectContaining({ display_name: 'Ms Guest', role: 'GUEST' }),
      ],
      team_id: app.team.teamId,
      client_id: app.team.clientId,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      warnings: [{ pointer: '/feature_flags/1', message: 'something;unknown is not known, and does nothing' }],
    })
    const [seat] = body.participants as Record<string, unknown>[]
    expect(seat).toEqual({
      participant_id: expect.stringMatching(uuidV4),
      entry_url: expect.stringMatching(/^https:\/\/video\.test\/session\/[0-9a-f-]{36}$/),
      display_name: 'Dr Host',
      role: 'HOST',
      session_id: body.session_id,
      client_id: app.team.clientId,
      created: body.created_at,
    })
  })

  test('has what is not set as null for those who ask for that, wherever it is answered', async () => {
    const headers = { prefer: 'respond-async, unset=null' }
    const made = await app.call<Session>('POST', '/v1/sessions', { body: aBooking(app.clock), headers })
    const { session_id, participants } = made.body
    const unset = {
      ...{ actual_start_time: null, actual_end_time: null, picture: null, canceled_time: null },
      ...{ external_id: null, metadata: null, opens_before_minutes: null },
    }
    const seatUnset = {
      ...{ picture: null, state: null, phone: null, user_hint: null },
      ...{ external_id: null, metadata: null },
      ...{ fee: null, coviu_user_id: null, deleted_at: null },
    }
    expect(made.headers['preference-applied']).toBe('unset=null')
    expect(made.body).toMatchObject({ ...unset, participants: [seatUnset, seatUnset] })
    const read = async (path: string) => (await app.call('GET', path, { headers })).body
    expect(await read(`/v1/sessions/${session_id}`)).toEqual(made.body)
    expect(await read(`/v1/sessions/${session_id}/participants`)).toEqual(participants)
    expect(await read(`/v1/participants/${participants[0]?.participant_id}`)).toEqual(participants[0])
    const { content } = (await read('/v1/sessions?page_size=200&order=reverse')) as unknown as { content: Session[] }
    expect(content[0]).toEqual(made.body)
    const plain = await app.call<{ content: Session[] }>('GET', '/v1/sessions?order=reverse')
    for (const member of Object.keys(unset)) expect(plain.body.content[0]).not.toHaveProperty(member)
    for (const member of Object.keys(seatUnset))
      expect(plain.body.content[0]?.participants[0]).not.toHaveProperty(member)
  })

  test('is read back exactly as it was answered', async () => {
    const session = await app.book({
      participants: [{ role: 'participant', display_name: 'Zoë 🩺 "quoted", {braces} \\ NULL' }, {}],
    })
    const { body } = await app.call('GET', `/v1/sessions/${session.session_id}`)
    expect(body).toEqual(session)
  })

  test('needs nothing but its times', async () => {
    const { start_time, end_time } = aBooking(app.clock)
    const { status, body } = await app.call('POST', '/v1/sessions', { body: { start_time, end_time } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ session_name: null, feature_flags: [], participants: [] })
    expect(body).not.toHaveProperty('picture')
  })

  test('takes null for whatever need not be given', async () => {
    const seat = { display_name: null, picture: null, state: null, phone: null, user_hint: null, role: null, fee: null }
    const session = await app.book({ session_name: null, picture: null, feature_flags: null, participants: [seat] })
    expect(session).toMatchObject({
      session_name: null,
      feature_flags: [],
      participants: [{ role: 'GUEST', display_name: null }],
    })
  })

  test('ignores members that it does not know', async () => {
    const session = await app.book({
      future: { is: 'here' },
      participants: [{ role: 'host', email: 'a@clinic.example' }],
    })
    expect(session).not.toHaveProperty('future')
    expect(session.participants[0]).not.toHaveProperty('email')
  })

  test.each(['host', 'HOST', 'Guest', 'pArticipant'])('takes the role %s', async (role) => {
    const session = await app.book({ participants: [{ role }] })
    expect(session.participants[0]?.role).toBe(role.toUpperCase())
  })

  test('takes fifty participants, and keeps their order', async () => {
    const participants = Array.from({ length: 50 }, (_, place) => ({ display_name: `Number ${place}` }))
    const session = await app.book({ participants })
    const { body } = await app.call<{ participants: unknown }>('GET', `/v1/sessions/${session.session_id}`)
    expect(session.participants.map(({ display_name }) => display_name)).toEqual(
      participants.map((seat) => seat.display_name),
    )
    expect(body.participants).toEqual(session.participants)
  })

  test('keeps what its flags come to', async () => {
    const session = await app.book({
      feature_flags: ['-plugin;coviu-chat-plugin', 'customization;return-url;clinicapp://done'],
    })
    const { rows } = await app.database.pool.query('select settings from sessions where session_id = $1', [
      session.session_id,
    ])
    expect(rows[0].settings).toMatchObject({ removedPlugins: ['chat'], returnUrl: 'clinicapp://done', menu: true })
  })

  test('keeps a fee as it was given', async () => {
    const fee = '{"amount": 5000, "currency": "aud", "description": "Consultation"}'
    const session = await app.book({ participants: [{ fee }] })
    expect(session.participants[0]?.fee).toBe(fee)
  })
})

test('many that are created at the same moment are each answered with their own, and stored as they were answered', async () => {
  const names = Array.from({ length: 100 }, (_, place) => `At once ${place}`)
  const sessions = await Promise.all(
    names.map((name) =>
      app.book({ session_name: name, participants: [{ display_name: `${name} A` }, { display_name: `${name} B` }] }),
    ),
  )
  for (const [place, session] of sessions.entries()) {
    const name = names[place]
    expect(session.session_name).toBe(name)
    expect(session.participants.map(({ display_name }) => display_name)).toEqual([`${name} A`, `${name} B`])
    expect((await app.call('GET', `/v1/sessions/${session.session_id}`)).body).toEqual(session)
  }
})

describe('dates', () => {
  test('are answered in RFC 1123 where they were given so, to the letter', async () => {
    const start_time = new Date(app.clock.now().getTime() + 60_000).toUTCString()
    const end_time = new Date(app.clock.now().getTime() + 3_600_000).toUTCString()
    const session = await app.book({ start_time, end_time })
    expect(session).toMatchObject({ start_time, end_time })
    expect(session.created_at).toMatch(/ GMT$/)
    expect(session.participants[0]?.created).toMatch(/Z$/)
    const { body } = await app.call('GET', `/v1/sessions/${session.session_id}`)
    expect(body).toMatchObject({ start_time, end_time })
  })

  test('are answered in UTC with milliseconds where they were given in ISO 8601', async () => {
    const session = await app.book({ start_time: '2099-06-08T23:34:00+10:00', end_time: '2099-06-08T14:34:00Z' })
    expect(session).toMatchObject({ start_time: '2099-06-08T13:34:00.000Z', end_time: '2099-06-08T14:34:00.000Z' })
  })

  test('are answered in ISO 8601 where they were given in both', async () => {
    const session = await app.book({ start_time: 'Mon, 08 Jun 2099 13:34:00 GMT', end_time: '2099-06-08T14:34:00Z' })
    expect(session).toMatchObject({ start_time: '2099-06-08T13:34:00.000Z', end_time: '2099-06-08T14:34:00.000Z' })
  })
})

describe('what is refused, with a pointer to each bad member', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['no start', { start_time: undefined }, ['/start_time']],
    ['no times at all', { start_time: undefined, end_time: undefined }, ['/end_time', '/start_time']],
    ['an end before the start', { start_time: inHours(2), end_time: inHours(1) }, ['/end_time']],
    ['an end at the start', { start_time: inHours(2), end_time: inHours(2) }, ['/end_time']],
    ['an end that has passed', { start_time: inHours(-2), end_time: inHours(-1) }, ['/end_time']],
    ['more than twelve hours', { start_time: inHours(0), end_time: inHours(12.001) }, ['/end_time']],
    ['a date that is none', { start_time: 'tomorrow' }, ['/start_time']],
    ['a date that is a number', { start_time: Date.now() }, ['/start_time']],
    ['a date without a zone', { end_time: '2099-06-08T14:34:00' }, ['/end_time']],
    ['a null for a time', { end_time: null }, ['/end_time']],
    ['a name that is a number', { session_name: 7 }, ['/session_name']],
    ['a name of 256 characters', { session_name: 'x'.repeat(256) }, ['/session_name']],
    ['a NUL in a name', { session_name: 'a\0b' }, ['/session_name']],
    ['half a character in a name', { session_name: 'a\ud800b' }, ['/session_name']],
    ['a NUL in a flag', { feature_flags: ['a\0b'] }, ['/feature_flags/0']],
    ['flags that are a string', { feature_flags: 'customisation;disable-menu' }, ['/feature_flags']],
    ['a flag that is a number', { feature_flags: ['x', 1] }, ['/feature_flags/1']],
    [
      'a javascript: address',
      { feature_flags: ['x', 'customisation;return-url;javascript:alert(1)'] },
      ['/feature_flags/1'],
    ],
    ['a scheme that is not allowed', { feature_flags: ['customisation;exit-url;otherapp://x'] }, ['/feature_flags/0']],
    ['a colour that is none', { feature_flags: ['customisation;button-primary;blurple'] }, ['/feature_flags/0']],
    ['a role that is none', { participants: [{ role: 'boss' }] }, ['/participants/0/role']],
    ['a fee that is no JSON', { participants: [{}, { fee: '50 dollars' }] }, ['/participants/1/fee']],
    [
      'a fee without an amount that is a number',
      { participants: [{ fee: '{"amount": "1"}' }] },
      ['/participants/0/fee'],
    ],
    [
      'a fee in parts of cents',
      { participants: [{ fee: '{"amount": 1.5, "currency": "aud"}' }] },
      ['/participants/0/fee'],
    ],
    ['a fee that is an object', { participants: [{ fee: { amount: 1, currency: 'aud' } }] }, ['/participants/0/fee']],
    ['a participant that is a string', { participants: ['host'] }, ['/participants/0']],
    ['participants that are an object', { participants: {} }, ['/participants']],
    ['fifty-one participants', { participants: Array.from({ length: 51 }, () => ({})) }, ['/participants']],
  ])('%s', async (_what, change, pointers) => {
    expect(await pointersOf(change)).toEqual(pointers)
  })

  test('all of them at once, those of the form and those of the rules', async () => {
    const pointers = await pointersOf({
      session_name: 7,
      end_time: inHours(-3),
      feature_flags: ['customisation;exit-url;nowhere', 3, 'customisation;background-color;-'],
      participants: [{ role: 'boss', fee: '{' }, { display_name: false }],
    })
    expect(pointers).toEqual(
      ['/end_time', '/end_time', '/feature_flags/0', '/feature_flags/1', '/feature_flags/2', '/participants/0/fee']
        .concat(['/participants/0/role', '/participants/1/display_name', '/session_name'])
        .sort(),
    )
  })

  test.each(['[]', 'null', '"text"', '7', '{', '', '{"start_time":}', '\u0000'])('a body that is %j', async (body) => {
    const before = await stored()
    const answer = await app.call<Refusal>('POST', '/v1/sessions', { body })
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0]?.pointer).toBe('')
    expect(await stored()).toBe(before)
  })

  test('a body that hides members of every object', async () => {
    const { start_time, end_time } = aBooking(app.clock)
    const body = `{"start_time":"${start_time}","end_time":"${end_time}","__proto__":{"session_name":"x"},"constructor":{"prototype":{"a":1}}}`
    const answer = await app.call('POST', '/v1/sessions', { body })
    expect(answer.status).toBe(200)
    expect(answer.body.session_name).toBeNull()
  })
})

describe('sizes and types of bodies', () => {
  test('a body of more than 256 KiB is too large', async () => {
    const answer = await app.call('POST', '/v1/sessions', {
      body: { ...aBooking(app.clock), picture: 'x'.repeat(257 * 1024) },
    })
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ type: '/problems/too-large', status: 413 })
  })

  test('a body of less than 256 KiB is read', async () => {
    const answer = await app.call('POST', '/v1/sessions', {
      body: { ...aBooking(app.clock), unknown: 'x'.repeat(250 * 1024) },
    })
    expect(answer.status).toBe(200)
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'a body of type %s is not read',
    async (type) => {
      const body = JSON.stringify(aBooking(app.clock))
      const answer = await app.call('POST', '/v1/sessions', { body, headers: { 'content-type': type } })
      expect(answer.status).toBe(415)
      expect(answer.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 })
    },
  )

  test('JSON is read with a charset beside its type', async () => {
    const body = JSON.stringify(aBooking(app.clock))
    const answer = await app.call('POST', '/v1/sessions', {
      body,
      headers: { 'content-type': 'Application/JSON; charset=UTF-8' },
    })
    expect(answer.status).toBe(200)
  })
})
