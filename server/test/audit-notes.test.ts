import type { AuditEntry, AuditPage } from '@anteroom/contract/api/audit'
import type { Session } from '@anteroom/contract/api/sessions'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'

const app = await startTestApp()

async function entriesOf(query: Record<string, string>): Promise<AuditEntry[]> {
  await app.ledger.flush()
  await app.audit.seal()
  const { body } = await app.call<AuditPage>('GET', `/v1/audit-log?limit=1000&${new URLSearchParams(query)}`)
  return body.content
}

const inShort = ({ action, target, details }: AuditEntry) => ({ action, target, ...JSON.parse(details) })

describe('who reads about people', () => {
  test('is in the audit log, with what was asked for and without what was answered', async () => {
    const { session_id, participants } = await app.book({ session_name: 'Ana Lind, knee' })
    const participantId = String(participants[1]?.participant_id)
    const path = `/v1/sessions/${session_id}`
    const answer = await app.call('GET', path)
    await app.call('GET', `${path}/participants?deleted_participants=true`)
    await app.call('GET', `${path}/summary`)
    await app.call('GET', `/v1/participants/${participantId}`)
    await app.call('GET', '/v1/sessions?page_size=5&state=knee')
    const [read] = await entriesOf({ action: 'session.read' })
    expect(read).toMatchObject({
      target: session_id,
      client_id: app.team.clientId,
      ip: '127.0.0.1',
      request_id: answer.headers['x-request-id'],
      details: '{}',
    })
    const [list] = await entriesOf({ action: 'session.list' })
    expect(list && inShort(list)).toMatchObject({ target: null, query: { page_size: 5, state: true } })
    const of = async (target: string) => (await entriesOf({ target })).map(inShort)
    expect(await of(session_id)).toMatchObject([
      { action: 'session.create' },
      { action: 'session.read' },
      { action: 'participant.list', query: { deleted_participants: true } },
      { action: 'summary.read' },
    ])
    expect(await of(participantId)).toMatchObject([{ action: 'participant.read' }])
    await entriesOf({ target: 'Ana Lind' })
    // Reading the log is reading about people, too.
    expect((await entriesOf({ action: 'audit.read' })).length).toBeGreaterThan(2)
    expect(JSON.stringify(await entriesOf({}))).not.toMatch(/Ana|knee/)
  })

  test('is without what the caller made up, however that reads', async () => {
    const team = await app.makeTeam('inventive')
    const get = (path: string) => app.call('GET', path, { token: team.token })
    for (const bad of ['x=%00', '%00=1&page=1', 'x=1&x=%00']) {
      const { status, body } = await get(`/v1/sessions?${bad}`)
      expect([bad, status, body]).toMatchObject([bad, 400, { type: '/problems/invalid-request' }])
    }
    // Nothing is asked there, so nothing of it is read.
    expect((await get('/v1/user/team?x=%00')).status).toBe(200)
    expect((await get(`/v1/sessions?page=0&name=${'Ana'.repeat(2_000)}&constructor=x`)).status).toBe(200)
    await app.ledger.flush()
    await app.audit.seal()
    const { body } = await app.call<AuditPage>('GET', '/v1/audit-log?action=session.list', { token: team.token })
    expect(body.content.map(inShort)).toEqual([{ action: 'session.list', target: null, query: { page: 0 } }])
  })

  test('is not, when nothing was answered', async () => {
    const nobody = app.ids.random()
    expect((await app.call('GET', `/v1/sessions/${nobody}`)).status).toBe(404)
    expect(await entriesOf({ target: nobody })).toEqual([])
  })

  test('is asked of every route that answers with anything', () => {
    const silent = app.routes
      .filter(({ url, method, config }) => method === 'GET' && url.startsWith('/v1') && !config?.reads)
      .filter(({ url }) => !url.startsWith('/v1/docs') && !url.startsWith('/v1/auth/'))
      .map(({ url }) => url)
    expect(silent.sort()).toEqual([
      '/v1/openapi.json',
      '/v1/payment-accounts',
      '/v1/payment-accounts/:account_id',
      '/v1/teams/:teamId/contact',
      '/v1/teams/:teamId/frame-origins',
      '/v1/teams/:teamId/opening',
      '/v1/teams/:teamId/retention',
      '/v1/user/team',
      '/v1/webhooks',
      '/v1/webhooks/:webhook_id',
    ])
  })
})

