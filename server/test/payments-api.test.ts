import type { Payment, PaymentAccount } from '@anteroom/contract/api/payments'
import { expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { newKey } from './support/stripe.ts'

const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
const key = newKey()
const account = await app.call<PaymentAccount>('POST', '/v1/payment-accounts', {
  body: { name: 'Practice', secret_key: key },
})

const fee = (change: object = {}) =>
  JSON.stringify({ amount: 5000, currency: 'AUD', description: 'Consultation', ...change })

async function aGuest(asked: string | null) {
  const participants = [{ role: 'host' }, { role: 'guest', display_name: 'Ana', ...(asked ? { fee: asked } : {}) }]
  const session = await app.book({ participants })
  const [, guest] = session.participants
  const path = `/v1/participants/${guest?.participant_id}/payment`
  const read = async () => (await app.call<Payment>('GET', path)).body
  const post = (what: string, body: object, repeat?: string) =>
    app.call<Payment & { type?: string; detail?: string }>('POST', `${path}/${what}`, {
      body,
      headers: repeat ? { 'idempotency-key': `${path} ${repeat}` } : {},
    })
  /** Pays on the page at Stripe that the room leads to. */
  async function pay(card?: string) {
    const page = await openPage(app.url, guest?.entry_url ?? '')
    const { payment_id: paymentId } = await read()
    const opened = (await page.ask('payment:open', { paymentId })) as { url?: string }
    const [checkout = ''] = /cs_\w+/.exec(opened.url ?? '') ?? []
    const outcome = stripe.control.pay(checkout, card)
    if (outcome.is === 'asks') stripe.control.answerBank(checkout, true)
    expect(await page.ask('payment:check', { paymentId })).toEqual({ ok: true })
    return paymentId
  }
  const ofStripe = async () => stripe.totals(key).byPayment[(await read()).payment_id]
  return { session, guest, path, read, post, pay, ofStripe }
}

test('a fee is owed, paid, and given back in part and whole; a request that comes again gives nothing back twice', async () => {
  const { read, post, pay, ofStripe } = await aGuest(fee())
  expect(await read()).toMatchObject({
    state: 'owed',
    amount: 5000,
    currency: 'aud',
    account_id: account.body.account_id,
    collectable: true,
    test: true,
  })
  expect((await post('refund', {})).body.type).toBe('/problems/wrong-phase')
  await pay()
  expect(await read()).toMatchObject({
    state: 'paid',
    card: { brand: 'visa', last4: '4242' },
    stripe_payment: expect.stringMatching(/^pi_/),
    paid: expect.any(String),
  })
  expect((await post('refund', { amount: 5001 })).body).toMatchObject({ type: '/problems/invalid-request' })
  const first = await post('refund', { amount: 2000 }, 'part')
  expect([first.status, first.body.state, first.body.refunded]).toEqual([200, 'partly-refunded', 2000])
  const again = await post('refund', { amount: 2000 }, 'part')
  expect([again.status, again.headers['idempotent-replayed'], again.body.payment_id]).toEqual([
    200,
    'true',
    first.body.payment_id,
  ])
  expect(await ofStripe()).toMatchObject({ captured: 5000, refunded: 2000 })
  expect((await post('refund', {})).body).toMatchObject({ state: 'refunded', refunded: 5000 })
  expect((await post('refund', {})).body.type).toBe('/problems/wrong-phase')
  expect(await ofStripe()).toMatchObject({ captured: 5000, refunded: 5000 })
})

test('a refund that two ask for at once with one key is made once', async () => {
  const { post, pay, ofStripe } = await aGuest(fee())
  await pay()
  const both = await Promise.all([post('refund', { amount: 1000 }, 'once'), post('refund', { amount: 1000 }, 'once')])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await ofStripe()).toMatchObject({ refunded: 1000 })
})

