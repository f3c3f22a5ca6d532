import type { Problem } from '@anteroom/contract/api/problem'
import type { Contact } from '@anteroom/contract/api/teams'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const system = await app.makeSystemClient()

const put = <Body = Contact>(body: unknown, teamId = app.team.teamId, token = system.token) =>
  app.call<Body>('PUT', `/v1/teams/${teamId}/contact`, { body, token })

/** What the page of an entry link knows of the ways to the team. */
async function told() {
  const session = await app.book()
  const { body } = await app.http.inject({ url: new URL(session.participants[0]?.entry_url ?? '').pathname })
  const data = /<script type="application\/json" id="bootstrap">(.*)<\/script>/.exec(body)?.[1]
  return JSON.parse(data ?? '{}').view.session.contact
}

test('a team that has said nothing is reached in no way that a page knows', async () => {
  const { body } = await app.call('GET', `/v1/teams/${app.team.teamId}/contact`, { token: system.token })
  expect(body).toEqual({ phone: null, email: null })
  expect(await told()).toBeUndefined()
})

test('pages know what it has said, and it is kept who said so', async () => {
  const contact = { phone: '+61 (2) 5550-1234', email: 'desk@clinic.example' }
  expect((await put(contact)).body).toEqual(contact)
  expect(await told()).toEqual(contact)
  const { rows } = await app.database.pool.query(
    "select team_id, client_id, details from audit_log where action = 'team.contact'",
  )
  expect(rows).toEqual([{ team_id: app.team.teamId, client_id: system.clientId, details: contact }])

  await put({ phone: null, email: 'desk@clinic.example' })
  expect(await told()).toEqual({ email: 'desk@clinic.example' })
})

test('a link that nobody knows leads to the one team that there is, but not the page of a visit that has ended', async () => {
  const session = async (url: string) => {
    const { body } = await app.http.inject({ url })
    const data = /<script type="application\/json" id="bootstrap">(.*)<\/script>/.exec(body)?.[1]
    return JSON.parse(data ?? '{}').view.session
  }
  const empty = { name: null, startTime: '', endTime: '' }
  const { rows } = await app.database.pool.query('select name from teams')
  expect(await session('/session/nobody-knows-it')).toEqual({
    ...empty,
    team: rows[0].name,
    contact: { email: 'desk@clinic.example' },
  })
  expect(await session('/session/ended')).toEqual({ ...empty, team: '' })
  await app.makeTeam('second')
  expect(await session('/session/nobody-knows-it')).toEqual({ ...empty, team: '' })
})

test('that of another team is its own', async () => {
  const other = await app.makeTeam('other')
  await put({ phone: '112', email: null }, other.teamId)
  expect(await told()).toEqual({ email: 'desk@clinic.example' })
  const { status, body } = await put<Problem>({ phone: '666', email: null }, other.teamId, app.team.token)
  expect([status, body.type]).toEqual([404, '/problems/not-found'])
})

describe('what nobody can dial or write to is refused, and points at it', () => {
  test.each([
    '',
    'call us',
    '12',
    '+',
    '+61 2 5550 1234 ext 7',
    '1234567890123456',
    '5550 1234;ext=7',
    '٠٢٥٥٥٠١٢٣٤',
    7,
  ])('phone %j', async (phone) => {
    const { status, body } = await put<Problem>({ phone, email: null })
    expect(status).toBe(400)
    expect(body.errors?.[0]?.pointer).toBe('/phone')
  })

  test.each(['', 'desk', 'desk@', 'a@b.example?bcc=c@d.example, e@f.example', `${'a'.repeat(250)}@b.example`])(
    'email %j',
    async (email) => {
      const { status, body } = await put<Problem>({ phone: null, email })
      expect(status).toBe(400)
      expect(body.errors?.[0]?.pointer).toBe('/email')
    },
  )
})