describe('what happens in the room', () => {
  const visitOf = (session: Session) => ({
    host: String(session.participants[0]?.participant_id),
    guest: String(session.participants[1]?.participant_id),
  })

  test('is in the audit log: who came in, who let them, held them and sent them away', async () => {
    const session = await app.book()
    const { host, guest } = visitOf(session)
    const [hostLink, guestLink] = session.participants.map(({ entry_url }) => entry_url)
    const hostPage = await openPage(app.url, hostLink ?? '')
    await hostPage.ask('visit:enter')
    const guestPage = await openPage(app.url, guestLink ?? '')
    await guestPage.ask('visit:enter', { name: 'Ana Lind' })
    const [waiter] = (await hostPage.until((view) => view.waiting.length === 1)).waiting
    const visitId = waiter?.visitId
    await hostPage.ask('door:turn-away', { visitId })
    await hostPage.ask('door:let-in', { visitId })
    await guestPage.until(inPhase('in-call'))
    await hostPage.ask('call:hold', { visitId, hold: true })
    await hostPage.ask('call:hold', { visitId, hold: false })
    await hostPage.ask('door:lock', { locked: true })
    await hostPage.ask('door:send-back', { visitId })
    await hostPage.ask('call:remove', { visitId })
    await hostPage.ask('visit:leave')

    const { session_id: sessionId } = session
    const { callId } = inShort((await entriesOf({ action: 'participant.enter' })).at(0) as AuditEntry)
    const byHost = { sessionId, by: host }
    expect((await entriesOf({ target: guest })).map(inShort)).toEqual([
      { action: 'participant.turn-away', target: guest, ...byHost },
      { action: 'participant.admit', target: guest, ...byHost, callId },
      { action: 'participant.enter', target: guest, ...byHost, callId },
      { action: 'participant.hold', target: guest, ...byHost, callId },
      { action: 'participant.end-hold', target: guest, ...byHost, callId },
      { action: 'participant.leave', target: guest, ...byHost, callId, how: 'returned-to-waiting' },
      { action: 'participant.remove', target: guest, ...byHost },
    ])
    expect((await entriesOf({ target: host })).map(inShort)).toEqual([
      { action: 'participant.enter', target: host, ...byHost, callId },
      { action: 'participant.leave', target: host, ...byHost, callId, how: 'left' },
    ])
    expect((await entriesOf({ target: sessionId })).map(inShort)).toMatchObject([
      { action: 'session.create' },
      { action: 'session.lock', by: host },
    ])
    expect(JSON.stringify(await entriesOf({}))).not.toContain('Ana Lind')
  })

  test('includes that a link is used on another device, and what became of that', async () => {
    const session = await app.book()
    const { host, guest } = visitOf(session)
    const [hostLink = '', guestLink = ''] = session.participants.map(({ entry_url }) => entry_url)
    const hostPage = await openPage(app.url, hostLink)
    await hostPage.ask('visit:enter')
    const guestPage = await openPage(app.url, guestLink)
    await guestPage.ask('visit:enter', { name: 'Ana Lind' })
    const [waiter] = (await hostPage.until((view) => view.waiting.length === 1)).waiting
    await hostPage.ask('door:let-in', { visitId: waiter?.visitId })
    const otherPage = await openPage(app.url, guestLink)
    await otherPage.ask('visit:enter', { name: 'Ana Lind' })
    const [rival] = (await hostPage.until((view) => view.waiting.length === 1)).waiting
    await hostPage.ask('door:turn-away', { visitId: rival?.visitId })
    const { session_id: sessionId } = session
    expect((await entriesOf({ target: guest })).slice(2).map(inShort)).toEqual([
      { action: 'participant.ask-elsewhere', target: guest, sessionId, by: guest },
      { action: 'participant.turn-away', target: guest, sessionId, elsewhere: true, by: host },
    ])
  })

  test('names nobody in the room for what the API does', async () => {
    const session = await app.book()
    const { host } = visitOf(session)
    const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
    await page.ask('visit:enter')
    await app.call('DELETE', `/v1/participants/${host}`)
    const [, remove, leave] = await entriesOf({ target: host })
    expect(remove).toMatchObject({ action: 'participant.remove', client_id: app.team.clientId })
    expect(leave).toMatchObject({ action: 'participant.leave', client_id: app.team.clientId })
    expect(leave && inShort(leave)).toMatchObject({ how: 'removed' })
  })
})

