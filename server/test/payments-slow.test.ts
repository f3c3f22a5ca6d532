import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage, type TestPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'
import { slowly } from './support/stripe.ts'

// A provider that takes half a minute for an answer: nobody sits before a button for that long, and nothing is asked for twice.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url }, undefined, { timing: { patienceMs: 200 } })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const { aPayer } = createPayers({ app, stripe })

const idOf = (page: TestPage) => page.view().payments?.[0]?.paymentId
const open = (page: TestPage) => page.ask('payment:open', { paymentId: idOf(page) })

/** The id of the page to pay on: on a busy machine also what is quick may come after the moment that is waited for. */
async function opened(page: TestPage): Promise<string> {
  const answer = await vi.waitFor(async () => {
    const answer = await open(page)
    expect(answer).toMatchObject({ ok: true })
    return answer as unknown as { url: string }
  }, slowly)
  return /cs_\w+/.exec(answer.url)?.[0] ?? ''
}

/** Of the provider's calls none reaches us here. */
async function pay(page: TestPage) {
  stripe.control.pay(await opened(page))
  await page.ask('payment:check', { paymentId: idOf(page) })
  await page.until(({ phase }) => phase.name === 'precall')
}

/** The next call like that is not answered before that is called. */
function slow(method: string, path: string) {
  const { promise: until, resolve: answer } = Promise.withResolvers<void>()
  stripe.control.disturb({ method, path, until, times: 1 })
  return answer
}

const keysOf = (path: string) =>
  stripe.control
    .calls()
    .flatMap((heard) => (heard.path === path && heard.method === 'POST' ? heard.idempotencyKey : []))

test('who presses Pay is told soon that Stripe does not answer, and finds the page once it is there', async () => {
  const { page } = await aPayer()
  const before = keysOf('/v1/checkout/sessions').length
  const answer = slow('POST', '/v1/checkout/sessions')
  expect(await open(page)).toEqual({ ok: false, problem: 'provider-unreachable' })
  // Pressed again meanwhile it is the same page that is waited for.
  expect(await open(page)).toEqual({ ok: false, problem: 'provider-unreachable' })
  expect(keysOf('/v1/checkout/sessions')).toHaveLength(before + 1)
  answer()
  await page.until(({ payments }) => payments?.[0]?.isOpen === true)
  await opened(page)
  expect(keysOf('/v1/checkout/sessions')).toHaveLength(before + 1)
})

test('a page that was asked for half a minute ago is asked for again under the same key', async () => {
  const { page } = await aPayer()
  const before = keysOf('/v1/checkout/sessions').length
  stripe.control.disturb({ method: 'POST', path: '/v1/checkout/sessions', answer: 'drop', when: 'after', times: 3 })
  expect(await open(page)).toEqual({ ok: false, problem: 'provider-unreachable' })
  await expect.poll(() => keysOf('/v1/checkout/sessions').length, slowly).toBe(before + 3)
  app.clock.advance(40_000)
  await opened(page)
  expect(new Set(keysOf('/v1/checkout/sessions').slice(before)).size).toBe(1)
})

test('who has paid and comes back while Stripe does not answer is told so soon, and goes on by themselves', async () => {
  const { page } = await aPayer()
  const checkout = await opened(page)
  stripe.control.pay(checkout)
  const answer = slow('GET', `/v1/checkout/sessions/${checkout}`)
  expect(await page.ask('payment:check', { paymentId: idOf(page) })).toEqual({
    ok: false,
    problem: 'provider-unreachable',
  })
  answer()
  await page.until(({ phase }) => phase.name === 'precall')
})

test('who asks a moment after Stripe has not answered somebody else is not told that it has', async () => {
  const { page } = await aPayer()
  stripe.control.pay(await opened(page))
  stripe.control.disturb({ method: 'GET', path: '/v1/checkout', answer: 429 })
  const check = () => page.ask('payment:check', { paymentId: idOf(page) })
  const unknown = { ok: false, problem: 'provider-unreachable' }
  expect([await check(), await check()]).toEqual([unknown, unknown])
  stripe.control.calm()
  app.clock.advance(2_000)
  await vi.waitFor(async () => expect(await check()).toEqual({ ok: true }), slowly)
  await page.until(({ phase }) => phase.name === 'precall')
})

test('a card is charged once while Stripe thinks about it, and the host has other things to do', async () => {
  const { page, host, read } = await aPayer({ collect: 'card' })
  await pay(page)
  const hosts = await openPage(app.url, host.entry_url)
  await hosts.ask('visit:enter')
  const before = keysOf('/v1/payment_intents').length
  const answer = slow('POST', '/v1/payment_intents')
  const charge = () => hosts.ask('payment:charge', { paymentId: idOf(page), amount: 8000 })
  expect(await charge()).toEqual({ ok: true })
  expect(await read()).toMatchObject({ state: 'charging' })
  expect(await charge()).toEqual({ ok: false, problem: 'wrong-phase' })
  expect(await hosts.ask('door:lock', { locked: true })).toEqual({ ok: true })
  answer()
  await expect.poll(async () => (await read()).state, slowly).toBe('paid')
  expect(keysOf('/v1/payment_intents')).toHaveLength(before + 1)
})

test('a server that is told to stop does not wait for Stripe, and answers what was asked of it', async () => {
  const { page, token, ana } = await aPayer({ collect: 'card' })
  await pay(page)
  const ending = await startTestApp({ STRIPE_API_URL: stripe.url }, app)
  const before = keysOf('/v1/payment_intents').length
  const answer = slow('POST', '/v1/payment_intents')
  const charge = ending.call('POST', `/v1/participants/${ana.participant_id}/payment/charge`, {
    token,
    body: { amount: 8000 },
  })
  await expect.poll(() => keysOf('/v1/payment_intents').length, slowly).toBe(before + 1)
  await ending.close()
  expect(await charge).toMatchObject({ status: 200, body: { state: 'charging' } })
  // Stripe's library asks again after ten seconds: so long was not waited for.
  expect(keysOf('/v1/payment_intents')).toHaveLength(before + 1)
  answer()
}, 20_000)
