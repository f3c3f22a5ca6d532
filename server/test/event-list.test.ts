import type { AuditPage } from '@anteroom/contract/api/audit'
import type { EventPage, ListedEvent } from '@anteroom/contract/api/events'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { createOAuth } from './support/oauth.ts'
import { happen, quick, register, startReceiver, toLoopback, until } from './support/receiver.ts'

// The list of events, for software that no webhook can reach.

const app = await startTestApp(toLoopback, undefined, quick)
const { pool } = app.database

/** A team of its own, how it asks, and how something happens in it. */
async function aTeam(subdomain: string) {
  const { teamId, token } = await app.makeTeam(subdomain)
  const ask = (query = '') => app.call<EventPage>('GET', `/v1/events${query}`, { token })
  const read = async (query = '') => {
    const { status, body } = await ask(query)
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
  return { teamId, token, ask, read, happens: async (type?: string) => (await happen(app, teamId, type)).eventId }
}

const idsOf = ({ content }: Pick<EventPage, 'content'>) => content.map(({ event_id }) => event_id)

describe('the list of events', () => {
  test('has what webhooks bring, member by member, and not what was sent to try one', async () => {
    const team = await aTeam('same')
    const receiver = await startReceiver()
    const { webhook_id } = await register(app, { url: receiver.url }, team.token)
    await app.call('POST', `/v1/webhooks/${webhook_id}/test`, { token: team.token })
    await app.book({}, team.token)
    await until(() => expect(receiver.received.length).toBeGreaterThan(1))
    const brought = receiver.received.filter(({ body }) => !body.includes('webhook:test'))
    const { content } = await team.read()
    expect(content.map(({ event_id, cursor, ...body }) => [event_id, JSON.stringify(body)])).toEqual(
      brought.map(({ headers, body }) => [headers['webhook-id'], body]),
    )
    await app.call('DELETE', `/v1/webhooks/${webhook_id}`, { token: team.token })
  })

  test('is read in pages, oldest first, and goes on where somebody stopped', async () => {
    const team = await aTeam('pages')
    expect(await team.read()).toEqual({ content: [], next: '0', more: false })
    const made: string[] = []
    for (const _ of Array(5)) made.push(await team.happens())
    // A moment of the same length has no order of its own.
    const first = await team.read('?limit=2&after=0')
    const second = await team.read(`?limit=2&after=${first.next}`)
    const third = await team.read(`?limit=2&after=${second.next}`)
    expect([first, second, third].map(({ more }) => more)).toEqual([true, true, false])
    expect([first, second, third].flatMap(idsOf).sort()).toEqual(made.sort())
    expect(await team.read(`?after=${third.next}`)).toEqual({ content: [], next: third.next, more: false })
    const [, middle] = [...first.content, ...second.content] as [ListedEvent, ListedEvent]
    expect(await team.read(`?limit=2&after=${middle.cursor}`)).toEqual(second)
    const later = await team.happens()
    expect(idsOf(await team.read(`?after=${third.next}`))).toEqual([later])
  })

  test('is filtered by types and by time, and its cursor goes on with what is left out', async () => {
    const team = await aTeam('filtered')
    const created = await team.happens('session:create')
    const over = await team.happens('call:end')
    const quiet = await team.read('?event_types=payment:paid')
    expect(quiet.content).toEqual([])
    expect((await team.read(`?after=${quiet.next}`)).content).toEqual([])
    expect(idsOf(await team.read('?event_types=call:end,%20payment:paid'))).toEqual([over])
    expect(idsOf(await team.read('?event_types=session:create'))).toEqual([created])
    const at = (ms: number) => encodeURIComponent(new Date(app.clock.now().getTime() + ms).toISOString())
    expect((await team.read(`?from=${at(-60_000)}`)).content).toHaveLength(2)
    expect((await team.read(`?from=${at(60_000)}`)).content).toEqual([])
  })

  test.each([
    ['after=x', '/after'],
    ['after=-1', '/after'],
    ['after=1e3', '/after'],
    ['after=9999999999999999', '/after'],
    ['after=1&after=2', '/after'],
    ['event_types=call:ended', '/event_types'],
    ['event_types=call:end,,', '/event_types'],
    ['from=yesterday', '/from'],
    ['limit=0', '/limit'],
  ])('is not read with %s', async (query, pointer) => {
    const { status, body } = await app.call('GET', `/v1/events?${query}`)
    expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }])
  })

  test('is of one team, and reading it is in the audit log', async () => {
    const [one, other] = [await aTeam('one'), await aTeam('other')]
    const own = await one.happens()
    await other.happens()
    expect(idsOf(await one.read('?event_types=session:create'))).toEqual([own])
    await app.ledger.flush()
    await app.audit.seal()
    const path = '/v1/audit-log?action=event.list'
    const { body } = await app.call<AuditPage>('GET', path, { token: one.token })
    expect(body.content.map(({ details }) => JSON.parse(details))).toEqual([
      { query: { event_types: 'session:create' } },
    ])
  })

  test('shows an application what happens from when a user let it in', async () => {
    const team = await aTeam('letting')
    const oauth = createOAuth(app)
    await team.happens()
    await pool.query(`update events set created_at = now() - interval '1 hour' where team_id = $1`, [team.teamId])
    const [appId, { userId }] = [
      await oauth.makeApplication(app.team.teamId),
      await oauth.makeUser({ teams: [team.teamId] }),
    ]
    const asked = { appId, userId, teamId: team.teamId, redirectUri: null, challenge: null }
    const code = await oauth.newCode({ ...asked, permissions: ['webhooks'] })
    const { access_token: token } = (await oauth.redeem(app.team, code)).body
    const since = await team.happens()
    expect(idsOf(await team.read())).toHaveLength(2)
    expect(idsOf((await app.call<EventPage>('GET', '/v1/events', { token })).body)).toEqual([since])
  })
})
