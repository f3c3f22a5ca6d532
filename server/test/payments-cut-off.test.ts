import { randomUUID } from 'node:crypto'
import type { Payment, PaymentAccount } from '@anteroom/contract/api/payments'
import { beforeAll, expect, test, vi } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { startForwarder } from './support/forwarder.ts'
import { openPage } from './support/page.ts'
import { newKey, slowly } from './support/stripe.ts'

// The connections to the database end again and again while somebody pays, is charged and gets their money back: whoever is told
// that it was not done asks once more, and in the end everything was done once.

const stripe = await startStripeStandIn({ retriesMs: Array(200).fill(50) })
const outside = await startForwarder()
const app = await startTestApp({ STRIPE_API_URL: stripe.url, PUBLIC_URL: outside.url })
outside.to(app.url)
const key = newKey()

beforeAll(async () => {
  const body = { name: 'Practice', secret_key: key }
  expect((await app.call<PaymentAccount>('POST', '/v1/payment-accounts', { body })).status).toBe(200)
  return stripe.stop
})

/** Ends all connections but the one that says so. */
async function cut(): Promise<number> {
  const { rowCount } = await app.database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  return rowCount ?? 0
}

/** Does something while connections end, in whatever place of it they do. */
async function cutDuring<Answer>(work: () => Promise<Answer>) {
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  // Of what it says nothing is expected: it may be told that it was not done.
  working.catch(() => undefined)
  let ended = 0
  while (!isDone) ended += await cut().catch(() => 0)
  expect(ended).toBeGreaterThan(0)
}

async function aGuest(collect: string) {
  const fee = JSON.stringify({ amount: 5000, currency: 'aud', collect })
  const { participants } = await app.book({ participants: [{ role: 'guest', display_name: 'Ana', fee }] })
  const [ana] = participants
  if (!ana) throw new Error('there is one')
  const page = await openPage(app.url, ana.entry_url)
  const paymentId = page.view().payments?.[0]?.paymentId ?? ''
  const path = `/v1/participants/${ana.participant_id}/payment`
  const until = <Answer>(ask: () => Promise<Answer>, wanted: object) =>
    vi.waitFor(async () => {
      const answer = await ask()
      expect(answer).toMatchObject(wanted)
      return answer
    }, slowly)
  const press = () => page.ask('payment:open', { paymentId })
  return {
    page,
    press,
    check: () => page.ask('payment:check', { paymentId }),
    until,
    opened: async () => {
      const { url } = (await until(press, { ok: true })) as unknown as { url: string }
      return /cs_\w+/.exec(url)?.[0] ?? ''
    },
    read: async () => (await app.call<Payment>('GET', path)).body,
    /** As a client repeats it: with the same key. */
    post(what: string, body: object) {
      const headers = { 'idempotency-key': randomUUID() }
      return () => app.call<Payment>('POST', `${path}/${what}`, { body, headers })
    },
    async later() {
      app.clock.advance(120_000)
      await app.payments.pursueDue(new AbortController().signal)
    },
    held: () => stripe.totals(key).byPayment[paymentId],
  }
}

test('while somebody pays, and while it is given back', async () => {
  const guest = await aGuest('before')
  await cutDuring(guest.press)
  const checkout = await guest.opened()
  expect(await guest.opened()).toBe(checkout)
  await cutDuring(async () => {
    stripe.control.pay(checkout)
    await guest.check()
  })
  await guest.until(guest.check, { ok: true })
  await guest.page.until(({ phase }) => phase.name === 'precall')
  const refund = guest.post('refund', { amount: 2000 })
  await cutDuring(refund)
  await guest.until(refund, { status: 200 })
  await guest.later()
  expect(await guest.read()).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
  expect(guest.held()).toMatchObject({ succeeded: 1, captured: 5000, refunded: 2000 })
})

test('while a card is charged', async () => {
  const guest = await aGuest('card')
  stripe.control.pay(await guest.opened())
  await guest.until(guest.check, { ok: true })
  await guest.page.until(({ phase }) => phase.name === 'precall')
  const charge = guest.post('charge', { amount: 8000 })
  await cutDuring(charge)
  await guest.until(charge, { status: 200 })
  await guest.later()
  expect(await guest.read()).toMatchObject({ state: 'paid', amount: 8000 })
  expect(guest.held()).toMatchObject({ succeeded: 1, captured: 8000, refunded: 0 })
})

test('while the provider tells of it', async () => {
  const guest = await aGuest('before')
  const checkout = await guest.opened()
  const before = stripe.control.deliveries().length
  stripe.control.pay(checkout)
  const isTaken = () =>
    stripe.control
      .deliveries()
      .slice(before)
      .some(({ status }) => status === 200)
  for (let times = 0; times < 20 && !isTaken(); times += 1) await cut().catch(() => 0)
  // It is sent until it was taken, and looked into as often as that fails.
  await guest.page.until(({ phase }) => phase.name === 'precall', 'it is paid')
  expect(guest.held()).toMatchObject({ succeeded: 1, captured: 5000, refunded: 0 })
})
