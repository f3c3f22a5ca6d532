import { describe, expect, test } from 'vitest'
import { startTestApp } from '../support/app.ts'

/**
 * The calls of a client of the older generation, in its order and by its conventions: RFC 1123 dates, roles in lower
 * case, the token by Basic from a form, renewed with its refresh token.
 */
const app = await startTestApp()
const authorization = `Basic ${Buffer.from(`${app.team.clientId}:${app.team.secret}`).toString('base64')}`
const inMs = (ms: number) => new Date(Date.now() + ms).toUTCString()

async function token(body: string) {
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const answer = await fetch(`${app.url}/v1/auth/token`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as {
    access_token: string
    refresh_token: string
    expires_in: number
    token_type: string
  }
}

let bearer = ''
async function call<Body = Record<string, never>>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${app.url}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

type Seat = { participant_id: string; entry_url: string; role: string; display_name: string; session_id: string }
type Session = {
  session_id: string
  team_id: string
  client_id: string
  start_time: string
  end_time: string
  participants: Seat[]
}

describe('an older client', () => {
  let session: Session
  let host: Seat
  let guest: Seat

  test('gets a token, reads its claims and renews it', async () => {
    const first = await token('grant_type=client_credentials')
    expect(first.token_type.toLowerCase()).toBe('bearer')
    const claims = JSON.parse(Buffer.from(String(first.access_token.split('.')[1]), 'base64').toString())
    expect(claims).toMatchObject({ teamId: app.team.teamId, clientId: app.team.clientId })
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000)
    const second = await token(`grant_type=refresh_token&refresh_token=${first.refresh_token}`)
    bearer = second.access_token
  })

  test('gets the page of sessions of its owner', async () => {
    const { body } = await call('GET', '/sessions')
    expect(body).toEqual({ content: [], page: 0, page_size: 200, more: false })
  })

  test('creates a session that starts in ten seconds', async () => {
    const answer = await call<Session>('POST', '/sessions', {
      session_name: 'A test session with Dr. Who',
      start_time: inMs(10_000),
      end_time: inMs(70_000),
      picture: 'http://www.fillmurray.com/200/300',
      participants: [],
    })
    expect(answer.status).toBe(200)
    session = answer.body
    expect(session).toMatchObject({ team_id: app.team.teamId, client_id: app.team.clientId, participants: [] })
  })

  test('adds a host and a guest', async () => {
    const path = `/sessions/${session.session_id}/participants`
    const seat = { picture: 'http://fillmurray.com/200/300', state: 'test-state' }
    host = (await call<Seat>('POST', path, { ...seat, display_name: 'Dr. Who', role: 'host' })).body
    guest = (await call<Seat>('POST', path, { ...seat, display_name: 'Sarah Jane', role: 'guest' })).body
    expect([host.role, guest.role]).toEqual(['HOST', 'GUEST'])
    expect(host.entry_url).toMatch(/^https:\/\/video\.test\/session\/[0-9a-f-]{36}$/)
    const { body } = await call<Session>('GET', `/sessions/${session.session_id}`)
    expect(body.participants.map(({ role }) => role)).toEqual(['HOST', 'GUEST'])
  })

  test('makes the guest a host', async () => {
    const { body } = await call<Seat>('PUT', `/participants/${guest.participant_id}`, {
      role: 'HOST',
      display_name: 'New Display Name',
    })
    expect(body).toMatchObject({ role: 'HOST', display_name: 'New Display Name' })
  })

  test('moves the session by ten hours, and gets its dates back to the letter', async () => {
    // It also sends a member that sessions do not have.
    const update = {
      start_time: inMs(36_000_000),
      end_time: inMs(72_000_000),
      display_name: 'example',
      picture: 'example',
    }
    const { body } = await call<Session>('PUT', `/sessions/${session.session_id}`, update)
    expect([body.start_time, body.end_time]).toEqual([update.start_time, update.end_time])
    expect(body.participants.filter(({ role }) => role === 'HOST')).toHaveLength(2)
  })

  test('gets the participants alone, and one by its id', async () => {
    expect((await call<Seat[]>('GET', `/sessions/${session.session_id}/participants`)).body).toHaveLength(2)
    const { body } = await call<Seat>('GET', `/participants/${host.participant_id}`)
    expect(body).toMatchObject({ participant_id: host.participant_id, session_id: session.session_id })
  })

  test('removes a participant, who is still seen by asking for removed ones', async () => {
    expect((await call('DELETE', `/participants/${guest.participant_id}`)).body).toEqual({ ok: true })
    expect((await call<Session>('GET', `/sessions/${session.session_id}`)).body.participants).toHaveLength(1)
    const all = await call<Session>('GET', `/sessions/${session.session_id}?deleted_participants=true`)
    expect(all.body.participants).toHaveLength(2)
  })

  test('cancels the session, which then fails to be read with 401, and is in the list on request', async () => {
    expect((await call('DELETE', `/sessions/${session.session_id}`)).body).toEqual({ ok: true })
    expect((await call('GET', `/sessions/${session.session_id}`)).status).toBe(401)
    expect((await call<{ content: Session[] }>('GET', '/sessions')).body.content).toHaveLength(0)
    expect((await call<{ content: Session[] }>('GET', '/sessions?include_canceled=true')).body.content).toHaveLength(1)
  })
})