test('a card that was left is charged once, whoever asks how often', async () => {
  const { read, post, pay, ofStripe } = await aGuest(fee({ collect: 'card' }))
  expect((await post('charge', { amount: 8000 })).body.type).toBe('/problems/wrong-phase')
  await pay()
  expect(await read()).toMatchObject({ state: 'card-kept', card: { last4: '4242' }, paid: null })
  expect((await post('charge', { amount: 1 })).body.type).toBe('/problems/invalid-request')
  const charged = await post('charge', { amount: 8000, description: '40 minutes' }, 'charge')
  expect(charged.body).toMatchObject({ state: 'paid', amount: 8000, description: '40 minutes' })
  expect((await post('charge', { amount: 8000, description: '40 minutes' }, 'charge')).status).toBe(200)
  expect((await post('charge', { amount: 8000 })).body.type).toBe('/problems/fee-paid')
  expect(await ofStripe()).toEqual({ intents: 1, succeeded: 1, captured: 8000, refunded: 0 })
})

test('a charge names one of the payments of the participant, or their fee', async () => {
  const { read, post, pay } = await aGuest(fee({ collect: 'card' }))
  const paymentId = await pay()
  const other = await aGuest(fee({ collect: 'card' }))
  const charge = (payment_id: string) => post('charge', { amount: 800, payment_id })
  expect((await charge(await other.pay())).status).toBe(404)
  expect((await other.read()).state).toBe('card-kept')
  const request = await post('request', { amount: 3000, currency: 'aud' })
  expect((await charge(request.body.payment_id)).body.type).toBe('/problems/wrong-phase')
  expect((await read()).state).toBe('card-kept')
  expect((await charge(paymentId)).body).toMatchObject({ payment_id: paymentId, state: 'paid', amount: 800 })
})

test('a bank that wants to hear from the owner of a card has a page, which the practice can pass on', async () => {
  const { read, post, pay } = await aGuest(fee({ collect: 'card' }))
  await pay('4000002760003184')
  const { body } = await post('charge', { amount: 8000 })
  expect(body).toMatchObject({ state: 'needs-action', action_url: expect.stringMatching(/^http/) })
  expect((await read()).action_url).toBe(body.action_url)
})

test('a charge that is declined says so', async () => {
  const { post, pay } = await aGuest(fee({ collect: 'card' }))
  await pay('4000000000000341')
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'failed', trouble: 'declined' })
})

test('a participant without a fee is asked for an amount, once for each request', async () => {
  const { post, read, path, guest } = await aGuest(null)
  expect((await app.call('GET', path)).status).toBe(404)
  const asked = { amount: 3000, currency: 'AUD', description: ' Certificate ' }
  const first = await post('request', asked, 'ask')
  expect(first.body).toMatchObject({ reason: 'request', state: 'owed', amount: 3000, description: 'Certificate' })
  expect(await read()).toEqual(first.body)
  expect((await post('request', asked, 'ask')).body).toEqual(first.body)
  const { body } = await app.call<{ content: Payment[] }>('GET', `/v1/payments?participant_id=${guest?.participant_id}`)
  expect(body.content).toHaveLength(1)
  expect((await post('request', { amount: 1, currency: 'aud' })).body.type).toBe('/problems/invalid-request')
  expect((await post('request', { amount: 100, currency: 'xyz' })).body.type).toBe('/problems/invalid-request')
})

test('somebody who was removed is asked for nothing', async () => {
  const { post, guest } = await aGuest(null)
  await app.call('DELETE', `/v1/participants/${guest?.participant_id}`)
  expect((await post('request', { amount: 3000, currency: 'aud' })).status).toBe(404)
})

test('a team without an account can ask for nothing', async () => {
  const { token } = await app.makeTeam('poor')
  const session = await app.book({ participants: [{ role: 'guest' }] }, token)
  const path = `/v1/participants/${session.participants[0]?.participant_id}/payment/request`
  const { status, body } = await app.call('POST', path, { token, body: { amount: 3000, currency: 'aud' } })
  expect([status, body.type]).toEqual([409, '/problems/not-collectable'])
})

test('that a refund was asked for is in the audit log, with who did it', async () => {
  const { post, pay } = await aGuest(fee())
  const paymentId = await pay()
  await post('refund', { amount: 500 })
  const { rows } = await app.database.pool.query(
    "select client_id, details from audit_log where target = $1 and action = 'payment.start-refund'",
    [paymentId],
  )
  expect(rows).toEqual([{ client_id: app.team.clientId, details: expect.objectContaining({ amount: 500 }) }])
})
