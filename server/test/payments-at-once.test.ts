import { afterEach, beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { createPayers } from './support/payer.ts'
import { slowly } from './support/stripe.ts'

// Two things happen to one payment at the same moment.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const { aPayer, opened, pay, pursue } = createPayers({ app, stripe })
type Payer = Awaited<ReturnType<typeof aPayer>>

const changeFee = ({ call, ana }: Payer, amount: number) =>
  call('PUT', `/v1/participants/${ana.participant_id}`, { fee: JSON.stringify({ amount, currency: 'AUD' }) })
const check = ({ page }: Payer) => page.ask('payment:check', { paymentId: page.view().payments?.[0]?.paymentId })

/** The next call like that reaches Stripe, and is not done before it is let go. */
async function hold(method: string, path: string, begin: () => unknown) {
  const over = Promise.withResolvers<void>()
  stripe.control.disturb({ method, path, until: over.promise, answer: 'drop', when: 'before', times: 1 })
  const known = stripe.control.calls().length
  const begun = begin()
  const isThere = () =>
    stripe.control
      .calls()
      .slice(known)
      .some((call) => call.method === method && call.path.startsWith(path))
  await expect.poll(isThere, slowly).toBe(true)
  return async () => {
    over.resolve()
    await begun
  }
}

/** The door opens for the other amount, and an hour later nothing is left to do. */
async function payWhatIsAsked(payer: Payer) {
  const { page, read } = payer
  stripe.control.pay(await opened(page))
  expect(await check(payer)).toEqual({ ok: true })
  await page.until(({ phase }) => phase.name === 'precall')
  app.clock.advance(3_600_000)
  await pursue()
  expect(await read()).toMatchObject({ state: 'paid', amount: 7000, refunded: 0 })
}

test('who pays on a page while it is being closed gets that back, and pays what is asked for now', async () => {
  const payer = await aPayer()
  const { page, key, read } = payer
  stripe.control.changePost({ lose: 'all' })
  const before = await opened(page)
  expect((await changeFee(payer, 7000)).status).toBe(200)
  const letGo = await hold('POST', `/v1/checkout/sessions/${before}/expire`, pursue)
  stripe.control.pay(before)
  await letGo()
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 5000 })
  expect(await read()).toMatchObject({ state: 'owed', amount: 7000 })
  await payWhatIsAsked(payer)
  expect(stripe.totals(key)).toMatchObject({ captured: 12_000, refunded: 5000 })
  expect(await read()).toMatchObject({ given_back: [{ amount: 5000, currency: 'aud' }] })
})

test('whose bank asks about a page that is closed meanwhile is charged nothing, and pays what is asked for now', async () => {
  const payer = await aPayer()
  const { page, key } = payer
  stripe.control.changePost({ lose: 'all' })
  const before = await opened(page)
  expect(stripe.control.pay(before, '4000002500003155').is).toBe('asks')
  expect((await changeFee(payer, 7000)).status).toBe(200)
  await pursue()
  expect(() => stripe.control.answerBank(before, true)).toThrow('nobody is asked')
  await payWhatIsAsked(payer)
  expect(stripe.totals(key)).toMatchObject({ captured: 7000, refunded: 0 })
})

test('who pays the moment before a fee is taken away goes in, and gets it back', async () => {
  const payer = await aPayer()
  const { page, key, call, ana, read } = payer
  stripe.control.changePost({ lose: 'all' })
  const before = await opened(page)
  expect((await call('PUT', `/v1/participants/${ana.participant_id}`, { fee: null })).status).toBe(200)
  await page.until(({ phase }) => phase.name === 'precall')
  const letGo = await hold('POST', `/v1/checkout/sessions/${before}/expire`, pursue)
  stripe.control.pay(before)
  await letGo()
  expect(page.view().phase.name).toBe('precall')
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 5000 })
  expect(await read()).toMatchObject({ state: 'withdrawn', given_back: [{ amount: 5000, currency: 'aud' }] })
})

test('of a charge that is under way nothing is given back before it is known, and then as much as was asked for', async () => {
  const { page, key, read, post, events } = await aPayer({ collect: 'card' })
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  const refund = () => post('refund', { amount: 3000 })
  const letGo = await hold('POST', '/v1/payment_intents', () => post('charge', { amount: 8000 }))
  expect(await refund()).toMatchObject({ status: 409, body: { type: '/problems/wrong-phase' } })
  await letGo()
  expect(await read()).toMatchObject({ state: 'paid', amount: 8000, refunded: 0 })
  expect(await refund()).toMatchObject({ status: 200, body: { state: 'partly-refunded', refunded: 3000 } })
  expect(stripe.totals(key)).toMatchObject({ captured: 8000, refunded: 3000 })
  expect(await events()).toEqual(['payment:paid', 'payment:refunded'])
})

test('of a charge about which a bank asks nothing is given back, and what is agreed to is all there', async () => {
  const { page, key, read, post } = await aPayer({ collect: 'card' })
  await pay(page, '4000002760003184')
  stripe.control.changePost({ lose: 'all' })
  const { body } = await post('charge', { amount: 8000 })
  expect(body.state).toBe('needs-action')
  expect((await post('refund', {})).status).toBe(409)
  stripe.control.answerBank(/pi_[A-Za-z0-9]+/.exec(body.action_url ?? '')?.[0] ?? '', true)
  app.clock.advance(120_000)
  await pursue()
  expect(await read()).toMatchObject({ state: 'paid', refunded: 0 })
  expect(stripe.totals(key)).toMatchObject({ captured: 8000, refunded: 0 })
})

test('what is asked for while another refund is under way is given back besides, and never more than there is', async () => {
  const { page, key, read, post } = await aPayer()
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  const letGo = await hold('POST', '/v1/refunds', () => post('refund', { amount: 3000 }))
  expect(await post('refund', { amount: 3000 })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/amount', message: expect.stringContaining('at most 2000') }] },
  })
  expect((await post('refund', {})).status).toBe(200)
  expect((await post('refund', {})).status).toBe(409)
  await letGo()
  expect(await read()).toMatchObject({ state: 'refunded', refunded: 5000 })
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 5000 })
})
