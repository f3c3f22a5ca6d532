import { beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { createPayers } from './support/payer.ts'

// A machine sleeps for longer than Stripe remembers a key, between an answer that was lost and the next try.

const first = await startTestApp()
const { clock, database, team } = first
const stripe = await startStripeStandIn({ clock, retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url }, { database, clock, team })

beforeAll(() => async () => {
  await app.close()
  await stripe.stop()
})

const { aPayer, pay } = createPayers({ app, stripe })

/** What is asked for there is done, its answer is lost, and before it is asked for again more than a day has passed. */
async function asleepAfter<Answer>(path: string, ask: () => Promise<Answer>): Promise<Answer> {
  const heard = () => stripe.control.calls().filter((call) => call.method === 'POST' && call.path === path)
  const before = heard().length
  stripe.control.disturb({ path, method: 'POST', answer: 'drop', when: 'after', times: 1 })
  const asking = ask()
  await expect.poll(() => heard().length, { interval: 5 }).toBe(before + 1)
  clock.advance(26 * 3_600_000)
  return asking
}

test('a card that was charged before a machine slept is not charged again', async () => {
  const { page, key, read, post } = await aPayer({ collect: 'card' })
  await pay(page)
  await asleepAfter('/v1/payment_intents', () => post('charge', { amount: 8000 }))
  expect(await read()).toMatchObject({ state: 'paid', amount: 8000 })
  expect(stripe.totals(key)).toMatchObject({ captured: 8000 })
})

test('what was given back before a machine slept is not given back again', async () => {
  const { page, key, read, post } = await aPayer()
  await pay(page)
  await asleepAfter('/v1/refunds', () => post('refund', { amount: 2000 }))
  expect(await read()).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 2000 })
})
