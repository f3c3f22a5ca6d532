import type { Participant } from '@anteroom/contract/api/participants'
import type { BadMember } from '@anteroom/contract/api/problem'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { aBooking, startTestApp } from './support/app.ts'

// What nobody reads is ignored, and said; whoever wants to be stopped by it is.

const app = await startTestApp()
const strict = { prefer: 'handling=strict' }

const book = (change: object, headers: Record<string, string> = {}) =>
  app.call<Session & { errors?: BadMember[] }>('POST', '/v1/sessions', {
    body: { ...aBooking(app.clock), ...change },
    headers,
  })

const said = (warnings: readonly BadMember[] = []) => warnings.map(({ pointer, message }) => `${pointer} ${message}`)

describe('members and flags that nobody knows', () => {
  test('are ignored and told of, with the name that somebody may have meant', async () => {
    const { status, body, headers } = await book({
      sesion_name: 'Follow-up',
      feature_flag: ['-plugin;chat'],
      feature_flags: ['-plugin;chta', 'plugin;-chat', 'customisation;exit-uri;https://clinic.example', '-plugin;chat'],
      participants: [{ role: 'host', displayname: 'Dr Vega' }],
    })
    expect(status).toBe(200)
    const warnings = [
      '/participants/0/displayname is not known, and ignored; did you mean display_name?',
      '/sesion_name is not known, and ignored; did you mean session_name?',
      '/feature_flag is not known, and ignored; did you mean feature_flags?',
      '/feature_flags/0 -plugin;chta is not known, and does nothing; did you mean -plugin;chat?',
      '/feature_flags/1 plugin;-chat is not known, and does nothing; did you mean -plugin;chat?',
      '/feature_flags/2 customisation;exit-uri is not known, and does nothing; did you mean customisation;exit-url?',
    ]
    expect(said(body.warnings)).toEqual(warnings)
    expect(JSON.parse(`[${headers['anteroom-warning']}]`)).toEqual(warnings)
    const path = `/v1/sessions/${body.session_id}`
    const read = await app.call<Session>('GET', path)
    expect(read.body).not.toHaveProperty('warnings')
    expect(read.headers).not.toHaveProperty('anteroom-warning')
    // What was answered can be sent back as it is.
    const sentBack = await app.call<Session>('PUT', path, { body: { ...read.body, feature_flags: undefined } })
    expect(sentBack.body).toEqual(read.body)
    const changed = await app.call<Session>('PUT', path, { body: { endtime: 'x' } })
    expect(said(changed.body.warnings)).toEqual(['/endtime is not known, and ignored; did you mean end_time?'])
  })

  test('of a participant, and in a query, are told of as well', async () => {
    const { body: session } = await book({})
    const added = await app.call<Participant>('POST', `/v1/sessions/${session.session_id}/participants`, {
      body: { name: 'Kim', colour: 'blue' },
    })
    expect(said(added.body.warnings)).toEqual(['/name is not known, and ignored', '/colour is not known, and ignored'])
    const path = `/v1/participants/${added.body.participant_id}`
    const { warnings: _, ...seat } = added.body
    expect((await app.call('PUT', path, { body: seat })).body).toEqual(seat)
    const changed = await app.call<Participant>('PUT', path, { body: { Phone: '1' } })
    expect(said(changed.body.warnings)).toEqual(['/Phone is not known, and ignored; did you mean phone?'])
    const list = await app.call('GET', '/v1/sessions?include_cancelled=true')
    expect(list.status).toBe(200)
    expect(list.headers['anteroom-warning']).toBe(
      '"/include_cancelled is not known, and ignored; did you mean include_canceled?"',
    )
  })

  test('are refused with all else, and nothing is stored, where that is asked for', async () => {
    const { rows: before } = await app.database.pool.query('select count(*) from sessions')
    const refused = await book(
      { sesion_name: 'x', session_name: undefined, end_time: 'never', feature_flags: ['-plugin;chta'] },
      strict,
    )
    expect(refused.status).toBe(400)
    const pointers = refused.body.errors?.map(({ pointer }) => pointer).sort()
    expect(pointers).toEqual(['/end_time', '/feature_flags/0', '/sesion_name', '/session_name'])
    const { rows: after } = await app.database.pool.query('select count(*) from sessions')
    expect(after).toEqual(before)
    expect((await book({}, strict)).status).toBe(200)
    expect((await app.call('GET', '/v1/sessions?include_cancelled=true', { headers: strict })).status).toBe(400)
    const seat = `/v1/participants/${(await book({})).body.participants[0]?.participant_id}`
    expect((await app.call('PUT', seat, { body: { Phone: '1' }, headers: strict })).status).toBe(400)
    expect((await app.call('PUT', seat, { body: { phone: '1' }, headers: strict })).status).toBe(200)
  })

  test('are told of in few words, whatever they are', async () => {
    const strange = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${'\r\n"ß🩺/~'.repeat(40)}${at}`, at]))
    const { status, body, headers } = await book({
      ...strange,
      participants: [{ role: 'host', [`${'x'.repeat(9_000)}`]: 1 }],
    })
    expect(status).toBe(200)
    expect(body.warnings).toHaveLength(20)
    expect(JSON.stringify(body.warnings).length).toBeLessThan(20_000)
    expect(headers['anteroom-warning']).toMatch(/^[\x20-\x7e]{1,12000}$/)
    const flags = ['', ';', 'a'.repeat(2_000), `-plugin;${'b'.repeat(2_000)}`, '-plugin;\ud83e\ude7a']
    const many = await book({ feature_flags: flags })
    expect(many.status).toBe(200)
    expect(many.body.warnings).toHaveLength(flags.length)
    expect(JSON.stringify(many.body.warnings).length).toBeLessThan(2_000)
  })

  test('stay told of in an answer that is repeated', async () => {
    const body = { ...aBooking(app.clock), sesion_name: 'x' }
    const headers = { 'idempotency-key': 'unknown-1' }
    const first = await app.call<Session>('POST', '/v1/sessions', { body, headers })
    const again = await app.call<Session>('POST', '/v1/sessions', { body, headers })
    expect(again.body).toEqual(first.body)
    expect(again.headers['anteroom-warning']).toBe(first.headers['anteroom-warning'])
  })
})