test('wrong passwords are in the audit log: the first at once, and then how many there were', async () => {
  const email = 'ines@clinic.example'
  const password = 'correct horse battery staple'
  const asked = { email, password, firstName: 'Ines', lastName: 'Vega' }
  const { token } = await app.makeSystemClient()
  const { userId } = (await app.call<{ userId: string }>('POST', '/v1/users', { body: asked, token })).body
  for (const tried of [email, email, email, 'nobody@clinic.example']) {
    const attempt = { email: tried, password: 'wrong', place: 'address 192.0.2.7', device: null, ip: '192.0.2.7' }
    expect(await app.signIn.check(attempt)).toEqual({ wrong: true })
  }
  const failed = async () => {
    await app.ledger.flush()
    const { rows } = await app.database.pool.query(
      "select team_id, target, ip, details from audit_log where action = 'user.sign-in-failed' order by entry_id",
    )
    return rows
  }
  const entry = { team_id: null, ip: '192.0.2.7', details: {} }
  expect(await failed()).toEqual([
    { ...entry, target: userId },
    { ...entry, target: null },
  ])
  app.clock.advance(61_000)
  const [, , more] = await failed()
  expect(more).toEqual({ ...entry, target: userId, details: { more: 2, since: expect.any(String) } })
})

test('a process that stops in good order has written everything, and says so', async () => {
  const beside = await startTestApp({}, app)
  const session = await app.book()
  await beside.call('GET', `/v1/sessions/${session.session_id}`)
  await beside.close()
  expect((await entriesOf({ target: session.session_id })).map(({ action }) => action)).toEqual([
    'session.create',
    'session.read',
  ])
  const { rows } = await app.database.pool.query(
    "select target, array_agg(action order by entry_id) as actions from audit_log where action like 'service.%' group by target",
  )
  expect(rows.map(({ actions }) => actions.join()).sort()).toEqual(['service.start', 'service.start,service.stop'])
})

describe('who gets tokens, and who tries to', () => {
  const ask = (path: string, secret: string, form: Record<string, string>, clientId = app.team.clientId) =>
    app.call<{ access_token: string }>('POST', path, {
      token: null,
      body: new URLSearchParams(form).toString(),
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    })

  test('is in the audit log, wrong secrets as a count', async () => {
    const { clientId, secret } = app.team
    const { body } = await ask('/v1/auth/token', secret, { grant_type: 'client_credentials' })
    await ask('/v1/auth/revoke', secret, { token: body.access_token })
    for (let count = 0; count < 3; count += 1) {
      expect((await ask('/v1/auth/token', 'wrong', { grant_type: 'client_credentials' })).status).toBe(401)
      await ask('/v1/auth/token', secret, { grant_type: 'refresh_token', refresh_token: 'made up' })
    }
    await ask('/v1/auth/token', 'wrong', { grant_type: 'client_credentials' }, app.ids.random())
    const entries = (await entriesOf({ target: clientId })).filter(({ action }) => !action.startsWith('client.c'))
    expect(entries.map(inShort)).toEqual([
      { action: 'token.issue', target: clientId, grant: 'client_credentials' },
      { action: 'token.revoke', target: clientId },
      { action: 'client.wrong-secret', target: clientId },
      { action: 'token.refuse', target: clientId, grant: 'refresh_token' },
    ])
    app.clock.advance(61_000)
    expect((await entriesOf({ action: 'client.wrong-secret' })).map(inShort)).toMatchObject([{}, { more: 2 }])
    const { rows } = await app.database.pool.query(
      "select target from audit_log where team_id is null and action = 'client.wrong-secret'",
    )
    expect(rows).toEqual([{ target: null }])
  })
})
