import type { Session } from '@anteroom/contract/api/sessions'
import type { WebhookEventPayload } from '@anteroom/contract/webhook-events'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()
const { teamId } = app.team

type Event = { type: string; payload: WebhookEventPayload }

async function eventsOf({ session_id }: Session): Promise<Event[]> {
  const { rows } = await app.database.pool.query<Event>(
    `select type, payload from events where payload->>'sessionId' = $1 order by event_id`,
    [session_id],
  )
  return rows
}

async function auditOf(target: string) {
  const { rows } = await app.database.pool.query('select * from audit_log where target = $1 order by entry_id', [
    target,
  ])
  return rows
}

const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

describe('what the API changes', () => {
  test('is told and written down, with who did it', async () => {
    const session = await app.book({ start_time: soon(1), end_time: soon(2) })
    const { session_id } = session
    const path = `/v1/sessions/${session_id}`
    await app.call('PUT', path, { body: { session_name: 'Another name' } })
    const added = await app.call('POST', `${path}/participants`, { body: { display_name: 'Tom Secret' } })
    const { participant_id } = added.body
    await app.call('PUT', `/v1/participants/${participant_id}`, { body: { display_name: 'Tom' } })
    await app.call('DELETE', `/v1/participants/${participant_id}`)
    const cancelled = await app.call('DELETE', path)

    const ids = { teamId, sessionId: session_id }
    const seat = { type: 'session:update', payload: { ...ids, participantId: participant_id } }
    expect(await eventsOf(session)).toEqual([
      { type: 'session:create', payload: ids },
      { type: 'session:update', payload: ids },
      seat,
      seat,
      seat,
      { type: 'session:cancel', payload: ids },
    ])
    const entries = [...(await auditOf(session_id)), ...(await auditOf(String(participant_id)))]
    expect(entries.map(({ action }) => action)).toEqual([
      ...['session.create', 'session.update', 'session.cancel'],
      ...['participant.create', 'participant.update', 'participant.remove'],
    ])
    expect(entries[1]).toMatchObject({ team_id: teamId, client_id: app.team.clientId, ip: '127.0.0.1' })
    expect(entries[1]?.details).toEqual({ members: ['session_name'] })
    expect(entries[2]?.request_id).toBe(cancelled.headers['x-request-id'])
    expect(JSON.stringify(entries)).not.toContain('Tom')
  })

  test('is neither told nor written down when it is refused', async () => {
    const session = await app.book()
    await app.call('PUT', `/v1/sessions/${session.session_id}`, { body: { end_time: 'never' } })
    await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    expect((await eventsOf(session)).map(({ type }) => type)).toEqual(['session:create'])
  })

  test('cancelling twice is told once', async () => {
    const session = await app.book({ start_time: soon(1), end_time: soon(2) })
    for (const _ of [1, 2]) await app.call('DELETE', `/v1/sessions/${session.session_id}`)
    expect((await eventsOf(session)).map(({ type }) => type)).toEqual(['session:create', 'session:cancel'])
  })
})

describe('what happens in a call', () => {
  test('is told with the ids of people and call', async () => {
    const session = await app.book()
    const [host, guest] = session.participants
    const hostPage = await openPage(app.url, String(host?.entry_url))
    await hostPage.ask('visit:enter')
    const guestPage = await openPage(app.url, String(guest?.entry_url))
    await guestPage.ask('visit:enter')
    const { waiting: atDoor } = await hostPage.until(({ waiting }) => waiting.length === 1)
    const visitId = atDoor[0]?.visitId
    await hostPage.ask('door:let-in', { visitId })
    await guestPage.until(inPhase('in-call'))
    await hostPage.ask('call:hold', { visitId, hold: true })
    await hostPage.ask('call:hold', { visitId, hold: false })
    await guestPage.ask('visit:leave')
    await hostPage.ask('visit:leave')

    const events = await eventsOf(session)
    const callId = events[1]?.payload.callId
    expect(callId).toMatch(/^[0-9a-f-]{36}$/)
    const ids = { teamId, sessionId: session.session_id, callId }
    const of = (type: string, participantId?: string, more = {}) => ({
      type,
      payload: { ...ids, ...(participantId ? { participantId } : {}), ...more },
    })
    const waiting = { teamId, sessionId: session.session_id, participantId: guest?.participant_id }
    expect(events.slice(1)).toEqual([
      of('participant:join', host?.participant_id),
      of('call:updated'),
      { type: 'participant:waiting', payload: waiting },
      of('participant:join', guest?.participant_id),
      of('call:updated'),
      of('participant:on-hold', guest?.participant_id),
      of('call:updated'),
      of('call:updated'),
      of('participant:leave', guest?.participant_id, { reason: 'left' }),
      of('call:updated'),
      of('participant:leave', host?.participant_id, { reason: 'left' }),
      of('call:end'),
    ])
  })

  test('the next call of a session is another one', async () => {
    const session = await app.book()
    const page = await openPage(app.url, String(session.participants[0]?.entry_url))
    for (const event of ['visit:enter', 'visit:leave', 'visit:enter', 'visit:leave']) await page.ask(event)
    const ended = (await eventsOf(session)).filter(({ type }) => type === 'call:end')
    expect(new Set(ended.map(({ payload }) => payload.callId)).size).toBe(2)
  })

  test('a reload of a page is nothing that happens', async () => {
    const session = await app.book()
    const link = String(session.participants[0]?.entry_url)
    const browserKey = 'one browser, one key'
    const page = await openPage(app.url, link, { browserKey, pageId: 'the first page' })
    await page.ask('visit:enter')
    const before = await eventsOf(session)
    const reloaded = await openPage(app.url, link, { browserKey, more: { continues: 'the first page' } })
    await reloaded.until(inPhase('in-call'))
    expect(await eventsOf(session)).toEqual(before)
  })
})

test('everything that was told of is as the description of the API says', async () => {
  const { body: description } = await app.call<Description>('GET', '/v1/openapi.json', { token: null })
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(description as unknown as AnySchema, 'openapi')
  const { rows } = await app.database.pool.query<Event>('select type, payload from events')
  expect(new Set(rows.map(({ type }) => type)).size).toBeGreaterThanOrEqual(8)
  for (const event of rows) {
    const { $ref } = description.webhooks[event.type]?.post.requestBody.content['application/json'].schema ?? {}
    const isFit = ajv.getSchema(`openapi${$ref}`)
    const message = { ...event, createdAt: 1_767_225_600 }
    expect({ message, isFit: isFit?.(message), errors: isFit?.errors }).toEqual({ message, isFit: true, errors: null })
    const known = Object.keys(
      (description.components.schemas[$ref?.split('/').at(-1) ?? ''] ?? unknown).properties.payload.properties,
    )
    expect(
      Object.keys(event.payload).filter((name) => !known.includes(name)),
      event.type,
    ).toEqual([])
  }
})

const unknown = { properties: { payload: { properties: {} } } }
type Description = {
  webhooks: Record<string, { post: { requestBody: { content: { 'application/json': { schema: { $ref: string } } } } } }>
  components: { schemas: Record<string, typeof unknown> }
}
