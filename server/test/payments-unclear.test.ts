import { afterEach, beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'

// What is not known for certain is not taken for what did not happen, and keeps nobody else waiting.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const { aPayer, opened, pay, payTwice, pursue } = createPayers({ app, stripe })

test('a charge whose answer was lost is under way still when the key is refused, and nobody charges again', async () => {
  const { page, key, read, post } = await aPayer({ collect: 'card' })
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  stripe.control.disturb({ path: '/v1/payment_intents', method: 'POST', answer: 'drop', when: 'after', times: 3 })
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'charging' })
  stripe.control.revoke(key)
  app.clock.advance(120_000)
  await pursue()
  expect(await read()).toMatchObject({ state: 'charging', trouble: null })
  expect((await post('charge', { amount: 8000 })).status).toBe(409)
})

test('an account whose key is dead is deleted by force, and what is not known of its payments ends there', async () => {
  const payer = await aPayer({ collect: 'card' })
  const { page, key, accountId, call, read, post, events } = payer
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  stripe.control.disturb({ path: '/v1/payment_intents', method: 'POST', answer: 'drop', when: 'after', times: 3 })
  const { body } = await post('charge', { amount: 8000 })
  expect(body).toMatchObject({ state: 'charging' })
  const remove = (query: string) => call<{ detail: string }>('DELETE', `/v1/payment-accounts/${accountId}${query}`)
  expect((await remove('')).body.detail).toContain('use force')
  expect((await remove('?force=true')).body.detail).toMatch(/^Stripe takes its key/)
  stripe.control.revoke(key)
  expect((await remove('')).status).toBe(409)
  expect((await remove('?force=true')).status).toBe(200)
  expect(await read()).toMatchObject({ state: 'failed', trouble: 'account' })
  expect(await events()).toContain('payment:failed')
  const { rows } = await app.database.pool.query(
    'select action, details from audit_log where target = any($1) order by entry_id desc limit 2',
    [[accountId, body.payment_id]],
  )
  expect(rows).toMatchObject([
    { action: 'payment-account.delete', details: { forced: true } },
    { action: 'payment.failed', details: { from: 'charging', trouble: 'account', cause: 'api' } },
  ])
  app.clock.advance(3_600_000)
  await pursue()
  expect(await read()).toMatchObject({ state: 'failed' })
})

test('a charge that the key may not make is refused at once, and may be tried again', async () => {
  const { page, key, post } = await aPayer({ collect: 'card' })
  await pay(page)
  stripe.control.revoke(key)
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'failed', trouble: 'account' })
})

test('while Stripe is slow to one person, hosts let in, and let them in without payment', async () => {
  const { page, host } = await aPayer()
  const hosts = await openPage(app.url, host.entry_url)
  await hosts.ask('visit:enter')
  const answered = Promise.withResolvers<void>()
  stripe.control.disturb({ path: '/v1/checkout', method: 'POST', until: answered.promise, times: 1 })
  const opening = page.ask('payment:open', { paymentId: page.view().payments?.[0]?.paymentId })
  await expect
    .poll(() => stripe.control.calls().some(({ status, path }) => status === null && path.startsWith('/v1/checkout')))
    .toBe(true)
  const { paying } = await hosts.until((view) => view.paying?.length === 1)
  expect(await hosts.ask('payment:waive', { visitId: paying?.[0]?.visitId })).toEqual({ ok: true })
  await page.until(({ phase }) => phase.name === 'precall')
  expect(await page.ask('visit:enter')).toEqual({ ok: true })
  answered.resolve()
  expect(await opening).toMatchObject({ ok: true })
})

test('a refund that Stripe refuses is answered as refused', async () => {
  const { page, read, post } = await aPayer()
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  stripe.control.dispute((await read()).stripe_payment ?? '')
  expect(await post('refund', {})).toMatchObject({ status: 422, body: { type: '/problems/payment-refused' } })
  expect(await read()).toMatchObject({ refunded: 0 })
})

