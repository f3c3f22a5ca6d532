import type { Participant } from '@anteroom/contract/api/participants'
import type { BadMember } from '@anteroom/contract/api/problem'
import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

// What an integrator adds of its own to sessions and seats.

const app = await startTestApp({ LOG_LEVEL: 'trace' })
const marked = {
  external_id: 'appointment 77',
  metadata: { 'reason for visit': 'left knee', empty: '', constructor: 'x', ünï: '🩺' },
}
const person = { role: 'guest', display_name: 'Ana', external_id: 'patient-4711', metadata: { insurer: 'Halcyon' } }
const bookMarked = () => app.book({ ...marked, participants: [{ role: 'host' }, person] })
const read = async (session: Session) => (await app.call<Session>('GET', `/v1/sessions/${session.session_id}`)).body

test('is given back as it was given, by every call, and left out where it is not set', async () => {
  const session = await bookMarked()
  expect(session).toMatchObject(marked)
  const [host, guest] = session.participants
  expect(guest).toMatchObject({ external_id: 'patient-4711', metadata: person.metadata })
  for (const member of ['external_id', 'metadata']) expect(host).not.toHaveProperty(member)
  expect(await read(session)).toEqual(session)
  const listed = await app.call<SessionPage>('GET', '/v1/sessions?order=reverse&page_size=1')
  expect(listed.body.content).toEqual([session])
  const seat = await app.call<Participant>('GET', `/v1/participants/${guest?.participant_id}`)
  expect(seat.body).toEqual(guest)
  const nulls = await app.call<Participant>('GET', `/v1/participants/${host?.participant_id}`, {
    headers: { prefer: 'unset=null' },
  })
  expect(nulls.body).toMatchObject({ external_id: null, metadata: null })
})

test('is changed as a whole, taken away by null, and left alone where it is not spoken of', async () => {
  const session = await bookMarked()
  const [, guest] = session.participants
  for (const path of [`/v1/sessions/${session.session_id}`, `/v1/participants/${guest?.participant_id}`]) {
    const put = async (body: object) => (await app.call<Session>('PUT', path, { body })).body
    expect(await put({ picture: 'p' })).toHaveProperty('metadata')
    const changed = await put({ external_id: 'b', metadata: { b: '1' } })
    expect(changed).toMatchObject({ external_id: 'b' })
    expect(changed.metadata).toEqual({ b: '1' })
    const without = await put({ external_id: null, metadata: null })
    for (const member of ['external_id', 'metadata']) expect(without).not.toHaveProperty(member)
    expect(await put({ metadata: {} })).not.toHaveProperty('metadata')
  }
  const added = await app.call<Participant>('POST', `/v1/sessions/${session.session_id}/participants`, { body: person })
  expect(added.body).toMatchObject({ external_id: 'patient-4711', metadata: person.metadata })
})

describe('lists are filtered by an external_id', () => {
  test('those of sessions by their own, page by page, among those of the team', async () => {
    const other = await app.makeTeam('external')
    const wanted: string[] = []
    for (let at = 0; at < 3; at += 1) wanted.push((await app.book({ external_id: 'same' })).session_id)
    await app.book({ external_id: 'Same' })
    await app.book({ external_id: 'same' }, other.token)
    await app.book({ participants: [{ external_id: 'same' }] })
    const ids = async (query: string) =>
      (await app.call<SessionPage>('GET', `/v1/sessions?external_id=same${query}`)).body.content.map(
        ({ session_id }) => session_id,
      )
    expect(await ids('')).toEqual(wanted)
    expect(await ids('&order=reverse')).toEqual(wanted.toReversed())
    expect(await ids('&page_size=2&page=1')).toEqual(wanted.slice(2))
    expect(await ids(`&start_time=${encodeURIComponent(new Date(0).toISOString())}`)).toEqual(wanted)
    await app.call('PUT', `/v1/sessions/${wanted[0]}`, { body: { external_id: 'another' } })
    expect(await ids('')).toEqual(wanted.slice(1))
  })

  test('those of the participants of a session by theirs', async () => {
    const session = await app.book({ participants: [person, { external_id: 'patient-4' }, person] })
    const found = await app.call<Participant[]>(
      'GET',
      `/v1/sessions/${session.session_id}/participants?external_id=patient-4711`,
    )
    expect(found.body).toEqual([session.participants[0], session.participants[2]])
  })
})

