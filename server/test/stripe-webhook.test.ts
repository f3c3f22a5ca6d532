import { randomUUID } from 'node:crypto'
import type { PaymentAccount } from '@anteroom/contract/api/payments'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { newKey } from './support/stripe.ts'

const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url, LOG_LEVEL: 'debug' })
const { webhooks } = new Stripe('sk_test_signs')

async function anAccount() {
  const { token } = await app.makeTeam(`t${randomUUID().slice(0, 8)}`)
  const body = { name: 'Practice', secret_key: newKey() }
  const { account_id } = (await app.call<PaymentAccount>('POST', '/v1/payment-accounts', { token, body })).body
  const row = await app.database.pool.query('select webhook_secret from payment_accounts where account_id = $1', [
    account_id,
  ])
  const place = `payment_accounts.webhook_secret/${account_id}` as const
  return { accountId: account_id, token, secret: app.sealing.open(place, row.rows[0].webhook_secret) }
}

const anEvent = (change: object = {}) =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'checkout.session.completed',
    data: {
      object: {
        id: 'cs_test_1',
        object: 'checkout.session',
        payment_intent: 'pi_1',
        metadata: { payment_id: randomUUID(), attempt_id: randomUUID() },
      },
    },
    ...change,
  })

type Sent = { accountId: string; payload: string; secret: string; secondsAgo?: number; signature?: string | null }

