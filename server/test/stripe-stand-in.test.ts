import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { idOf, libraryAt, newKey, slowly, standInForTest, toKeep, toPay, typeIn } from './support/stripe.ts'

async function start() {
  const standIn = await standInForTest()
  return { standIn, stripe: libraryAt(standIn) }
}

describe('a payment', () => {
  test('is made on the page of its session, and is then what Stripe says of it', async () => {
    const { standIn, stripe } = await start()
    const session = await stripe.checkout.sessions.create({
      ...toPay,
      client_reference_id: 'seat 1',
      metadata: { seat: '1' },
      payment_intent_data: { description: 'First visit', metadata: { payment_id: 'p1' } },
    })
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 4995,
      currency: 'aud',
      client_reference_id: 'seat 1',
      payment_intent: null,
      livemode: false,
    })
    const answer = await typeIn(session.url ?? '', '4242 4242 4242 4242', { email: 'ana@example.org' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`https://clinic.test/back?session=${session.id}`)
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { email: 'ana@example.org' },
      payment_intent: {
        status: 'succeeded',
        amount_received: 4995,
        description: 'First visit',
        metadata: { payment_id: 'p1' },
        latest_charge: { paid: true, payment_method_details: { card: { brand: 'visa', last4: '4242' } } },
      },
    })
    expect(standIn.totals()).toEqual({
      captured: 4995,
      refunded: 0,
      byPayment: { p1: { intents: 1, succeeded: 1, captured: 4995, refunded: 0 } },
    })
  })

  test('that was declined can be paid with another card, as the same payment', async () => {
    const { stripe } = await start()
    const session = await stripe.checkout.sessions.create(toPay)
    const declined = await typeIn(session.url ?? '', '4000000000009995')
    expect(declined.status).toBe(402)
    expect(await declined.text()).toContain('Your card has insufficient funds.')
    const between = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(between).toMatchObject({
      status: 'open',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { decline_code: 'insufficient_funds' } },
    })
    await typeIn(session.url ?? '', '5555555555554444')
    const paid = await stripe.checkout.sessions.retrieve(session.id)
    expect(paid.payment_status).toBe('paid')
    expect(paid.payment_intent).toBe(idOf(between.payment_intent))
  })

  test('is made once, however often the page is sent', async () => {
    const { standIn, stripe } = await start()
    const { url, id } = await stripe.checkout.sessions.create(toPay)
    const answers = await Promise.all([1, 2, 3].map(() => typeIn(url ?? '', '4242424242424242')))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(
      new Set([`https://clinic.test/back?session=${id}`]),
    )
    expect(standIn.totals().captured).toBe(4995)
  })

  test('waits for the bank where the bank asks', async () => {
    const { stripe } = await start()
    const session = await stripe.checkout.sessions.create(toPay)
    const bank = `${session.url}/bank`
    expect((await typeIn(session.url ?? '', '4000002760003184')).headers.get('location')).toBe(
      `/pay/${session.id}/bank`,
    )
    expect(await (await fetch(bank)).text()).toContain('Your bank asks')
    const refused = await fetch(bank, { method: 'POST', body: new URLSearchParams({ answer: 'refuse' }) })
    expect(await refused.text()).toContain('Your bank did not let this through')
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
    await typeIn(session.url ?? '', '4000002760003184')
    const approved = await fetch(bank, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'approve' }),
      redirect: 'manual',
    })
    expect(approved.headers.get('location')).toBe(`https://clinic.test/back?session=${session.id}`)
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
  })

  test('cannot be made on a session that was expired', async () => {
    const { standIn, stripe } = await start()
    const session = await stripe.checkout.sessions.create(toPay)
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: 'expired', url: null })
    const page = await typeIn(session.url ?? '', '4242424242424242')
    expect(page.status).toBe(410)
    expect(await page.text()).toContain('https://clinic.test/cancelled')
    expect(standIn.totals().captured).toBe(0)
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toThrow('can be expired')
  })
})

describe('a card', () => {
  test('is kept for a new customer, and nothing is paid', async () => {
    const { standIn, stripe } = await start()
    const session = await stripe.checkout.sessions.create({ ...toKeep, setup_intent_data: { metadata: { seat: '1' } } })
    await typeIn(session.url ?? '', '4242424242424242', { email: 'ana@example.org' })
    const kept = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent.payment_method'] })
    expect(kept).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      setup_intent: {
        status: 'succeeded',
        metadata: { seat: '1' },
        payment_method: {
          customer: kept.customer,
          card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2040 },
        },
      },
    })
    expect(await stripe.customers.retrieve(idOf(kept.customer))).toMatchObject({ email: 'ana@example.org' })
    expect(standIn.totals()).toEqual({ captured: 0, refunded: 0, byPayment: {} })
  })
})

