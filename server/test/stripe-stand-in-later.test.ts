import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { idOf, libraryAt, standInForTest, startHook, toKeep, toPay } from './support/stripe.ts'

async function start() {
  const standIn = await standInForTest()
  return { control: standIn.control, totals: standIn.totals, stripe: libraryAt(standIn) }
}
type Started = Awaited<ReturnType<typeof start>>

/** Somebody leaves a card. */
async function keepCard({ control, stripe }: Started, number: string) {
  const { id } = await stripe.checkout.sessions.create(toKeep)
  const outcome = control.pay(id, number)
  if (outcome.is === 'asks') control.answerBank(id, true)
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] })
  if (!session.setup_intent || typeof session.setup_intent === 'string') throw new Error('no card was kept')
  return { customer: idOf(session.customer), payment_method: idOf(session.setup_intent.payment_method) }
}

const charge = (kept: Awaited<ReturnType<typeof keepCard>>, more: Partial<Stripe.PaymentIntentCreateParams> = {}) => ({
  amount: 8000,
  currency: 'aud',
  confirm: true,
  off_session: true,
  metadata: { payment_id: 'p1' },
  ...kept,
  ...more,
})

/** What the library throws, as far as it matters here. */
async function refusalOf(asked: Promise<unknown>) {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error as Stripe.errors.StripeCardError
}

describe('a card that was kept', () => {
  test.each([
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    // The bank asked when it was kept, and does not ask again.
    ['4000002500003155', 'visa'],
  ])('%s is charged without its holder', async (number, brand) => {
    const started = await start()
    const kept = await keepCard(started, number)
    const paid = await started.stripe.paymentIntents.create(charge(kept, { expand: ['latest_charge'] }))
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 8000,
      latest_charge: { paid: true, payment_method_details: { card: { brand, last4: number.slice(-4) } } },
    })
    expect(started.totals().byPayment).toEqual({ p1: { intents: 1, succeeded: 1, captured: 8000, refunded: 0 } })
  })

  test('that is declined later leaves a payment that failed', async () => {
    const started = await start()
    const kept = await keepCard(started, '4000000000000341')
    const error = await refusalOf(started.stripe.paymentIntents.create(charge(kept)))
    expect(error).toMatchObject({ statusCode: 402, type: 'StripeCardError', code: 'card_declined' })
    const failed = await started.stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '')
    expect(failed).toMatchObject({ status: 'requires_payment_method', amount_received: 0, payment_method: null })
    expect(failed.last_payment_error).toMatchObject({
      code: 'card_declined',
      payment_method: { id: kept.payment_method },
    })
    expect(await started.stripe.paymentIntents.cancel(failed.id)).toMatchObject({ status: 'canceled' })
    expect(started.totals().captured).toBe(0)
  })

  test.each([
    [true, 'succeeded', 'succeeded'],
    [false, 'requires_payment_method', 'failed'],
  ] as const)(
    'whose bank asks each time is confirmed by its holder on a page (%s)',
    async (isApproved, status, word) => {
      const started = await start()
      const kept = await keepCard(started, '4000002760003184')
      const hook = await startHook(started.stripe, ['payment_intent.requires_action', 'payment_intent.payment_failed'])
      const error = await refusalOf(started.stripe.paymentIntents.create(charge(kept)))
      expect(error).toMatchObject({ statusCode: 402, code: 'authentication_required' })
      const { id } = error.payment_intent ?? { id: '' }
      const back = 'https://clinic.test/confirmed'
      const asked = await started.stripe.paymentIntents.confirm(id, {
        payment_method: kept.payment_method,
        return_url: back,
      })
      expect(asked).toMatchObject({ status: 'requires_action', next_action: { redirect_to_url: { return_url: back } } })
      const page = asked.next_action?.redirect_to_url?.url ?? ''
      expect(await (await fetch(page)).text()).toContain('A$80.00')
      const body = new URLSearchParams({ answer: isApproved ? 'approve' : 'refuse' })
      const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' })
      expect(answer.headers.get('location')).toMatch(new RegExp(`^${back}\\?payment_intent=${id}&.*=${word}$`))
      expect((await started.stripe.paymentIntents.retrieve(id)).status).toBe(status)
      // The page of what is over leads on, and changes nothing.
      expect((await fetch(page, { redirect: 'manual' })).status).toBe(303)
      expect((await started.stripe.paymentIntents.retrieve(id)).status).toBe(status)
      await hook.until(() => expect(hook.types()).toContain('payment_intent.requires_action'))
    },
  )

  test('is kept by a payment, too, where it was asked for', async () => {
    const started = await start()
    const session = await started.stripe.checkout.sessions.create({
      ...toPay,
      customer_creation: 'always',
      payment_intent_data: { setup_future_usage: 'off_session' },
    })
    started.control.pay(session.id)
    const paid = await started.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    const intent = paid.payment_intent as Stripe.PaymentIntent
    const kept = { customer: idOf(paid.customer), payment_method: idOf(intent.payment_method) }
    expect((await started.stripe.paymentIntents.create(charge(kept))).status).toBe('succeeded')
    const { data } = await started.stripe.paymentIntents.list({ customer: kept.customer })
    expect(data).toHaveLength(2)
  })

  test('cannot be charged without its customer, nor when that one is deleted', async () => {
    const started = await start()
    const kept = await keepCard(started, '4242424242424242')
    const { customer: _customer, ...nobody } = charge(kept)
    await expect(started.stripe.paymentIntents.create(nobody)).rejects.toThrow('belongs to the Customer')
    await started.stripe.customers.del(kept.customer)
    await expect(started.stripe.paymentIntents.create(charge(kept))).rejects.toMatchObject({ code: 'resource_missing' })
    expect(await started.stripe.customers.retrieve(kept.customer)).toMatchObject({ deleted: true })
    expect(started.totals().captured).toBe(0)
  })

  test('that was kept for nobody cannot be used again', async () => {
    const started = await start()
    const { customer_creation: _always, ...forNobody } = toKeep
    const { id } = await started.stripe.checkout.sessions.create(forNobody)
    started.control.pay(id)
    const { setup_intent } = await started.stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] })
    const payment_method = idOf((setup_intent as Stripe.SetupIntent).payment_method)
    const customer = idOf(await started.stripe.customers.create({ name: 'Ana' }))
    await expect(started.stripe.paymentIntents.create(charge({ customer, payment_method }))).rejects.toThrow(
      'may not be used again',
    )
  })
})

