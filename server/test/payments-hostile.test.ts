import { randomUUID } from 'node:crypto'
import type { Payment, PaymentAccount } from '@anteroom/contract/api/payments'
import Stripe from 'stripe'
import { beforeAll, describe, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'
import { newKey } from './support/stripe.ts'

// Who pays, who asks for it and who is asked is nobody's to say but the server's.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url, ROOM_EVENTS_PER_MINUTE: '0' })

beforeAll(() => stripe.stop)

async function aSession() {
  const { token } = await app.makeTeam(`t${randomUUID().slice(0, 8)}`)
  const { body } = await app.call<PaymentAccount>('POST', '/v1/payment-accounts', {
    token,
    body: { name: 'Practice', secret_key: newKey() },
  })
  const fee = (collect: string) => JSON.stringify({ amount: 5000, currency: 'AUD', collect })
  const people = [
    { display_name: 'Dr Vega', role: 'host' },
    { display_name: 'Ana', role: 'guest', fee: fee('before') },
    { display_name: 'Kim', role: 'guest', fee: fee('card') },
    { display_name: 'Tom', role: 'participant' },
  ]
  const { participants } = await app.book({ participants: people }, token)
  const urls = new Map(participants.map(({ display_name, entry_url }) => [display_name, entry_url]))
  const page = (name: string) => openPage(app.url, urls.get(name) ?? '')
  const kims = `/v1/participants/${participants[2]?.participant_id}/payment`
  return {
    token,
    accountId: body.account_id,
    page,
    kims,
    read: async () => (await app.call<Payment>('GET', kims, { token })).body,
    anas: await page('Ana'),
  }
}

/** Kim leaves a card, and the host is in the call with Tom. */
async function aCall() {
  const session = await aSession()
  const kim = await session.page('Kim')
  const paymentId = kim.view().payments?.[0]?.paymentId ?? ''
  const opened = (await kim.ask('payment:open', { paymentId })) as unknown as { url: string }
  stripe.control.pay(/cs_\w+/.exec(opened.url)?.[0] ?? '')
  await kim.ask('payment:check', { paymentId })
  await kim.until(({ phase }) => phase.name === 'precall')
  const host = await session.page('Dr Vega')
  await host.ask('visit:enter')
  const tom = await session.page('Tom')
  await tom.ask('visit:enter')
  const people = await host.until((view) => view.people.length === 1)
  return { ...session, kim, paymentId, host, tom, tomsVisit: people.people[0]?.visitId ?? '' }
}

test('nobody opens, asks about or takes back what is somebody else’s, in their own session or another', async () => {
  const [call, other] = [await aCall(), await aCall()]
  const { paymentId, anas, tom } = call
  for (const stranger of [anas, tom, other.anas, other.tom, other.kim]) {
    for (const event of ['payment:open', 'payment:check']) {
      expect(await stranger.ask(event, { paymentId }), event).toEqual({ ok: false, problem: 'not-found' })
    }
  }
  // A host of another session knows the id and is none of the hosts here.
  const { host } = other
  expect(await host.ask('payment:charge', { paymentId, amount: 8000 })).toEqual({ ok: false, problem: 'not-found' })
  expect(await host.ask('payment:withdraw', { paymentId })).toEqual({ ok: false, problem: 'not-found' })
  for (const event of ['payment:waive', 'payment:request']) {
    const asked = { visitId: call.tomsVisit, ...(event === 'payment:request' && { amount: 8000, currency: 'aud' }) }
    expect(await host.ask(event, asked), event).toEqual({ ok: false, problem: 'not-found' })
  }
  expect(await call.read()).toMatchObject({ state: 'card-kept', amount: 5000 })
})

test('who is no host in the call asks nobody for anything, charges nothing and lets nobody in', async () => {
  const { kim, tom, anas, paymentId, tomsVisit, read } = await aCall()
  for (const guest of [kim, tom, anas]) {
    for (const [event, payload] of [
      ['payment:charge', { paymentId, amount: 8000 }],
      ['payment:withdraw', { paymentId }],
      ['payment:request', { visitId: tomsVisit, amount: 8000, currency: 'aud' }],
      ['payment:waive', { visitId: anas.view().me.visitId }],
    ] as const) {
      expect(await guest.ask(event, payload), event).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/^(not-allowed|wrong-phase)$/),
      })
    }
  }
  expect(await read()).toMatchObject({ state: 'card-kept' })
  expect(anas.view().phase.name).toBe('payment')
})