async function send({ accountId, payload, secret, secondsAgo = 0, signature }: Sent) {
  const timestamp = Math.floor(app.clock.now().getTime() / 1000) - secondsAgo
  const made = signature === undefined ? webhooks.generateTestHeaderString({ payload, secret, timestamp }) : signature
  const headers = { 'content-type': 'application/json; charset=utf-8', ...(made ? { 'stripe-signature': made } : {}) }
  const answer = await app.http.inject({
    method: 'POST',
    url: `/v1/stripe/webhook/${accountId}`,
    headers,
    payload,
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, headers: answer.headers }
}

async function kept() {
  const { rows } = await app.database.pool.query(
    `select (select count(*) from payment_notices)::int as notices,
       (select count(*) from pgboss.job where name = 'payment-notices')::int as jobs`,
  )
  return rows[0] as { notices: number; jobs: number }
}

test('an event is taken once, however often it comes, and is looked into afterwards', async () => {
  const { accountId, secret } = await anAccount()
  const before = await kept()
  const payload = anEvent()
  for (let times = 0; times < 3; times += 1) {
    expect(await send({ accountId, payload, secret })).toMatchObject({ status: 200, body: { ok: true } })
  }
  await Promise.all([1, 2, 3].map(() => send({ accountId, payload, secret })))
  expect(await kept()).toEqual({ notices: before.notices + 1, jobs: before.jobs + 1 })
  const { rows } = await app.database.pool.query(
    "select data, group_id from pgboss.job where name = 'payment-notices' order by created_on desc limit 1",
  )
  const { metadata } = JSON.parse(payload).data.object
  expect(rows[0]).toEqual({
    group_id: accountId,
    data: {
      accountId,
      type: 'checkout.session.completed',
      checkoutId: 'cs_test_1',
      intentId: 'pi_1',
      refundId: null,
      paymentId: metadata.payment_id,
      attemptId: metadata.attempt_id,
    },
  })
  await expect
    .poll(async () => {
      const { rows } = await app.database.pool.query(
        "select count(*)::int as open from pgboss.job where name = 'payment-notices' and state <> 'completed'",
      )
      return rows[0].open
    })
    .toBe(0)
})

test('the same event of another account is another one', async () => {
  const [one, other] = [await anAccount(), await anAccount()]
  const before = await kept()
  const payload = anEvent()
  await send({ ...one, payload })
  await send({ ...other, payload })
  expect(await kept()).toEqual({ notices: before.notices + 2, jobs: before.jobs + 2 })
})

test.each([
  ['payment_intent', { id: 'pi_7', object: 'payment_intent' }, { intentId: 'pi_7', checkoutId: null }],
  ['charge', { id: 'ch_7', object: 'charge', payment_intent: 'pi_7' }, { intentId: 'pi_7', refundId: null }],
  ['refund', { id: 're_7', object: 'refund', payment_intent: 'pi_7' }, { intentId: 'pi_7', refundId: 're_7' }],
  ['dispute', { id: 'dp_7', object: 'dispute', payment_intent: { id: 'pi_7' } }, { intentId: 'pi_7' }],
])('of a %s it is known what to ask for', async (_kind, object, known) => {
  const { accountId, secret } = await anAccount()
  const payload = anEvent({ data: { object: { ...object, metadata: { attempt_id: 'not one of ours' } } } })
  expect((await send({ accountId, payload, secret })).status).toBe(200)
  const { rows } = await app.database.pool.query('select data from pgboss.job where group_id = $1', [accountId])
  expect(rows).toMatchObject([{ data: { ...known, attemptId: null, paymentId: null } }])
})

test('what is about nothing of ours is answered and forgotten', async () => {
  const { accountId, secret } = await anAccount()
  const before = await kept()
  const payload = anEvent({ type: 'account.updated', data: { object: { id: 'acct_1', object: 'account' } } })
  expect((await send({ accountId, payload, secret })).status).toBe(200)
  expect(await kept()).toEqual(before)
})

describe('nothing is done, and nobody learns why, for an event', () => {
  const problem = {
    type: '/problems/invalid-request',
    title: 'The request has members that cannot be used',
    status: 400,
    detail: 'It is not signed for this address, or was signed too long ago.',
    error: {
      message:
        'The request has members that cannot be used: It is not signed for this address, or was signed too long ago.',
    },
  }
  test.each<[string, (real: Sent, foreign: Sent) => Sent]>([
    ['without a signature', (real) => ({ ...real, signature: null })],
    ['with a signature that is none', (real) => ({ ...real, signature: 't=1,v1=abc' })],
    ['with half a signature', (real) => ({ ...real, signature: 'v1=abc' })],
    ['signed with another secret', (real) => ({ ...real, secret: 'whsec_other' })],
    ['signed for another account', (real, foreign) => ({ ...real, secret: foreign.secret })],
    ['signed more than five minutes ago', (real) => ({ ...real, secondsAgo: 302 })],
    ['of an account that there is not', (real) => ({ ...real, accountId: randomUUID() })],
    [
      'that was changed on its way',
      (real) => {
        const timestamp = Math.floor(app.clock.now().getTime() / 1000)
        const { payload, secret } = real
        const signature = webhooks.generateTestHeaderString({ payload, secret, timestamp })
        return { ...real, payload: payload.replace('completed', 'expired'), signature }
      },
    ],
    ['that is empty', (real) => ({ ...real, payload: '' })],
  ])('%s', async (_what, change) => {
    const [account, other] = [await anAccount(), await anAccount()]
    const real = { accountId: account.accountId, secret: account.secret, payload: anEvent() }
    const before = await kept()
    const { status, body } = await send(change(real, { ...real, secret: other.secret }))
    expect([status, body]).toEqual([400, problem])
    expect(await kept()).toEqual(before)
  })

  test('of an account that was deleted', async () => {
    const { accountId, secret, token } = await anAccount()
    await app.call('DELETE', `/v1/payment-accounts/${accountId}`, { token })
    expect(await send({ accountId, secret, payload: anEvent() })).toMatchObject({ status: 400, body: problem })
  })

  test('that is larger than any of Stripe', async () => {
    const { accountId, secret } = await anAccount()
    const before = await kept()
    const payload = anEvent({ filling: 'x'.repeat(257 * 1024) })
    expect((await send({ accountId, payload, secret })).status).toBe(413)
    expect(await kept()).toEqual(before)
  })

  test('at an address that is none', async () => {
    const { secret } = await anAccount()
    expect((await send({ accountId: 'account', payload: anEvent(), secret })).status).toBe(404)
  })
})

test('five minutes are granted, and a secret is never logged', async () => {
  const { accountId, secret } = await anAccount()
  expect((await send({ accountId, payload: anEvent(), secret, secondsAgo: 290 })).status).toBe(200)
  await send({ accountId, payload: anEvent(), secret: 'whsec_other' })
  const logged = app.logged.join('\n')
  expect(logged).toContain('"code":"payment-notice-refused"')
  expect(logged).not.toMatch(/whsec_|v1=[0-9a-f]{64}/)
})

test('is limited for each address like other open routes', async () => {
  const few = await startTestApp({ STRIPE_API_URL: stripe.url, RATE_LIMIT_PER_MINUTE: '3' }, app)
  const ask = () => few.http.inject({ method: 'POST', url: `/v1/stripe/webhook/${randomUUID()}`, payload: '{}' })
  const statuses = [await ask(), await ask(), await ask(), await ask()].map(({ statusCode }) => statusCode)
  await few.close()
  expect(statuses).toEqual([400, 400, 400, 429])
})

test('what has come is forgotten when it cannot come again', async () => {
  const { accountId, secret } = await anAccount()
  const payload = anEvent()
  await send({ accountId, payload, secret })
  const count = async () =>
    (await app.database.pool.query('select from payment_notices where account_id = $1', [accountId])).rowCount
  app.clock.advance(34 * 86_400_000)
  await app.paymentNotices.forgetOld()
  expect(await count()).toBe(1)
  app.clock.advance(2 * 86_400_000)
  await app.paymentNotices.forgetOld()
  expect(await count()).toBe(0)
})