describe('money goes back', () => {
  async function paid(started: Started, number?: string) {
    const { id } = await started.stripe.checkout.sessions.create(toPay)
    started.control.pay(id, number)
    return idOf((await started.stripe.checkout.sessions.retrieve(id)).payment_intent)
  }

  test('in parts, until nothing is left', async () => {
    const started = await start()
    const { stripe } = started
    const payment_intent = await paid(started)
    const hook = await startHook(stripe, ['charge.refunded', 'refund.created', 'refund.updated'])
    expect(await stripe.refunds.create({ payment_intent, amount: 2000 })).toMatchObject({ status: 'succeeded' })
    await expect(stripe.refunds.create({ payment_intent, amount: 3000 })).rejects.toMatchObject({
      message: 'Refund amount (A$30.00) is greater than unrefunded amount on charge (A$29.95)',
      param: 'amount',
    })
    await expect(stripe.refunds.create({ payment_intent, amount: 0 })).rejects.toMatchObject({ param: 'amount' })
    expect(await stripe.refunds.create({ payment_intent })).toMatchObject({ amount: 2995 })
    await expect(stripe.refunds.create({ payment_intent })).rejects.toMatchObject({ code: 'charge_already_refunded' })
    const { data } = await stripe.refunds.list({ payment_intent })
    expect(data.map(({ amount }) => amount)).toEqual([2995, 2000])
    const { latest_charge } = await stripe.paymentIntents.retrieve(payment_intent, { expand: ['latest_charge'] })
    expect(latest_charge).toMatchObject({ amount_refunded: 4995, refunded: true })
    expect(started.totals()).toMatchObject({ captured: 4995, refunded: 4995 })
    await hook.until(() => expect(hook.types().filter((type) => type === 'refund.created')).toHaveLength(2))
  })

  test('later, or not at all', async () => {
    const started = await start()
    const { stripe, control, totals } = started
    const hook = await startHook(stripe, ['refund.updated', 'refund.failed'])
    control.slowRefunds()
    const [payment_intent, other] = [await paid(started), await paid(started)]
    const slow = await stripe.refunds.create({ payment_intent })
    const lost = await stripe.refunds.create({ payment_intent: other })
    expect([slow.status, lost.status]).toEqual(['pending', 'pending'])
    control.settleRefund(slow.id, true)
    control.settleRefund(lost.id, false)
    expect((await stripe.refunds.retrieve(slow.id)).status).toBe('succeeded')
    expect(await stripe.refunds.retrieve(lost.id)).toMatchObject({ status: 'failed' })
    expect(totals()).toMatchObject({ captured: 9990, refunded: 4995 })
    await hook.until(() => expect(hook.types().filter((type) => type === 'refund.failed')).toHaveLength(1))
    expect(await stripe.refunds.create({ payment_intent: other, amount: 100 })).toMatchObject({ amount: 100 })
  })

  test('not where nothing was paid', async () => {
    const { stripe, control } = await start()
    const { id } = await stripe.checkout.sessions.create(toPay)
    control.pay(id, '4000000000000002')
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
    await expect(stripe.refunds.create({ payment_intent: idOf(payment_intent) })).rejects.toThrow(
      'does not have a successful charge',
    )
    // A session's payment ends with the session.
    await expect(stripe.paymentIntents.cancel(idOf(payment_intent))).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    await stripe.checkout.sessions.expire(id)
    expect((await stripe.paymentIntents.retrieve(idOf(payment_intent))).status).toBe('canceled')
  })

  test('by a dispute, which is won or lost', async () => {
    const started = await start()
    const { stripe, control } = started
    const hook = await startHook(stripe, ['charge.dispute.created', 'charge.dispute.closed'])
    const atOnce = await paid(started, '4000000000000259')
    const { data } = await stripe.disputes.list({ payment_intent: atOnce })
    expect(data).toMatchObject([{ status: 'needs_response', reason: 'fraudulent', amount: 4995 }])
    await expect(stripe.refunds.create({ payment_intent: atOnce })).rejects.toMatchObject({ code: 'charge_disputed' })

    const later = control.dispute(await paid(started))
    control.closeDispute(idOf(data[0]), 'lost')
    control.closeDispute(later, 'won')
    expect((await stripe.disputes.retrieve(later)).status).toBe('won')
    await hook.until(() => expect(hook.received).toHaveLength(4))
    const closed = hook.received.filter(({ type }) => type === 'charge.dispute.closed')
    expect(closed.map(({ data: { object } }) => (object as Stripe.Dispute).status).sort()).toEqual(['lost', 'won'])
  })
})