describe('what is no amount, no currency and no words is refused, and moves nothing', () => {
  const good = { amount: 8000, currency: 'aud', description: 'Certificate' }
  const amounts = [-1, 0, 0.5, 80.01, 1e21, Number.MAX_SAFE_INTEGER, 100_000_000, '8000', null, [8000], {}, true]
  const bad: [string, object][] = [
    ...amounts.map((amount): [string, object] => [`amount ${JSON.stringify(amount)}`, { amount }]),
    ...['', 'au', 'audd', '💶💶💶', 'xxx', 'a\u0000d', null, ['aud'], 36].map((currency): [string, object] => [
      `currency ${JSON.stringify(currency)}`,
      { currency },
    ]),
    ...['a'.repeat(201), '\u0000', '\ud800', null, ['a'], 'a'.repeat(60_000)].map((description): [string, object] => [
      `description ${JSON.stringify(description).slice(0, 20)}`,
      { description },
    ]),
  ]
  test('in the room', async () => {
    const { host, tom, tomsVisit, paymentId, read } = await aCall()
    for (const [what, change] of bad) {
      const asked = await host.ask('payment:request', { ...good, visitId: tomsVisit, ...change })
      expect(asked, what).toEqual({ ok: false, problem: 'invalid-request' })
      if ('currency' in change) continue
      const { currency, ...charge } = good
      const charged = await host.ask('payment:charge', { ...charge, paymentId, ...change })
      expect(charged, what).toEqual({ ok: false, problem: 'invalid-request' })
    }
    for (const paymentId of ['', 'x'.repeat(60_000), null, {}, ['a'], '\u0000', '__proto__', randomUUID()]) {
      for (const event of ['payment:open', 'payment:check']) {
        expect(await tom.ask(event, { paymentId }), String(paymentId).slice(0, 20)).toMatchObject({ ok: false })
      }
    }
    expect(tom.view().payments).toBeUndefined()
    expect(await read()).toMatchObject({ state: 'card-kept', amount: 5000 })
  })

  test('by the API', async () => {
    const { kims, token, read } = await aCall()
    const post = (what: string, body: object) => app.call('POST', `${kims}/${what}`, { token, body })
    for (const [what, change] of bad) {
      // No description is what null is there.
      if ('description' in change && change.description === null) continue
      expect((await post('request', { ...good, ...change })).status, what).toBe(400)
      expect((await post('charge', { ...good, ...change })).status, what).toBe(400)
    }
    expect(await read()).toMatchObject({ state: 'card-kept', amount: 5000 })
  })
})

test.each([
  ['two hundred signs of four bytes', '💶'.repeat(200)],
  ['control characters and lines', 'a\u0007\u001b[31m\r\nb\u202e'],
  ['what looks like other things', '<img src=x onerror=alert(1)> {{7*7}} %0d%0a &amount=1'],
])('words that are odd are taken as they are, here and at Stripe: %s', async (_what, description) => {
  const { host, tom, tomsVisit } = await aCall()
  const asked = await host.ask('payment:request', { visitId: tomsVisit, amount: 8000, currency: 'aud', description })
  expect(asked).toEqual({ ok: true })
  const { payments } = await tom.until((view) => view.payments?.length === 1)
  expect(payments?.[0]).toMatchObject({ description: description.trim(), amount: 8000 })
  const opened = await tom.ask('payment:open', { paymentId: payments?.[0]?.paymentId })
  expect(opened).toMatchObject({ ok: true })
  const said = new URLSearchParams(stripe.control.calls().at(-1)?.body)
  expect(said.get('line_items[0][price_data][product_data][name]')).toBe(description.trim())
  expect(said.get('line_items[0][price_data][unit_amount]')).toBe('8000')
})

