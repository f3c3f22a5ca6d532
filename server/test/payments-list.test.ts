import { randomUUID } from 'node:crypto'
import type { Payment, PaymentPage } from '@anteroom/contract/api/payments'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()

type Row = {
  state?: string
  amount?: number
  currency?: string
  reason?: 'fee' | 'request'
  description?: string | null
  accountId?: string | null
  createdAt?: string
  participantId?: string
  card?: boolean
}

async function aTeam() {
  const team = await app.makeTeam(`t${randomUUID().slice(0, 8)}`)
  const session = await app.book(
    { participants: [{ role: 'host' }, { display_name: 'Ana', role: 'guest' }] },
    team.token,
  )
  const [host = '', guest = ''] = session.participants.map(({ participant_id }) => participant_id)
  const seat = { sessionId: session.session_id, host, guest }

  async function account(change: { isDefault?: boolean; isLive?: boolean; isDeleted?: boolean } = {}) {
    const { isDefault = false, isLive = false, isDeleted = false } = change
    const accountId = app.ids.sorted()
    await app.database.pool.query(
      `insert into payment_accounts (account_id, team_id, name, key_hint, is_live, is_default, state, created_at, deleted_at)
       values ($1, $2, 'x', 'x', $3, $4, 'ready', now(), $5)`,
      [accountId, team.teamId, isLive, isDefault, isDeleted ? new Date() : null],
    )
    return accountId
  }

  /** As the service would have stored it. */
  async function payment(row: Row = {}) {
    const paymentId = app.ids.sorted()
    const { state = 'paid', amount = 5000, currency = 'aud', reason = 'request', accountId = null } = row
    const description = row.description === undefined ? 'Consultation' : row.description
    const place = `payments.description/${paymentId}` as const
    const at = row.createdAt ?? new Date().toISOString()
    await app.database.pool.query(
      `insert into payments (payment_id, team_id, session_id, participant_id, account_id, reason, collect, amount,
         currency, description, state, card_brand, card_last4, payment_intent, created_at, changed_at, paid_at)
       values ($1, $2, $3, $4, $5, $6, 'before', $7, $8, $9, $10, $11, $12, $13, $14, $14, $15)`,
      [
        ...[paymentId, team.teamId, session.session_id, row.participantId ?? guest, accountId, reason],
        ...[amount, currency, app.sealing.sealOptional(place, description), state],
        ...(row.card ? ['visa', '4242', 'pi_1'] : [null, null, null]),
        ...[at, state === 'paid' ? at : null],
      ],
    )
    return paymentId
  }

  const list = async (query = '') => {
    const { status, body } = await app.call<PaymentPage>('GET', `/v1/payments${query}`, { token: team.token })
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
  const ids = async (query = '') => (await list(query)).content.map(({ payment_id }) => payment_id)
  const csv = (query = '', method: 'GET' | 'HEAD' = 'GET') =>
    app.http.inject({
      method,
      url: `/v1/payments${query}`,
      headers: { authorization: `Bearer ${team.token}`, accept: 'text/csv' },
    })
  return { ...team, seat, account, payment, list, ids, csv }
}

test('payments are listed newest first, with all that is known of them and no names', async () => {
  const { seat, account, payment, list } = await aTeam()
  const accountId = await account({ isDefault: true })
  const first = await payment({ card: true, accountId, createdAt: '2040-05-01T12:00:00Z' })
  const second = await payment({ state: 'owed', description: null })
  const { content: payments, next } = await list()
  expect(payments.map(({ payment_id }) => payment_id)).toEqual([second, first])
  expect(next).toBeNull()
  expect(payments[1]).toEqual({
    payment_id: first,
    session_id: seat.sessionId,
    participant_id: seat.guest,
    account_id: accountId,
    reason: 'request',
    collect: 'before',
    state: 'paid',
    collectable: true,
    amount: 5000,
    currency: 'aud',
    description: 'Consultation',
    refunded: 0,
    given_back: [],
    trouble: null,
    card: { brand: 'visa', last4: '4242' },
    action_url: null,
    waived: false,
    stripe_payment: 'pi_1',
    test: true,
    created: '2040-05-01T12:00:00.000Z',
    changed: '2040-05-01T12:00:00.000Z',
    paid: '2040-05-01T12:00:00.000Z',
  })
  expect(payments[0]).toMatchObject({ account_id: accountId, card: null, description: null, paid: null, test: true })
})

test('whether a payment could be taken depends on the account that it names, or the default one', async () => {
  const { account, payment, list } = await aTeam()
  const facts = async () =>
    (await list()).content.map(({ account_id, collectable, test }) => [account_id, collectable, test])
  await payment({ state: 'owed' })
  expect(await facts()).toEqual([[null, false, false]])
  const usual = await account({ isDefault: true, isLive: true })
  expect(await facts()).toEqual([[usual, true, false]])
  const gone = await account({ isDeleted: true })
  await payment({ state: 'owed', accountId: gone })
  await payment({ state: 'paid', accountId: gone })
  expect(await facts()).toEqual([
    [gone, true, true],
    [gone, false, true],
    [usual, true, false],
  ])
})

test('they come in pages, of which none is missed or seen twice', async () => {
  const { payment, list, ids } = await aTeam()
  const made: string[] = []
  for (let count = 0; count < 7; count += 1) made.unshift(await payment())
  const seen: string[] = []
  let after = ''
  for (;;) {
    const { content: payments, next } = await list(`?${seen.length > 0 ? 'limit' : 'page_size'}=3${after}`)
    seen.push(...payments.map(({ payment_id }) => payment_id))
    if (seen.length === 3) await payment()
    if (!next) break
    after = `&after=${next}`
  }
  expect(seen).toEqual(made)
  expect(await ids('?page_size=200')).toHaveLength(8)
})

test('they are filtered by time, state, session, participant and account', async () => {
  const { seat, account, payment, ids } = await aTeam()
  const usual = await account({ isDefault: true })
  const other = await account()
  const old = await payment({ createdAt: '2030-01-01T00:00:00Z', state: 'refunded' })
  const young = await payment({ createdAt: '2030-02-01T00:00:00Z', accountId: other, participantId: seat.host })
  expect(await ids('?from=2030-02-01T00:00:00Z')).toEqual([young])
  expect(await ids('?until=2030-02-01T00:00:00Z')).toEqual([old])
  expect(await ids('?from=2030-01-01T00:00:00Z&until=2030-03-01T00:00:00Z')).toEqual([young, old])
  expect(await ids('?state=refunded')).toEqual([old])
  expect(await ids(`?session_id=${seat.sessionId}`)).toEqual([young, old])
  expect(await ids(`?session_id=${randomUUID()}`)).toEqual([])
  expect(await ids(`?participant_id=${seat.host.toUpperCase()}`)).toEqual([young])
  expect(await ids(`?account_id=${other}`)).toEqual([young])
  expect(await ids(`?account_id=${usual}`)).toEqual([old])
  for (const query of ['?state=gone', '?from=yesterday', '?page_size=0', '?page_size=201', '?after=x']) {
    expect((await app.call('GET', `/v1/payments${query}`)).status, query).toBe(400)
  }
})

test('those of another team are not there', async () => {
  const [ours, theirs] = [await aTeam(), await aTeam()]
  await theirs.payment()
  expect(await ours.ids()).toEqual([])
  expect(await ours.ids(`?participant_id=${theirs.seat.guest}`)).toEqual([])
  const path = `/v1/participants/${theirs.seat.guest}/payment`
  expect((await app.call('GET', path, { token: ours.token })).status).toBe(404)
  expect((await app.call('GET', path, { token: theirs.token })).status).toBe(200)
  expect((await ours.csv()).body.split('\r\n')).toHaveLength(2)
})

test('of a participant it is their fee, and what they were asked for last where they have none', async () => {
  const { token, seat, payment } = await aTeam()
  const read = async () =>
    (await app.call<Payment>('GET', `/v1/participants/${seat.guest}/payment`, { token })).body.payment_id
  expect((await app.call('GET', `/v1/participants/${seat.guest}/payment`, { token })).status).toBe(404)
  await payment()
  const last = await payment()
  expect(await read()).toBe(last)
  await payment({ reason: 'fee', state: 'withdrawn', createdAt: '2020-01-01T00:00:00Z' })
  const fee = await payment({ reason: 'fee', state: 'owed' })
  await payment()
  expect(await read()).toBe(fee)
})

test('the same is had as a file, whole, which computes nothing in a spreadsheet', async () => {
  const { payment, csv, seat, account } = await aTeam()
  const accountId = await account({ isDefault: true })
  const evil = await payment({ description: '=1+1, "x"', createdAt: '2040-05-01T12:00:00Z' })
  await payment({ state: 'owed', description: null })
  const { statusCode, headers, body } = await csv()
  expect(statusCode).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="payments.csv"',
    vary: 'Accept',
    'cache-control': 'no-store',
  })
  const [names, newest, oldest, ...rest] = body.split('\r\n')
  expect(names).toBe(
    'payment_id,session_id,participant_id,account_id,reason,collect,state,amount,currency,refunded,description,trouble,card_brand,card_last4,waived,stripe_payment,test,created,changed,paid',
  )
  expect(newest).toContain(',owed,5000,aud,0,,,,,false,,true,')
  const at = '2040-05-01T12:00:00.000Z'
  expect(oldest).toBe(
    `${evil},${seat.sessionId},${seat.guest},${accountId},request,before,paid,5000,aud,0,"'=1+1, ""x""",,,,false,,true,${at},${at},${at}`,
  )
  expect(rest).toEqual([''])
  expect(body).not.toContain('Ana')
  expect((await csv('?state=owed')).body.split('\r\n')).toHaveLength(3)
  expect((await csv('?state=nonsense')).statusCode).toBe(400)
  expect((await csv('', 'HEAD')).body).toBe('')
})

