import { expect, test } from 'vitest'
import { createStripe } from '../src/payments/stripe/gateway.ts'
import { newKey, standInForTest } from './support/stripe.ts'

const hours = (count: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + count * 3_600_000)

async function start(secretKey = newKey()) {
  const standIn = await standInForTest()
  const open = createStripe({ apiBase: standIn.url, timeoutMs: 500 })
  const provider = open({ accountId: 'of our own', secretKey })
  let made = 0
  const checkout = (change: Partial<Parameters<typeof provider.openCheckout>[0]> = {}) => {
    made += 1
    return {
      key: `attempt-${made}`,
      paymentId: `payment-${made}`,
      amount: 4995,
      currency: 'aud',
      description: 'Consultation' as string | null,
      payee: 'Practice',
      collect: 'before' as const,
      returnUrl: 'https://video.test/session/payment/attempt',
      expiresAt: hours(2),
      language: 'de-CH' as string | null,
      ...change,
    }
  }
  /** A card that was left: what is needed to charge it. */
  async function keepCard(number?: string) {
    const { id } = await provider.openCheckout(checkout({ collect: 'card' }))
    const outcome = standIn.control.pay(id, number)
    if (outcome.is === 'asks') standIn.control.answerBank(id, true)
    const { customer, paymentMethod } = await provider.readCheckout(id)
    if (!customer || !paymentMethod) throw new Error('no card was kept')
    return { customer, paymentMethod }
  }
  const charge = async (number?: string, key = 'charge-1') => ({
    ...(await keepCard(number)),
    key,
    paymentId: 'payment',
    amount: 8000,
    currency: 'aud',
    description: '40 minutes',
    returnUrl: 'https://video.test/session/payment/charge',
  })
  return { standIn, control: standIn.control, provider, open, checkout, charge }
}

/** What stood in the body of the last call to that path. */
function lastBody({ control }: Awaited<ReturnType<typeof start>>, path: string) {
  const call = control.calls().findLast((one) => one.method === 'POST' && one.path.startsWith(path))
  return Object.fromEntries(new URLSearchParams(call?.body))
}

test('somebody pays on a page of Stripe, which is told nothing of them', async () => {
  const started = await start()
  const { control, provider, checkout } = started
  const asked = checkout()
  const { id, url, expiresAt } = await provider.openCheckout(asked)
  expect([url.startsWith('http'), expiresAt]).toEqual([true, asked.expiresAt])
  expect(lastBody(started, '/v1/checkout/sessions')).toEqual({
    mode: 'payment',
    'allowed_payment_method_types[0]': 'card',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'aud',
    'line_items[0][price_data][unit_amount]': '4995',
    'line_items[0][price_data][product_data][name]': 'Consultation',
    'metadata[payment_id]': 'payment-1',
    'metadata[attempt_id]': 'attempt-1',
    'payment_intent_data[metadata][payment_id]': 'payment-1',
    'payment_intent_data[metadata][attempt_id]': 'attempt-1',
    'payment_intent_data[description]': 'Consultation',
    success_url: asked.returnUrl,
    cancel_url: `${asked.returnUrl}?cancelled`,
    expires_at: String(asked.expiresAt.getTime() / 1000),
    locale: 'de',
  })
  expect(await provider.readCheckout(id)).toMatchObject({ status: 'open', isPaid: false, intent: null, trouble: null })
  control.pay(id)
  expect(await provider.readCheckout(id)).toEqual({
    status: 'complete',
    isPaid: true,
    amount: 4995,
    currency: 'aud',
    intent: expect.stringMatching(/^pi_/),
    customer: null,
    paymentMethod: expect.stringMatching(/^pm_/),
    card: { brand: 'visa', last4: '4242' },
    trouble: null,
  })
})

