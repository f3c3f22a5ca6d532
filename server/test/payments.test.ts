import { randomUUID } from 'node:crypto'
import type { Payment, PaymentPage } from '@anteroom/contract/api/payments'
import { beforeAll, describe, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { startForwarder } from './support/forwarder.ts'
import { openPage, type TestPage } from './support/page.ts'
import { newKey } from './support/stripe.ts'

// The way of the money, against a stand-in that answers as Stripe does, through Stripe's own library.

const stripe = await startStripeStandIn({ retriesMs: [50, 100, 200] })
const outside = await startForwarder()
const app = await startTestApp({ STRIPE_API_URL: stripe.url, PUBLIC_URL: outside.url })
outside.to(app.url)

type Fee = { amount?: number; currency?: string; description?: string | null; collect?: string }

beforeAll(async () => {
  const { status, body } = await app.call('POST', '/v1/payment-accounts', {
    body: { name: 'Practice', secret_key: newKey() },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return stripe.stop
})

async function bookWithFee(fee: Fee = {}, change: Record<string, unknown> = {}) {
  const text = JSON.stringify({ amount: 5000, currency: 'AUD', description: 'Consultation', ...fee })
  const session = await app.book({
    participants: [
      { display_name: 'Dr Vega', role: 'host' },
      { display_name: 'Ana', role: 'guest', fee: text },
    ],
    ...change,
  })
  const [host, guest] = session.participants
  if (!host || !guest) throw new Error('there are two')
  return { session, host, guest }
}

const paymentOf = async (participantId: string) =>
  (await app.call<Payment>('GET', `/v1/participants/${participantId}/payment`)).body

/** Somebody presses "Pay": the id of the page that opens. */
async function press(page: TestPage): Promise<string> {
  const paymentId = page.view().payments?.[0]?.paymentId
  const answer = await page.ask('payment:open', { paymentId })
  if (!answer.ok) throw new Error(answer.problem)
  const { url } = answer as unknown as { url: string }
  const sessionId = /cs_[A-Za-z0-9_]+/.exec(url)?.[0]
  if (!sessionId) throw new Error(`no page to pay on: ${url}`)
  return sessionId
}

describe('a fee', () => {
  test('stands before the door, is paid on the page of the provider, and then the precall follows by itself', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    expect(page.view()).toMatchObject({
      phase: { name: 'payment' },
      payments: [
        { state: 'owed', amount: 5000, currency: 'aud', description: 'Consultation', test: true, isOpen: false },
      ],
    })
    expect(await page.ask('visit:enter', { name: 'Ana' })).toMatchObject({ ok: false })
    const checkout = await press(page)
    await page.until(({ payments }) => payments?.[0]?.isOpen === true)
    stripe.control.pay(checkout)
    const { payments } = await page.until(({ phase }) => phase.name === 'precall')
    expect(payments).toMatchObject([{ state: 'paid', card: { brand: 'visa', last4: '4242' } }])
    expect(await paymentOf(guest.participant_id)).toMatchObject({
      state: 'paid',
      refunded: 0,
      account_id: expect.any(String),
    })
  })

  test('two clicks open one page, and so do two tabs', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    const opened = await Promise.all([press(page), press(page), press(page)])
    expect(new Set(opened).size).toBe(1)
    const browserKey = randomUUID()
    const tabs = [page, await openPage(app.url, guest.entry_url, { browserKey })]
    tabs.push(await openPage(app.url, guest.entry_url, { browserKey }))
    for (const tab of tabs) {
      expect(await press(tab)).toBe(opened[0])
      expect(await tab.ask('payment:check', { paymentId: tab.view().payments?.[0]?.paymentId })).toEqual({ ok: true })
    }
    stripe.control.pay(String(opened[0]))
    for (const tab of tabs) await tab.until(({ phase }) => phase.name === 'precall')
  })

  test('a card that is declined leaves the same page to try again on', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    const checkout = await press(page)
    stripe.control.pay(checkout, '4000000000000002')
    const { payments } = await page.until((view) => view.payments?.[0]?.state === 'failed')
    expect(payments).toMatchObject([{ trouble: 'declined' }])
    expect(await press(page)).toBe(checkout)
    stripe.control.pay(checkout)
    await page.until(({ phase }) => phase.name === 'precall')
  })

  test('of a session without the plugin nobody is asked, and nobody sees anything of it', async () => {
    const { guest, host } = await bookWithFee({}, { feature_flags: ['-plugin;coviu-stripe-payments-resource-plugin'] })
    const page = await openPage(app.url, guest.entry_url)
    expect(page.view().phase.name).toBe('precall')
    expect(JSON.stringify(page.view())).not.toMatch(/payment|stripe/i)
    expect(await page.ask('payment:open', { paymentId: 'x' })).toEqual({ ok: false, problem: 'plugin-off' })
    const hostPage = await openPage(app.url, host.entry_url)
    await hostPage.ask('visit:enter')
    await page.ask('visit:enter')
    const { waiting } = await hostPage.until((view) => view.waiting.length === 1)
    expect(JSON.stringify(waiting)).not.toMatch(/payment/)
  })

  test('can be changed as long as nothing was paid: the page before is closed', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    const before = await press(page)
    const put = (fee: Fee | null) =>
      app.call('PUT', `/v1/participants/${guest.participant_id}`, { body: { fee: fee && JSON.stringify(fee) } })
    expect((await put({ amount: 7000, currency: 'aud' })).status).toBe(200)
    await page.until((view) => view.payments?.[0]?.amount === 7000)
    const after = await press(page)
    expect(after).not.toBe(before)
    await expect
      .poll(() => app.payments.pursueDue(new AbortController().signal).then(() => stripe.control.pay(before).is))
      .not.toBe('done')
    stripe.control.pay(after)
    await page.until(({ phase }) => phase.name === 'precall')
    expect(await put({ amount: 9000, currency: 'aud' })).toMatchObject({
      status: 409,
      body: { type: '/problems/fee-paid' },
    })
    // Whoever sends all members back changes nothing.
    expect((await put({ amount: 7000, currency: 'AUD' })).status).toBe(200)
  })

  test('that is taken back lets the person go on', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    await app.call('PUT', `/v1/participants/${guest.participant_id}`, { body: { fee: null } })
    await page.until(({ phase, payments }) => phase.name === 'precall' && payments === undefined)
  })

  test('a host lets somebody go on without it', async () => {
    const { guest, host } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    const hostPage = await openPage(app.url, host.entry_url)
    await hostPage.ask('visit:enter')
    const { paying } = await hostPage.until((view) => view.paying?.length === 1)
    expect(paying).toMatchObject([{ name: 'Ana', connected: true }])
    expect(await page.ask('payment:waive', { visitId: paying?.[0]?.visitId })).toMatchObject({ ok: false })
    expect(await hostPage.ask('payment:waive', { visitId: paying?.[0]?.visitId })).toEqual({ ok: true })
    await hostPage.until((view) => view.paying === undefined)
    await page.until(({ phase }) => phase.name === 'precall')
    await page.ask('visit:enter')
    const { waiting } = await hostPage.until((view) => view.waiting.length === 1)
    expect(waiting[0]?.payments).toMatchObject([{ state: 'owed', waived: true, collectable: true }])
  })

  test('is paid days before the session, and then nothing holds anybody when it begins', async () => {
    const start = new Date(app.clock.now().getTime() + 3 * 86_400_000)
    const times = { start_time: start.toISOString(), end_time: new Date(start.getTime() + 3_600_000).toISOString() }
    const { guest } = await bookWithFee({}, times)
    const page = await openPage(app.url, guest.entry_url)
    expect(page.view()).toMatchObject({ phase: { name: 'too-early' }, payments: [{ state: 'owed' }] })
    stripe.control.pay(await press(page))
    await page.until((view) => view.payments?.[0]?.state === 'paid')
    expect(page.view().phase.name).toBe('too-early')
  })

  test('of a team without an account nobody is asked, and hosts see why', async () => {
    const other = await app.makeTeam('without-account')
    const participants = [
      { role: 'host', display_name: 'Dr Vega' },
      { role: 'guest', display_name: 'Ana', fee: '{"amount":5000,"currency":"aud"}' },
    ]
    const session = await app.book({ participants }, other.token)
    const [host, guest] = session.participants
    const page = await openPage(app.url, guest?.entry_url ?? '')
    expect(page.view()).toMatchObject({ phase: { name: 'precall' } })
    expect(page.view().payments).toBeUndefined()
    const hostPage = await openPage(app.url, host?.entry_url ?? '')
    await hostPage.ask('visit:enter')
    await page.ask('visit:enter')
    const { waiting } = await hostPage.until((view) => view.waiting.length === 1)
    expect(waiting[0]?.payments).toMatchObject([{ state: 'owed', collectable: false }])
    const { body } = await app.call<Payment>('GET', `/v1/participants/${guest?.participant_id}/payment`, {
      token: other.token,
    })
    expect(body).toMatchObject({ collectable: false, account_id: null })
  })
})