test('a long file comes in pieces and has every line once', async () => {
  const { payment, csv, teamId } = await aTeam()
  await payment()
  await app.database.pool.query(
    `insert into payments (payment_id, team_id, session_id, participant_id, reason, collect, amount, currency, state,
       created_at, changed_at)
     select gen_random_uuid(), team_id, session_id, participant_id, reason, collect, amount, currency, state,
       created_at, changed_at from payments, generate_series(1, 1600) where team_id = $1`,
    [teamId],
  )
  const lines = (await csv()).body.trimEnd().split('\r\n').slice(1)
  expect(lines).toHaveLength(1601)
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(1601)
})

test('who read it is in the audit log', async () => {
  const { csv, list, seat, token, teamId, payment } = await aTeam()
  await payment()
  await list('?page_size=1&state=paid')
  await csv()
  await app.call('GET', `/v1/participants/${seat.guest}/payment`, { token })
  await app.ledger.flush()
  const { rows } = await app.database.pool.query(
    "select action, target, details from audit_log where team_id = $1 and action like 'payment.%' order by entry_id",
    [teamId],
  )
  expect(rows).toEqual([
    { action: 'payment.list', target: null, details: { query: { page_size: 1, state: true } } },
    { action: 'payment.list', target: null, details: {} },
    { action: 'payment.read', target: seat.guest, details: {} },
  ])
})