test('asked for under the same key it is the same page', async () => {
  const { control, provider, checkout } = await start()
  const asked = checkout()
  control.disturb({ path: '/v1/checkout', times: 3, answer: 'drop', when: 'after' })
  await expect(provider.openCheckout(asked)).rejects.toMatchObject({ why: 'unreachable' })
  control.calm()
  const { id } = await provider.openCheckout(asked)
  expect((await provider.openCheckout(asked)).id).toBe(id)
  expect(new Set(control.calls().map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set([asked.key]))
  await expect(provider.openCheckout({ ...asked, amount: 5000 })).rejects.toMatchObject({ why: 'busy' })
})

test('a payment without a description is one to the practice', async () => {
  const started = await start()
  await started.provider.openCheckout(started.checkout({ description: null, language: null }))
  const body = lastBody(started, '/v1/checkout/sessions')
  expect(body['line_items[0][price_data][product_data][name]']).toBe('Practice')
  expect(body).not.toHaveProperty('payment_intent_data[description]')
  expect(body.locale).toBe('auto')
})

test.each([
  ['4000000000000002', 'declined'],
  ['4000000000009995', 'no-funds'],
  ['4000000000000069', 'card-expired'],
] as const)('with the card %s the page stays open, and the trouble is %s', async (number, trouble) => {
  const { control, provider, checkout } = await start()
  const { id } = await provider.openCheckout(checkout())
  control.pay(id, number)
  expect(await provider.readCheckout(id)).toMatchObject({ status: 'open', isPaid: false, trouble })
  control.pay(id)
  expect(await provider.readCheckout(id)).toMatchObject({ status: 'complete', isPaid: true, trouble: null })
})

test('whoever does not agree at their bank has not approved it', async () => {
  const { control, provider, checkout } = await start()
  const { id } = await provider.openCheckout(checkout())
  control.pay(id, '4000002760003184')
  control.answerBank(id, false)
  expect(await provider.readCheckout(id)).toMatchObject({ status: 'open', trouble: 'not-approved' })
})

test('a page is closed once; who was quicker has paid', async () => {
  const { control, provider, checkout } = await start()
  const [closed, paid] = [await provider.openCheckout(checkout()), await provider.openCheckout(checkout())]
  for (const _ of [1, 2]) {
    expect(await provider.closeCheckout(closed.id)).toMatchObject({ status: 'expired', isPaid: false })
  }
  control.pay(paid.id)
  expect(await provider.closeCheckout(paid.id)).toMatchObject({ status: 'complete', isPaid: true })
  control.forget(paid.id)
  await expect(provider.closeCheckout(paid.id)).rejects.toMatchObject({ why: 'refused' })
})

test('a card that was left is charged once, and found by its attempt', async () => {
  const { provider, charge, standIn } = await start()
  const asked = await charge()
  const charged = await provider.charge(asked)
  expect(charged).toEqual({
    id: expect.stringMatching(/^pi_/),
    status: 'paid',
    actionUrl: null,
    trouble: null,
    card: { brand: 'visa', last4: '4242' },
  })
  expect(await provider.charge(asked)).toEqual(charged)
  expect(await provider.readCharge({ id: charged.id })).toEqual(charged)
  expect(await provider.readCharge({ customer: asked.customer, attemptId: asked.key })).toEqual(charged)
  expect(await provider.readCharge({ customer: asked.customer, attemptId: 'another' })).toBeNull()
  expect(standIn.totals()).toMatchObject({ captured: 8000, refunded: 0 })
})

test('a bank that wants to hear from the owner has a page for them', async () => {
  const { control, provider, charge } = await start()
  const asked = await charge('4000002760003184')
  const waiting = await provider.charge(asked)
  expect(waiting).toMatchObject({ status: 'needs-action', actionUrl: expect.stringMatching(/^http/), trouble: null })
  // As after a process that ended in between.
  expect(await provider.charge(asked)).toEqual(waiting)
  control.answerBank(waiting.id, true)
  expect(await provider.readCharge({ id: waiting.id })).toMatchObject({ status: 'paid', actionUrl: null })

  const refused = await provider.charge(await charge('4000002760003184', 'charge-2'))
  control.answerBank(refused.id, false)
  expect(await provider.readCharge({ id: refused.id })).toMatchObject({ status: 'failed', trouble: 'not-approved' })
})

test('a charge that is declined has failed, however often it is asked about', async () => {
  const { provider, charge } = await start()
  const asked = await charge('4000000000000341')
  const failed = await provider.charge(asked)
  expect(failed).toMatchObject({ status: 'failed', trouble: 'declined', actionUrl: null })
  expect(await provider.charge(asked)).toEqual(failed)
  expect(await provider.readCharge({ id: failed.id })).toEqual(failed)
})

test('money goes back in parts, no more than there is, and once for each key', async () => {
  const { provider, checkout, control } = await start()
  const { id } = await provider.openCheckout(checkout())
  control.pay(id)
  const intent = (await provider.readCheckout(id)).intent ?? ''
  expect(await provider.readPayment(intent)).toEqual({ refunded: 0, dispute: null })
  const back = await provider.refund({ key: 'r1', attemptId: 'r1', intent, amount: 2000 })
  expect(back).toMatchObject({ status: 'done' })
  expect(await provider.refund({ key: 'r1', attemptId: 'r1', intent, amount: 2000 })).toEqual(back)
  expect(await provider.readRefund(back.id)).toEqual(back)
  expect(await provider.readPayment(intent)).toEqual({ refunded: 2000, dispute: null })
  await expect(provider.refund({ key: 'r2', attemptId: 'r2', intent, amount: 3000 })).rejects.toMatchObject({
    why: 'refused',
  })
})

test('a dispute is open, and then won or lost', async () => {
  const { provider, checkout, control } = await start()
  for (const outcome of ['won', 'lost'] as const) {
    const { id } = await provider.openCheckout(checkout())
    control.pay(id)
    const intent = (await provider.readCheckout(id)).intent ?? ''
    const dispute = control.dispute(intent)
    expect(await provider.readPayment(intent)).toMatchObject({ dispute: 'open' })
    control.closeDispute(dispute, outcome)
    expect(await provider.readPayment(intent)).toMatchObject({ dispute: outcome })
  }
})

test.each([
  ['429', { answer: 429 }, 'busy'],
  ['500', { answer: 500 }, 'unreachable'],
  ['a line that ends', { answer: 'drop' }, 'unreachable'],
  ['an answer that comes too late', { delayMs: 700 }, 'unreachable'],
] as const)('after %s it is known what to do', async (_what, disturbance, why) => {
  const { control, provider, checkout } = await start()
  control.disturb(disturbance)
  await expect(provider.openCheckout(checkout())).rejects.toMatchObject({ name: 'ProviderError', why })
})

test('where nobody listens it is unreachable', async () => {
  const provider = createStripe({ apiBase: 'http://127.0.0.1:9', timeoutMs: 200 })({
    accountId: 'x',
    secretKey: 'sk_test_x',
  })
  await expect(provider.readPayment('pi_1')).rejects.toMatchObject({ why: 'unreachable' })
})

test('a key that was taken back is refused', async () => {
  const secretKey = newKey()
  const { control, provider, checkout } = await start(secretKey)
  await provider.tryKey()
  control.revoke(secretKey)
  await expect(provider.openCheckout(checkout())).rejects.toMatchObject({ why: 'refused-key' })
})

test('a restricted key is tried on what there is not, and what it lacks is named', async () => {
  const { open } = await start()
  const facts = (secretKey: string) => open({ accountId: 'x', secretKey }).tryKey()
  expect(await facts(newKey('rk_test'))).toEqual({ providerAccount: expect.stringMatching(/^acct_/), missing: [] })
  for (const [ending, permission] of [
    ['checkout', 'Checkout Sessions: write'],
    ['paymentintents', 'PaymentIntents: write'],
    ['refunds', 'Charges and Refunds: write'],
    ['setupintents', 'SetupIntents: read'],
    ['paymentmethods', 'PaymentMethods: read'],
    ['disputes', 'Disputes: read'],
    ['events', 'Events: read'],
  ]) {
    expect((await facts(`${newKey('rk_test')}_no${ending}`)).missing).toEqual([permission])
  }
  expect(await facts(`${newKey('rk_test')}_noaccount`)).toEqual({ providerAccount: null, missing: [] })
  const nothing = open({ accountId: 'x', secretKey: `${newKey('rk_test')}_nowebhooks` })
  await expect(nothing.registerWebhook('https://video.test/hook')).rejects.toMatchObject({
    name: 'ProviderError',
    why: 'refused-key',
  })
})

test('a webhook is registered anew where it was, and removed once', async () => {
  const { control, provider } = await start()
  const url = 'https://video.test/v1/stripe/webhook/1'
  const [first, second] = [await provider.registerWebhook(url), await provider.registerWebhook(url)]
  expect(second.id).not.toBe(first.id)
  expect(second.secret).toMatch(/^whsec_/)
  await provider.removeWebhook(second.id)
  await provider.removeWebhook(second.id)
  const deletes = control.calls().filter(({ method }) => method === 'DELETE')
  expect(deletes.map(({ status }) => status)).toEqual([200, 200, 404])
})
