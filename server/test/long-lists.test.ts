import type { Participant } from '@anteroom/contract/api/participants'
import type { Session, SessionPage } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { opensDuring } from './support/opened.ts'

const perMinute = 100
const app = await startTestApp({ RATE_LIMIT_PER_MINUTE: String(perMinute) })

async function teamWith(subdomain: string, sessions: number, seats: number) {
  const team = await app.makeTeam(subdomain)
  const participants = Array.from({ length: seats }, (_, n) => ({
    display_name: `Ana ${n}`,
    phone: '1',
    user_hint: 'b',
  }))
  const booked: Session[] = []
  for (let count = 0; count < sessions; count += 1) booked.push(await app.book({ participants }, team.token))
  return { ...team, booked }
}

/** A token of an application that a user of the team has let in, with these permissions. */
async function tokenFor({ teamId, clientId }: { teamId: string; clientId: string }, scope: string) {
  const issued = await app.tokens.issue({ clientId, teamId, userId: null, scope })
  return issued.access_token
}

const leftOf = ({ headers }: { headers: object }) => Number((headers as Record<string, string>)['ratelimit-remaining'])

describe('a list with very many people', () => {
  test('is opened in portions, between which others get their turn', async () => {
    const { token } = await teamWith('crowded', 30, 50)
    let inTurn = 0
    let most = 0
    const { openOptional } = app.sealing
    // As on a machine that takes twenty microseconds for it, however quick or slow this one is.
    app.sealing.openOptional = (...given) => {
      if (inTurn === 0) {
        setImmediate(() => {
          inTurn = 0
        })
      }
      inTurn += 1
      most = Math.max(most, inTurn)
      for (const until = performance.now() + 0.02; performance.now() < until; );
      return openOptional(...given)
    }
    const opened = await opensDuring(app.sealing, async () => {
      // Found by its place in the list, and by a filter.
      for (const query of ['', '?start_time=2020-01-01T00:00:00Z']) {
        const { status, body } = await app.call<SessionPage>('GET', `/v1/sessions${query}`, { token })
        expect([status, body.content.flatMap(({ participants }) => participants).length]).toEqual([200, 1_500])
        expect(body.content[7]?.participants[49]).toMatchObject({ display_name: 'Ana 49', phone: '1' })
      }
    })
    app.sealing.openOptional = openOptional
    expect(opened).toBe(2 * 1_500 * 3)
    // Two stretches of five milliseconds, each with one person more: this turn's immediate may come after the next one's stretch.
    expect(most).toBeLessThanOrEqual(2 * (5 / 0.02 + 3))
  })

  test('counts as a request more for each fifty, and the headers say so', async () => {
    const { token } = await teamWith('counted', 5, 50)
    const list = () => app.call<SessionPage>('GET', '/v1/sessions', { token })
    const first = leftOf(await list())
    const second = await list()
    expect(first - leftOf(second)).toBeGreaterThanOrEqual(3)
    expect(first - leftOf(second)).toBeLessThanOrEqual(6)
    expect(Number(second.headers['ratelimit-reset'])).toBe(Math.ceil(((perMinute - leftOf(second)) * 60) / perMinute))
    let answered = 2
    while ((await list()).status === 200) answered += 1
    expect(answered).toBeLessThan(perMinute / 4)
  })

  test('and an ordinary one counts as one', async () => {
    const { token } = await teamWith('ordinary', 20, 2)
    const first = leftOf(await app.call('GET', '/v1/sessions?page_size=20', { token }))
    for (const path of ['/v1/sessions?page_size=20', '/v1/sessions?page_size=20', '/v1/user/team'])
      await app.call('GET', path, { token })
    const left = leftOf(await app.call('GET', '/v1/sessions?page_size=20', { token }))
    expect(first - left).toBeLessThanOrEqual(4)
  })
})

test('a page with more removed people than a full one could have living ones is refused before they are read', async () => {
  const { token, booked } = await teamWith('emptied', 25, 1)
  await app.database.pool.query(
    `insert into participants (participant_id, session_id, role, created, deleted_at)
     select gen_random_uuid(), session_id, 'GUEST', now(), now()
     from unnest($1::uuid[]) as session_id, generate_series(1, 450)`,
    [booked.map(({ session_id }) => session_id)],
  )
  for (const filter of ['', '&start_time=2020-01-01T00:00:00Z']) {
    const list = (query: string) => app.call<SessionPage>('GET', `/v1/sessions?${query}${filter}`, { token })
    const refused = await list('deleted_participants=true')
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/page_size' }] } })
    expect((await list('')).body.content.flatMap(({ participants }) => participants)).toHaveLength(25)
    const { body } = await list('deleted_participants=true&page_size=2')
    expect(body.content.flatMap(({ participants }) => participants)).toHaveLength(2 * 451)
  }
})

test('of people whom the caller may not see nothing is opened', async () => {
  const team = await teamWith('modest', 2, 3)
  const [session] = team.booked
  const path = `/v1/sessions/${session?.session_id}`
  const reading = await tokenFor(team, 'sessions:read')
  const changing = await tokenFor(team, 'sessions')
  const seats: Participant[] = []
  const opened = await opensDuring(app.sealing, async () => {
    for (const query of ['', '?deleted_participants=true', '?start_time=2020-01-01T00:00:00Z']) {
      const { body } = await app.call<SessionPage>('GET', `/v1/sessions${query}`, { token: reading })
      expect(body.content).toHaveLength(2)
      seats.push(...body.content.flatMap(({ participants }) => participants))
    }
    seats.push(...(await app.call<Session>('GET', path, { token: reading })).body.participants)
    const changed = await app.call<Session>('PUT', path, { token: changing, body: { session_name: 'Another' } })
    expect(changed.body.session_name).toBe('Another')
    seats.push(...changed.body.participants)
    expect((await app.call('GET', `${path}/summary`, { token: team.token })).status).toBe(200)
  })
  expect([opened, seats]).toEqual([0, []])
})