test('who comes back while Stripe does not answer is not told that nothing was charged', async () => {
  const { page, ana } = await aPayer()
  const checkout = await opened(page)
  stripe.control.pay(checkout)
  stripe.control.disturb({ path: '/v1/checkout', answer: 500, times: 3 })
  const { rows } = await app.database.pool.query(
    'select attempt_id from payment_attempts join payments using (payment_id) where participant_id = $1',
    [ana.participant_id],
  )
  const back = await app.payments.wayBack(rows[0].attempt_id, 20_000)
  expect(back?.state).toBe('unknown')
})

test('what is erased while a bank asks is charged, or not, all the same', async () => {
  const { token, page, ana, post } = await aPayer({ collect: 'card' })
  await pay(page, '4000002760003184')
  const { body } = await post('charge', { amount: 8000 })
  expect(body.state).toBe('needs-action')
  await app.call('DELETE', `/v1/participants/${ana.participant_id}?erase=true`, { token })
  stripe.control.answerBank(/pi_[A-Za-z0-9]+/.exec(body.action_url ?? '')?.[0] ?? '', true)
  app.clock.advance(3_600_000)
  await pursue()
  const { rows } = await app.database.pool.query(
    'select state, amount, customer, payment_method, card_last4 from payments where participant_id = $1',
    [ana.participant_id],
  )
  expect(rows).toEqual([{ state: 'paid', amount: 8000, customer: null, payment_method: null, card_last4: null }])
})

test('what is on its way back is asked about now and then, and not without a pause', async () => {
  const { page, ana, read, post } = await aPayer()
  await pay(page)
  stripe.control.slowRefunds()
  expect((await post('refund', { amount: 2000 })).status).toBe(200)
  const asked = () => stripe.control.calls().filter(({ path }) => path.startsWith('/v1/refunds')).length
  app.clock.advance(120_000)
  await pursue()
  const before = asked()
  await pursue()
  await pursue()
  expect(asked()).toBe(before)
  const { rows } = await app.database.pool.query(
    `select provider_id from payment_attempts join payments using (payment_id)
     where kind = 'refund' and participant_id = $1`,
    [ana.participant_id],
  )
  stripe.control.settleRefund(rows[0].provider_id, true)
  app.clock.advance(31 * 60_000)
  await pursue()
  expect(await read()).toMatchObject({ state: 'partly-refunded', refunded: 2000 })
})

test('what was paid twice goes back until it is back, also where a bank sends it back once', async () => {
  const payer = await aPayer()
  const { key, ana } = payer
  const refunds = async () => {
    const { rows } = await app.database.pool.query(
      `select provider_id, payment_attempts.state from payment_attempts join payments using (payment_id)
       where kind = 'refund' and participant_id = $1`,
      [ana.participant_id],
    )
    return rows as { provider_id: string | null; state: string }[]
  }
  const later = async () => {
    app.clock.advance(3_600_000)
    await pursue()
  }
  const { back } = await payTwice(payer)
  stripe.control.slowRefunds()
  await back()
  await later()
  const [sent] = await refunds()
  expect(sent).toMatchObject({ state: 'open', provider_id: expect.stringMatching(/^re_/) })
  stripe.control.settleRefund(String(sent?.provider_id), false)
  await later()
  await later()
  const [again] = await refunds()
  expect(again).toMatchObject({ state: 'open', provider_id: expect.stringMatching(/^re_/) })
  expect(again?.provider_id).not.toBe(sent?.provider_id)
  stripe.control.settleRefund(String(again?.provider_id), true)
  await later()
  expect((await refunds()).map(({ state }) => state)).toEqual(['done'])
  expect(stripe.totals(key)).toMatchObject({ captured: 10_000, refunded: 5_000 })
})

test('nobody has more pages to pay on made for them than an hour can need', async () => {
  const { page, key } = await aPayer()
  stripe.control.revoke(key)
  const paymentId = page.view().payments?.[0]?.paymentId
  for (let tries = 0; tries < 60; tries += 1) {
    expect(await page.ask('payment:open', { paymentId })).toMatchObject({ ok: false, problem: 'payment-refused' })
  }
  expect(await page.ask('payment:open', { paymentId })).toEqual({ ok: false, problem: 'too-soon' })
})