describe('what pretends to be Stripe', () => {
  const { webhooks } = new Stripe('sk_test_signs')
  const send = (accountId: string, payload: string | Buffer, headers: Record<string, string>) =>
    fetch(`${app.url}/v1/stripe/webhook/${accountId}`, { method: 'POST', headers, body: payload })

  async function secretOf(accountId: string) {
    const { rows } = await app.database.pool.query(
      'select webhook_secret from payment_accounts where account_id = $1',
      [accountId],
    )
    return app.sealing.open(`payment_accounts.webhook_secret/${accountId}`, rows[0].webhook_secret)
  }

  test('is refused before it costs anything: ten megabytes, thousands of signatures, other types', async () => {
    const { accountId } = await aSession()
    const large = await send(accountId, Buffer.alloc(10_000_000, 97), {}).catch(() => null)
    if (large) expect(large.status).toBe(413)
    const many = Array.from({ length: 10_000 }, () => `v1=${'a'.repeat(64)}`).join(',')
    const crowded = await send(accountId, '{}', { 'stripe-signature': `t=1,${many}` }).catch(() => null)
    if (crowded) expect([400, 431]).toContain(crowded.status)
    for (const type of ['text/html', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16']) {
      expect((await send(accountId, '{}', { 'content-type': type })).status, type).toBe(400)
    }
    for (const type of ['', 'nonsense', ';']) {
      expect((await send(accountId, '{}', { 'content-type': type })).status, type).toBe(415)
    }
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
  })

  test('with the right signature changes nothing that Stripe does not say itself', async () => {
    const { accountId, kims, token } = await aSession()
    const secret = (await secretOf(accountId)) ?? ''
    const { body } = await app.call<Payment>('GET', kims, { token })
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const metadata = { payment_id: body.payment_id, attempt_id: randomUUID() }
    const object = {
      id: 'cs_made_up',
      object: 'checkout.session',
      payment_status: 'paid',
      status: 'complete',
      metadata,
    }
    const event = (data: string) =>
      `{"id":"evt_${randomUUID()}","object":"event","type":"checkout.session.completed","data":{"object":${data}}}`
    const bodies = [event(JSON.stringify(object)), event(deep), event('"text"'), event('null'), 'null', '[]', '"', deep]
    for (const payload of bodies) {
      const far = Math.floor(app.clock.now().getTime() / 1000) + 10 * 365 * 86_400
      for (const timestamp of [Math.floor(app.clock.now().getTime() / 1000), far]) {
        const header = webhooks.generateTestHeaderString({ payload, secret, timestamp })
        const answer = await send(accountId, payload, { 'stripe-signature': header })
        expect([200, 400], payload.slice(0, 80)).toContain(answer.status)
      }
    }
    await expect
      .poll(async () => {
        const { rows } = await app.database.pool.query(
          "select count(*)::int as open from pgboss.job where group_id = $1 and state <> 'completed'",
          [accountId],
        )
        return rows[0].open
      })
      .toBe(0)
    expect((await app.call<Payment>('GET', kims, { token })).body).toMatchObject({ state: 'owed' })
  })
})

test.each([
  { language: 'de', locale: 'de' },
  { language: 'zh-Hans', locale: 'zh' },
  // Of which there is no page.
  { language: 'ar', locale: 'auto' },
  { language: 'constructor', locale: 'auto' },
])('the page to pay on is in the language of the page before it: $language', async ({ language, locale }) => {
  const { anas } = await aSession()
  const paymentId = anas.view().payments?.[0]?.paymentId
  expect(await anas.ask('payment:open', { paymentId, language })).toMatchObject({ ok: true })
  const made = stripe.control.calls().findLast(({ path }) => path === '/v1/checkout/sessions')
  expect(new URLSearchParams(made?.body).get('locale')).toBe(locale)
})

test.each(['', '<de>', 'de'.repeat(40), 7, null])('a language that cannot be one is refused: %j', async (language) => {
  const { anas } = await aSession()
  const paymentId = anas.view().payments?.[0]?.paymentId
  expect(await anas.ask('payment:open', { paymentId, language })).toMatchObject({
    ok: false,
    problem: 'invalid-request',
  })
})

test('the way back leads nobody on who has not left by it, whatever stands in its address', async () => {
  const { kim, paymentId } = await aCall()
  const { rows } = await app.database.pool.query('select attempt_id from payment_attempts where payment_id = $1', [
    paymentId,
  ])
  const attemptId: string = rows[0].attempt_id
  const cookie = `anteroom_secret=${randomUUID()}; __Host-anteroom_secret=${randomUUID()}`
  const tampered = [
    attemptId,
    attemptId.toUpperCase(),
    `${attemptId}?cancelled&looks=99&url=https://evil.example`,
    `${attemptId}?looks=1e309&looks=2`,
    `${attemptId}/..%2f..%2fevil.example`,
    `${attemptId}%00`,
    '%2f%2fevil.example',
    `//evil.example/${attemptId}`,
    paymentId,
  ]
  for (const rest of tampered) {
    const answer = await fetch(`${app.url}/session/payment/${rest}`, { headers: { cookie }, redirect: 'manual' })
    expect([200, 400, 404], rest).toContain(answer.status)
    expect(answer.headers.get('location'), rest).toBe(null)
    const text = await answer.text()
    expect(text, rest).not.toContain('evil')
    expect(text, rest).not.toMatch(/\/session\/[0-9a-f-]{36}/)
  }
  expect(kim.view().phase.name).toBe('precall')
})
