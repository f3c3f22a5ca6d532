import { afterEach, beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { systemClock } from '../src/ground/clock.ts'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'
import { libraryAt } from './support/stripe.ts'

// A bank has asked the owner of a card, and nobody answers.

// Its time goes on with that of the app.
const time = { now: () => new Date() }
const stripe = await startStripeStandIn({ retriesMs: [], clock: { ...systemClock, now: () => time.now() } })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
time.now = () => app.clock.now()
const { aPayer, pay, pursue } = createPayers({ app, stripe })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const hour = 3_600_000

/** With a card whose bank asks for every charge, and has just asked. */
async function asked() {
  const payer = await aPayer({ collect: 'card' })
  await pay(payer.page, '4000002760003184')
  const { body } = await payer.post('charge', { amount: 8000 })
  expect(body.state).toBe('needs-action')
  const intent = /pi_[A-Za-z0-9]+/.exec(body.action_url ?? '')?.[0] ?? ''
  const statusAtStripe = async () => (await libraryAt(stripe, payer.key).paymentIntents.retrieve(intent)).status
  return { ...payer, intent, statusAtStripe, paymentId: body.payment_id }
}

test('after a day it is cancelled at Stripe, and the card may be charged again', async () => {
  const { read, post, events, statusAtStripe, paymentId } = await asked()
  app.clock.advance(23 * hour)
  await pursue()
  expect(await read()).toMatchObject({ state: 'needs-action' })
  app.clock.advance(2 * hour)
  await pursue()
  expect(await statusAtStripe()).toBe('canceled')
  expect(await read()).toMatchObject({ state: 'failed', trouble: 'unanswered', action_url: null })
  expect(await events()).toEqual(['payment:failed'])
  const { rows } = await app.database.pool.query(
    "select details->>'trouble' as trouble from audit_log where target = $1 and action = 'payment.failed'",
    [paymentId],
  )
  expect(rows).toEqual([{ trouble: 'unanswered' }])
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'needs-action', trouble: null })
})

test('the API gives it up before', async () => {
  const { read, post, statusAtStripe } = await asked()
  expect(await post('cancel', {})).toMatchObject({ status: 200, body: { state: 'failed', trouble: 'unanswered' } })
  expect(await statusAtStripe()).toBe('canceled')
  expect((await read()).state).toBe('failed')
  expect(await post('cancel', {})).toMatchObject({ status: 409, body: { type: '/problems/wrong-phase' } })
})

test('a host gives it up, and reads why nothing was charged', async () => {
  const { page, host } = await asked()
  const hosts = await openPage(app.url, host.entry_url)
  await hosts.ask('visit:enter')
  await page.ask('visit:enter')
  const { waiting } = await hosts.until((view) => view.waiting.length === 1)
  await hosts.ask('door:let-in', { visitId: waiting[0]?.visitId })
  await page.until(inPhase('in-call'))
  const { people } = await hosts.until((view) => view.people[0]?.payments?.[0]?.state === 'needs-action')
  const paymentId = people[0]?.payments?.[0]?.paymentId
  expect(await page.ask('payment:withdraw', { paymentId })).toMatchObject({ ok: false })
  expect(await hosts.ask('payment:withdraw', { paymentId })).toEqual({ ok: true })
  await hosts.until((view) => view.people[0]?.payments?.[0]?.trouble === 'unanswered')
  await page.until(({ payments }) => payments?.[0]?.state === 'failed' && payments[0].trouble === 'unanswered')
})

test('who has agreed at the last moment has paid', async () => {
  const { read, post, intent, key } = await asked()
  stripe.control.changePost({ lose: 'all' })
  stripe.control.answerBank(intent, true)
  expect((await post('cancel', {})).body).toMatchObject({ state: 'paid', amount: 8000 })
  expect((await read()).state).toBe('paid')
  expect(stripe.totals(key)).toMatchObject({ captured: 8000, refunded: 0 })
  expect((await post('cancel', {})).body.type).toBe('/problems/wrong-phase')
})

test('what Stripe has not answered is given up later', async () => {
  const { read, post, intent } = await asked()
  stripe.control.changePost({ lose: 'all' })
  // However often it is asked: the job asks as well, which finds it due at that moment.
  stripe.control.disturb({ path: `/v1/payment_intents/${intent}/cancel`, answer: 'drop', when: 'after' })
  expect((await post('cancel', {})).body).toMatchObject({ state: 'needs-action' })
  stripe.control.calm()
  app.clock.advance(hour)
  await pursue()
  expect(await read()).toMatchObject({ state: 'failed', trouble: 'unanswered' })
})

test('an amount that was asked for is taken back by the API, and a fee that is owed is not', async () => {
  const { post, read } = await aPayer()
  const { body } = await post('request', { amount: 3000, currency: 'aud' })
  expect((await post('cancel', { payment_id: body.payment_id })).body).toMatchObject({ state: 'withdrawn' })
  expect((await post('cancel', {})).body.type).toBe('/problems/wrong-phase')
  expect((await read()).state).toBe('owed')
  const other = await aPayer()
  expect((await other.post('cancel', { payment_id: body.payment_id })).status).toBe(404)
})