describe('what the provider has said, whichever way it comes', () => {
  test('without any webhook it is learned when the browser comes back', async () => {
    stripe.control.changePost({ lose: 'all' })
    try {
      const { guest } = await bookWithFee()
      const page = await openPage(app.url, guest.entry_url)
      const checkout = await press(page)
      stripe.control.pay(checkout)
      expect(await page.ask('payment:check', { paymentId: page.view().payments?.[0]?.paymentId })).toEqual({ ok: true })
      await page.until(({ phase }) => phase.name === 'precall')
    } finally {
      stripe.control.calm()
    }
  })

  test('and without either by asking again and again', async () => {
    stripe.control.changePost({ lose: 'all' })
    try {
      const { guest } = await bookWithFee()
      const page = await openPage(app.url, guest.entry_url)
      stripe.control.pay(await press(page))
      app.clock.advance(120_000)
      await app.payments.pursueDue(new AbortController().signal)
      await page.until(({ phase }) => phase.name === 'precall')
    } finally {
      stripe.control.calm()
    }
  })

  test('a provider that is down is said so, and the same is asked for again', async () => {
    const { guest } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    stripe.control.disturb({ path: '/v1/checkout', answer: 'drop', when: 'after', times: 3 })
    const paymentId = page.view().payments?.[0]?.paymentId
    expect(await page.ask('payment:open', { paymentId })).toEqual({ ok: false, problem: 'provider-unreachable' })
    stripe.control.calm()
    const checkout = await press(page)
    const made = stripe.control
      .calls()
      .filter(({ path, method }) => method === 'POST' && path === '/v1/checkout/sessions')
    expect(new Set(made.slice(-4).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    stripe.control.pay(checkout)
    await page.until(({ phase }) => phase.name === 'precall')
  })
})

describe('a card that was left', () => {
  async function withCard(card = '4242424242424242') {
    const { guest, host } = await bookWithFee({ collect: 'card' })
    const page = await openPage(app.url, guest.entry_url)
    const checkout = await press(page)
    if (stripe.control.pay(checkout, card).is === 'asks') stripe.control.answerBank(checkout, true)
    await page.until(({ phase }) => phase.name === 'precall')
    return { guest, host, page }
  }
  const charge = (participantId: string, body: object, key?: string) =>
    app.call<Payment>('POST', `/v1/participants/${participantId}/payment/charge`, {
      body,
      ...(key ? { headers: { 'idempotency-key': key } } : {}),
    })

  test('is charged once, however often that is asked for', async () => {
    const { guest, page } = await withCard()
    expect(page.view().payments).toMatchObject([{ state: 'card-kept', card: { last4: '4242' } }])
    const both = await Promise.all([
      charge(guest.participant_id, { amount: 8000, description: 'Forty minutes' }),
      charge(guest.participant_id, { amount: 8000, description: 'Forty minutes' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await paymentOf(guest.participant_id)).toMatchObject({
      state: 'paid',
      amount: 8000,
      description: 'Forty minutes',
    })
    expect((await charge(guest.participant_id, { amount: 8000 })).status).toBe(409)
  })

  test('that does not take it stays, and may be charged again', async () => {
    const { guest } = await withCard('4000000000000341')
    const { body } = await charge(guest.participant_id, { amount: 8000 })
    expect(body).toMatchObject({ state: 'failed', trouble: 'declined', card: { last4: '0341' } })
    const page = await openPage(app.url, guest.entry_url)
    expect(page.view().phase.name).toBe('precall')
    expect((await charge(guest.participant_id, { amount: 4000 })).status).toBe(200)
  })

  test('whose bank asks for more leads the person there, and is paid when they agree', async () => {
    const { guest, page } = await withCard('4000002760003184')
    const { body } = await charge(guest.participant_id, { amount: 8000 })
    expect(body).toMatchObject({ state: 'needs-action', action_url: expect.stringContaining('http') })
    await page.until((view) => view.payments?.[0]?.state === 'needs-action')
    const answer = await page.ask('payment:open', { paymentId: page.view().payments?.[0]?.paymentId })
    expect(answer).toMatchObject({ ok: true, url: body.action_url })
    stripe.control.answerBank(body.stripe_payment ?? /pi_[A-Za-z0-9]+/.exec(body.action_url ?? '')?.[0] ?? '', true)
    await page.until((view) => view.payments?.[0]?.state === 'paid')
  })
})

describe('money that goes back', () => {
  async function paid() {
    const { guest, session } = await bookWithFee()
    const page = await openPage(app.url, guest.entry_url)
    stripe.control.pay(await press(page))
    await page.until(({ phase }) => phase.name === 'precall')
    return { guest, session, page }
  }
  const refund = (participantId: string, body: object = {}) =>
    app.call<Payment>('POST', `/v1/participants/${participantId}/payment/refund`, { body })

  test('in part and whole, and never more than there is', async () => {
    const { guest } = await paid()
    expect((await refund(guest.participant_id, { amount: 2000 })).body).toMatchObject({
      state: 'partly-refunded',
      refunded: 2000,
    })
    expect(await refund(guest.participant_id, { amount: 3001 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/amount' }] },
    })
    expect((await refund(guest.participant_id)).body).toMatchObject({ state: 'refunded', refunded: 5000 })
    expect((await refund(guest.participant_id)).status).toBe(409)
  })

  test('a dispute is seen, and its end', async () => {
    const { guest } = await paid()
    const { stripe_payment } = await paymentOf(guest.participant_id)
    const id = stripe.control.dispute(stripe_payment ?? '')
    await expect.poll(async () => (await paymentOf(guest.participant_id)).state).toBe('disputed')
    stripe.control.closeDispute(id, 'won')
    await expect.poll(async () => (await paymentOf(guest.participant_id)).state).toBe('paid')
    const { rows } = await app.database.pool.query(
      `select type from events where payload->>'participantId' = $1 and type like 'payment:%' order by event_id`,
      [guest.participant_id],
    )
    expect(rows.map(({ type }) => type)).toEqual(['payment:paid', 'payment:disputed', 'payment:disputed'])
  })
})

describe('in the call', () => {
  test('a host asks for an amount, the guest pays, and both see it', async () => {
    const { guest, host } = await bookWithFee({ amount: 0 })
    const hostPage = await openPage(app.url, host.entry_url)
    const page = await openPage(app.url, guest.entry_url)
    await hostPage.ask('visit:enter')
    await page.ask('visit:enter')
    const { waiting } = await hostPage.until((view) => view.waiting.length === 1)
    const visitId = waiting[0]?.visitId
    await hostPage.ask('door:let-in', { visitId })
    await page.until(({ phase }) => phase.name === 'in-call')
    const asked = { visitId, amount: 3000, currency: 'AUD', description: 'Certificate' }
    expect(await page.ask('payment:request', asked)).toMatchObject({ ok: false })
    expect(await hostPage.ask('payment:request', { ...asked, amount: 3 })).toEqual({
      ok: false,
      problem: 'invalid-request',
    })
    expect(await hostPage.ask('payment:request', asked)).toEqual({ ok: true })
    const { payments, phase } = await page.until((view) => view.payments?.length === 1)
    expect(phase.name).toBe('in-call')
    expect(payments).toMatchObject([{ reason: 'request', amount: 3000, description: 'Certificate', state: 'owed' }])
    stripe.control.pay(await press(page))
    await page.until((view) => view.payments?.[0]?.state === 'paid')
    await hostPage.until((view) => view.people[0]?.payments?.[0]?.state === 'paid')
    const { body } = await app.call<PaymentPage>('GET', `/v1/payments?participant_id=${guest.participant_id}`)
    expect(body.content).toMatchObject([{ reason: 'request', state: 'paid' }])
  })

  test('a host whose network has lost the answer asks once more, and it is asked for once', async () => {
    const { guest, host } = await bookWithFee({ amount: 0 }, { feature_flags: ['-plugin;waiting-room'] })
    const hostPage = await openPage(app.url, host.entry_url)
    const page = await openPage(app.url, guest.entry_url)
    await hostPage.ask('visit:enter')
    await page.ask('visit:enter')
    const { people } = await hostPage.until((view) => view.people.length === 1)
    const asked = { visitId: people[0]?.visitId, amount: 3000, currency: 'AUD', description: 'Certificate' }
    const ask = (change: object = {}) => hostPage.ask('payment:request', { ...asked, ...change })
    expect(await Promise.all([ask(), ask()])).toEqual([{ ok: true }, { ok: true }])
    expect(await ask({ currency: 'aud' })).toEqual({ ok: true })
    const { payments } = await page.until((view) => view.payments?.length === 1)
    for (const change of [{ amount: 3100 }, { currency: 'eur' }, { description: 'Letter' }]) await ask(change)
    await page.until((view) => view.payments?.length === 4)
    // What was taken back or paid can be asked for anew.
    await hostPage.ask('payment:withdraw', { paymentId: payments?.[0]?.paymentId })
    await page.until((view) => view.payments?.length === 3)
    await ask()
    await page.until((view) => view.payments?.length === 4)
  })
})

test('nothing about anybody goes to the provider, and no key into the log', async () => {
  const { guest } = await bookWithFee({ description: 'Initial consultation' })
  const page = await openPage(app.url, guest.entry_url)
  await press(page)
  const sent = stripe.control.calls().map(({ path, body }) => `${path} ${body}`)
  const all = sent.join('\n')
  expect(all).toContain('Initial%20consultation')
  expect(all).not.toMatch(/Ana\b|Vega/)
  const link = guest.entry_url.split('/').at(-1) ?? ''
  expect(all).not.toContain(link)
  expect(app.logged.join('\n')).not.toMatch(/sk_test/)
})
