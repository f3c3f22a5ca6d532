import { afterEach, beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'
import { idOf, libraryAt } from './support/stripe.ts'

// What was taken and should not have been goes back at once, and everybody whom it concerns learns of it.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
const { aPayer, opened, pay, payTwice, pursue } = createPayers({ app, stripe })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const mistaken = [{ amount: 5000, currency: 'aud' }]

test('what was paid twice is told to who has paid, to hosts, to the API and to those who are told of events', async () => {
  const payer = await aPayer()
  const { page, host, read, events, key } = payer
  const { back } = await payTwice(payer)
  await back()
  await expect.poll(events).toEqual(['payment:paid', 'payment:refunded'])
  expect(await read()).toMatchObject({ state: 'paid', amount: 5000, refunded: 0, given_back: mistaken })
  expect(stripe.totals(key)).toMatchObject({ captured: 10_000, refunded: 5000 })
  const { payments } = await page.until((view) => view.payments?.[0]?.givenBack !== undefined)
  expect(payments).toMatchObject([{ state: 'paid', givenBack: mistaken }])
  const hosts = await openPage(app.url, host.entry_url)
  await hosts.ask('visit:enter')
  await page.ask('visit:enter')
  const { waiting } = await hosts.until((view) => view.waiting.length === 1)
  expect(waiting[0]?.payments).toMatchObject([{ state: 'paid', givenBack: mistaken }])
})

test('what was paid for a fee that was taken away meanwhile is told as well', async () => {
  const { page, ana, call, events, key } = await aPayer()
  stripe.control.changePost({ lose: 'all' })
  const checkout = await opened(page)
  const paymentId = page.view().payments?.[0]?.paymentId
  stripe.control.pay(checkout)
  await call('PUT', `/v1/participants/${ana.participant_id}`, { fee: null })
  await page.ask('payment:check', { paymentId })
  await pursue()
  await expect.poll(events).toEqual(['payment:refunded'])
  const { payments } = await page.until((view) => view.payments?.[0]?.givenBack !== undefined)
  expect(payments).toMatchObject([{ state: 'withdrawn', givenBack: mistaken }])
  expect(page.view().phase.name).toBe('precall')
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 5000 })
})

test('a refund that a host or the API asked for is not taken for it', async () => {
  const { page, read, post } = await aPayer()
  await pay(page)
  await post('refund', { amount: 2000 })
  expect(await read()).toMatchObject({ state: 'partly-refunded', refunded: 2000, given_back: [] })
  expect(page.view().payments?.[0]?.givenBack).toBeUndefined()
})

test('where a part of it went back at Stripe itself, what is left goes back', async () => {
  const payer = await aPayer()
  const { read, key, events } = payer
  // The first page counts, as it is asked about first.
  const { second, back } = await payTwice(payer)
  const library = libraryAt(stripe, key)
  const { payment_intent } = await library.checkout.sessions.retrieve(second)
  await library.refunds.create({ payment_intent: idOf(payment_intent), amount: 2000 })
  await back()
  await expect.poll(events).toEqual(['payment:paid', 'payment:refunded'])
  expect(await read()).toMatchObject({ state: 'paid', refunded: 0, given_back: mistaken })
  const { data } = await library.refunds.list({ payment_intent: idOf(payment_intent) })
  expect(data.map(({ amount }) => amount).sort()).toEqual([2000, 3000])
  const { rows } = await app.database.pool.query(
    "select payment_attempts.state, look_at from payment_attempts join payments using (payment_id) where kind = 'refund' and participant_id = $1",
    [payer.ana.participant_id],
  )
  expect(rows).toEqual([{ state: 'done', look_at: null }])
})

test('a refund that Stripe refuses because a part went back there is right the next time', async () => {
  const { page, read, post, key } = await aPayer()
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  await libraryAt(stripe, key).refunds.create({ payment_intent: String((await read()).stripe_payment), amount: 2000 })
  expect((await post('refund', {})).status).toBe(422)
  expect(await read()).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
  expect((await post('refund', {})).body).toMatchObject({ state: 'refunded', refunded: 5000 })
})
