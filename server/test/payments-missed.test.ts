import { randomUUID } from 'node:crypto'
import type { Payment, PaymentAccount } from '@anteroom/contract/api/payments'
import { beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { systemClock } from '../src/ground/clock.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { libraryAt, newKey } from './support/stripe.ts'

// What Stripe has told of and nobody here has heard: its webhooks are lost for good.

// Its time goes on with that of the app.
const time = { now: () => new Date() }
const stripe = await startStripeStandIn({ retriesMs: [], clock: { ...systemClock, now: () => time.now() } })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
time.now = () => app.clock.now()
const key = newKey()
let accountId = ''

beforeAll(async () => {
  const body = { name: 'Practice', secret_key: key }
  accountId = (await app.call<PaymentAccount>('POST', '/v1/payment-accounts', { body })).body.account_id
  stripe.control.changePost({ lose: 'all' })
  return stripe.stop
})

async function paid() {
  const fee = JSON.stringify({ amount: 5000, currency: 'AUD' })
  const { participants } = await app.book({ participants: [{ display_name: 'Ana', role: 'guest', fee }] })
  const [ana] = participants
  if (!ana) throw new Error('nobody is expected')
  const page = await openPage(app.url, ana.entry_url)
  const paymentId = page.view().payments?.[0]?.paymentId
  const answer = (await page.ask('payment:open', { paymentId })) as unknown as { url: string }
  stripe.control.pay(/cs_[A-Za-z0-9_]+/.exec(answer.url)?.[0] ?? '')
  await page.ask('payment:check', { paymentId })
  const read = async () => (await app.call<Payment>('GET', `/v1/participants/${ana.participant_id}/payment`)).body
  const { stripe_payment } = await read()
  return { page, read, intent: String(stripe_payment) }
}

const askForMissed = () => app.paymentNotices.askForMissed(new AbortController().signal)
const lists = () => stripe.control.calls().filter(({ path }) => path.startsWith('/v1/events')).length

test('what was given back at Stripe itself, and a dispute, are learned by asking', async () => {
  const [one, other] = [await paid(), await paid()]
  await libraryAt(stripe, key).refunds.create({ payment_intent: one.intent, amount: 2000 })
  const dispute = stripe.control.dispute(other.intent)
  app.clock.advance(16 * 60_000)
  await askForMissed()
  await expect.poll(one.read).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
  await expect.poll(other.read).toMatchObject({ state: 'disputed' })
  await one.page.until(({ payments }) => payments?.[0]?.state === 'partly-refunded')
  stripe.control.closeDispute(dispute, 'won')
  app.clock.advance(16 * 60_000)
  await askForMissed()
  await expect.poll(other.read).toMatchObject({ state: 'paid' })
})

test('an account is asked by one process in a while, and nothing is looked into twice', async () => {
  app.clock.advance(16 * 60_000)
  await askForMissed()
  const { rows: before } = await app.database.pool.query('select count(*)::int as count from payment_notices')
  const asked = lists()
  await Promise.all([askForMissed(), askForMissed()])
  expect(lists()).toBe(asked)
  app.clock.advance(16 * 60_000)
  await Promise.all([askForMissed(), askForMissed()])
  expect(lists()).toBe(asked + 1)
  const { rows: after } = await app.database.pool.query('select count(*)::int as count from payment_notices')
  expect(after).toEqual(before)
})

test('as long as Stripe does not answer, what it told meanwhile is not taken for read', async () => {
  const { read, intent } = await paid()
  await libraryAt(stripe, key).refunds.create({ payment_intent: intent })
  stripe.control.disturb({ path: '/v1/events', answer: 500, times: 3 })
  app.clock.advance(16 * 60_000)
  await askForMissed()
  expect((await read()).state).toBe('paid')
  stripe.control.calm()
  stripe.control.changePost({ lose: 'all' })
  app.clock.advance(16 * 60_000)
  await askForMissed()
  await expect.poll(read).toMatchObject({ state: 'refunded' })
})

test('an account that was taken away is not asked', async () => {
  const team = await app.makeTeam(`t${randomUUID().slice(0, 8)}`)
  const body = { name: 'Gone', secret_key: newKey() }
  const { account_id } = (await app.call<PaymentAccount>('POST', '/v1/payment-accounts', { token: team.token, body }))
    .body
  expect(account_id).not.toBe(accountId)
  await app.call('DELETE', `/v1/payment-accounts/${account_id}`, { token: team.token })
  const asked = lists()
  app.clock.advance(16 * 60_000)
  await askForMissed()
  expect(lists()).toBe(asked + 1)
})