describe('whoever asks', () => {
  test('needs a key that is good', async () => {
    const { standIn } = await start()
    const ask = (key: string) => libraryAt(standIn, key).accounts.retrieveCurrent()
    await expect(ask('sk_test_wrong1')).rejects.toMatchObject({
      statusCode: 401,
      type: 'StripeAuthenticationError',
      message: 'Invalid API Key provided: sk_*****',
    })
    await expect(ask('sk_live_revoked1')).rejects.toMatchObject({ statusCode: 401, code: 'api_key_expired' })
    await expect(ask('pk_test_1')).rejects.toMatchObject({ statusCode: 401 })
    expect((await fetch(`${standIn.url}/v1/account`)).status).toBe(401)
  })

  test('sees with each key an account of its own', async () => {
    const { standIn, stripe } = await start()
    const other = libraryAt(standIn, newKey('rk_live'))
    const session = await stripe.checkout.sessions.create(toPay)
    await expect(other.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
    expect(await other.checkout.sessions.create(toPay)).toMatchObject({
      livemode: true,
      id: expect.stringMatching(/^cs_live_/),
    })
  })
})

test.each([
  ['an unknown parameter', { ...toPay, colour: 'red' }, { code: 'parameter_unknown', param: 'colour' }],
  [
    'an unknown parameter within another',
    { ...toPay, payment_intent_data: { colour: 'red' } },
    { code: 'parameter_unknown', param: 'payment_intent_data[colour]' },
  ],
  ['no mode', { success_url: 'https://a.test/' }, { code: 'parameter_missing', param: 'mode' }],
  ['what belongs to the other mode', { ...toKeep, payment_intent_data: { description: 'x' } }, {}],
  ['an address that is none', { ...toPay, success_url: 'nowhere' }, { code: 'url_invalid', param: 'success_url' }],
  ['an end that is too near', { ...toPay, expires_at: Math.floor(Date.now() / 1000) + 600 }, { param: 'expires_at' }],
  ['an end that is too far', { ...toPay, expires_at: Math.floor(Date.now() / 1000) + 90_000 }, { param: 'expires_at' }],
  ['too little', price('aud', 49), { code: 'amount_too_small' }],
  ['too little without cents', price('jpy', 49), { code: 'amount_too_small' }],
  ['too much', price('aud', 100_000_000), { code: 'amount_too_large' }],
  ['thousandths of a dinar', price('kwd', 1_001), {}],
  ['a currency that is none', price('xyz', 5_000), { param: 'line_items[0][price_data][currency]' }],
  ['half a cent', price('aud', 49.5), { code: 'parameter_invalid_integer' }],
])('refuses a session with %s', async (_what, asked, error) => {
  const { stripe } = await start()
  const made = stripe.checkout.sessions.create(asked as Stripe.Checkout.SessionCreateParams)
  await expect(made).rejects.toMatchObject({ ...error, statusCode: 400, type: 'StripeInvalidRequestError' })
})

function price(currency: string, unit_amount: number) {
  return {
    ...toPay,
    line_items: [{ quantity: 1, price_data: { ...toPay.line_items[0].price_data, currency, unit_amount } }],
  }
}

describe('an idempotency key', () => {
  test('has one answer, also when that is a refusal', async () => {
    const { stripe } = await start()
    const key = { idempotencyKey: 'a key' }
    const first = await stripe.checkout.sessions.create(toPay, key)
    const again = await stripe.checkout.sessions.create(toPay, key)
    expect(again).toEqual(first)
    expect(again.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' })
    await expect(
      stripe.checkout.sessions.create({ ...toPay, client_reference_id: 'other' }, key),
    ).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })

    const expire = () => stripe.checkout.sessions.expire('cs_test_none', {}, { idempotencyKey: 'another' })
    const [one, two] = [await expire().catch(requestIdOf), await expire().catch(requestIdOf)]
    expect(one).toMatchObject({ statusCode: 404 })
    expect(two).toEqual(one)
  })

  test('is free again when nothing was done, as the request was wrong', async () => {
    const { stripe } = await start()
    const key = { idempotencyKey: 'a key' }
    const wrong = { ...toPay, colour: 'red' } as Stripe.Checkout.SessionCreateParams
    await expect(stripe.checkout.sessions.create(wrong, key)).rejects.toMatchObject({ code: 'parameter_unknown' })
    expect((await stripe.checkout.sessions.create(toPay, key)).status).toBe('open')
  })

  test('is refused while its first request is being done', async () => {
    const { standIn, stripe } = await start()
    standIn.control.disturb({ path: '/v1/checkout', times: 1, delayMs: 2_000 })
    const key = { idempotencyKey: 'a key' }
    const first = stripe.checkout.sessions.create(toPay, key)
    await expect.poll(() => standIn.control.calls().length, slowly).toBe(1)
    await expect(stripe.checkout.sessions.create(toPay, key)).rejects.toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
    })
    expect((await stripe.checkout.sessions.create(toPay, { idempotencyKey: 'b' })).id).not.toBe((await first).id)
  })
})

function requestIdOf(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  const { statusCode, message, code } = error
  return { statusCode, message, code }
}