describe('what is refused, by the place of each', () => {
  const pairs = (count: number, value = 'x') =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value]))

  test.each<[string, object, Record<string, string>]>([
    ['an empty id', { external_id: '' }, { '/external_id': 'must have at least 1 characters' }],
    ['a long id', { external_id: 'a'.repeat(201) }, { '/external_id': 'must have at most 200 characters' }],
    ['an id that is a number', { external_id: 7 }, { '/external_id': 'must be a string' }],
    ['metadata that is text', { metadata: '{}' }, { '/metadata': 'must be an object' }],
    ['metadata that is a list', { metadata: ['a'] }, { '/metadata': 'must be an object' }],
    ['too many pairs', { metadata: pairs(51) }, { '/metadata': 'must have at most 50 pairs' }],
    [
      'too much in all',
      { metadata: pairs(17, 'x'.repeat(500)) },
      { '/metadata': 'must have at most 8000 characters in all, names included' },
    ],
    [
      'a long name, an empty one, a long value, and values that are no text',
      {
        metadata: { [`${'n'.repeat(41)}`]: 'x', '': 'x', long: 'x'.repeat(501), deep: { a: 1 }, none: null },
      },
      {
        [`/metadata/${'n'.repeat(41)}`]: 'must have at most 40 characters',
        '/metadata/': 'must have a name',
        '/metadata/long': 'must have at most 500 characters',
        '/metadata/deep': 'must be a string',
        '/metadata/none': 'must be a string',
      },
    ],
    [
      'a character that cannot be stored',
      { metadata: { nul: '\0' } },
      { '/metadata/nul': 'has a character that cannot be stored (NUL, or half of a surrogate pair)' },
    ],
  ])('%s', async (_what, change, expected) => {
    const session = await app.book()
    const seat = `/v1/participants/${session.participants[0]?.participant_id}`
    const requests = [
      ['POST', '/v1/sessions', { ...aBooking(app.clock), ...change }, ''],
      ['POST', '/v1/sessions', { ...aBooking(app.clock), participants: [{}, change] }, '/participants/1'],
      ['PUT', `/v1/sessions/${session.session_id}`, change, ''],
      ['POST', `/v1/sessions/${session.session_id}/participants`, change, ''],
      ['PUT', seat, change, ''],
    ] as const
    for (const [method, path, body, place] of requests) {
      const answer = await app.call<{ errors: BadMember[] }>(method, path, { body })
      expect(answer.status).toBe(400)
      const found = Object.fromEntries(answer.body.errors.map(({ pointer, message }) => [pointer, message]))
      expect(found).toEqual(
        Object.fromEntries(Object.entries(expected).map(([pointer, message]) => [`${place}${pointer}`, message])),
      )
    }
    expect(await read(session)).toEqual(session)
  })

  test('a long id in a filter', async () => {
    const { status, body } = await app.call('GET', `/v1/sessions?external_id=${'a'.repeat(201)}`)
    expect(status).toBe(400)
    expect(body.errors).toMatchObject([{ pointer: '/external_id' }])
  })
})

test('as much as may be is stored and given back', async () => {
  const metadata = Object.fromEntries(
    Array.from({ length: 50 }, (_, at) => [`${at}`.padStart(40, 'n'), 'x'.repeat(120)]),
  )
  expect((await app.book({ metadata, external_id: 'ä'.repeat(200) })).metadata).toEqual(metadata)
})

test('is in no view of the room, no line of the log, no webhook event and no entry of the audit log', async () => {
  const session = await app.book({ ...marked, participants: [{ ...person, role: 'host' }, person] })
  const [host, guest] = await Promise.all(session.participants.map(({ entry_url }) => openPage(app.url, entry_url)))
  await host?.ask('visit:enter')
  await guest?.ask('visit:enter')
  const view = await host?.until(({ waiting }) => waiting.length === 1)
  await app.call('GET', `/v1/sessions?external_id=${encodeURIComponent(marked.external_id)}`)
  await app.call('GET', `/v1/sessions/${session.session_id}/participants?external_id=patient-4711`)
  await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: marked })
  const html = await (await fetch(`${app.url}${new URL(session.participants[1]?.entry_url ?? '').pathname}`)).text()
  const { rows } = await app.database.pool.query(
    `select (select string_agg(e::text, ' ') from events e) || (select string_agg(a::text, ' ') from audit_log a) as told`,
  )
  const secrets = /appointment|left knee|patient-4711|Halcyon/
  expect(html).toContain('Consultation')
  for (const text of [JSON.stringify(view), html, app.logged.join('\n'), rows[0].told]) {
    expect(text.length).toBeGreaterThan(100)
    expect(text).not.toMatch(secrets)
  }
})

test('goes when the session or the person is erased', async () => {
  const session = await bookMarked()
  const [, guest] = session.participants
  expect((await app.call('DELETE', `/v1/participants/${guest?.participant_id}?erase=true`)).status).toBe(200)
  const seats = await app.call<Participant[]>(
    'GET',
    `/v1/sessions/${session.session_id}/participants?deleted_participants=true`,
  )
  const erased = seats.body.find(({ participant_id }) => participant_id === guest?.participant_id)
  expect(erased).toHaveProperty('erased_at')
  for (const member of ['external_id', 'metadata']) expect(erased).not.toHaveProperty(member)
  expect((await app.call('DELETE', `/v1/sessions/${session.session_id}?erase=true`)).status).toBe(200)
  const { rows } = await app.database.pool.query('select external_id, metadata from sessions where session_id = $1', [
    session.session_id,
  ])
  expect(rows).toEqual([{ external_id: null, metadata: null }])
})
