import { afterEach, beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { createPayers } from './support/payer.ts'
import { libraryAt, slowly } from './support/stripe.ts'

// Stripe answers, and does not do it now: it is too busy or broken for minutes, does the same already, or knows the key from other
// words. None of that is a no, and in the end it was done once.

const stripe = await startStripeStandIn({ retriesMs: [] })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })

beforeAll(() => stripe.stop)
afterEach(() => stripe.control.calm())

const { aPayer, opened, pay, pursue } = createPayers({ app, stripe })
type Payer = Awaited<ReturnType<typeof aPayer>>

/** The keys under which something was asked for at that path since then. */
function startListening(path: string) {
  const known = stripe.control.calls().length
  const heard = () =>
    stripe.control
      .calls()
      .slice(known)
      .filter((call) => call.method === 'POST' && call.path === path)
  return { heard, keys: () => [...new Set(heard().map(({ idempotencyKey }) => idempotencyKey))] }
}

async function later(minutes: number) {
  app.clock.advance(minutes * 60_000)
  await pursue()
}

type Way = {
  what: 'charge' | 'refund'
  path: string
  asked: object
  /** As long as nobody knows, and in the end. */
  underWay: object
  end: object
  held: { captured: number; refunded: number }
}

const ways: readonly Way[] = [
  {
    what: 'charge',
    path: '/v1/payment_intents',
    asked: { amount: 8000 },
    underWay: { state: 'charging', trouble: null, amount: 8000 },
    end: { state: 'paid', amount: 8000, refunded: 0 },
    held: { captured: 8000, refunded: 0 },
  },
  {
    what: 'refund',
    path: '/v1/refunds',
    asked: { amount: 2000 },
    underWay: { state: 'paid', refunded: 0 },
    end: { state: 'partly-refunded', refunded: 2000 },
    held: { captured: 5000, refunded: 2000 },
  },
]

/** Ana has left her card, or has paid; of what comes of it Stripe tells nobody. */
async function payerFor({ what }: Way): Promise<Payer> {
  const payer = await aPayer(what === 'charge' ? { collect: 'card' } : {})
  await pay(payer.page)
  stripe.control.changePost({ lose: 'all' })
  return payer
}

async function expectUnderWay({ read, events }: Payer, way: Way) {
  expect(await read()).toMatchObject(way.underWay)
  expect(await events()).not.toContain('payment:failed')
}

async function expectDoneOnce({ read, key, events }: Payer, way: Way) {
  expect(await read()).toMatchObject(way.end)
  expect(stripe.totals(key)).toMatchObject(way.held)
  const told = way.what === 'charge' ? 'payment:paid' : 'payment:refunded'
  expect((await events()).filter((type) => type === told)).toHaveLength(1)
  expect(await events()).not.toContain('payment:failed')
}

/** As the pauses of the job grow. After ten minutes it would ask whether it was done, under no key. */
const pauses = [
  { minutes: 1, answer: 429 },
  { minutes: 1, answer: 500 },
  { minutes: 2, answer: 429 },
] as const

for (const way of ways) {
  const { what, path, asked } = way

  test.each([
    { name: 'does nothing', when: 'before' },
    { name: 'does it, and does not say so,', when: 'after' },
  ] as const)(
    `a ${what} while Stripe is broken and too busy for minutes and $name is under way until it is known, under one key`,
    async ({ when }) => {
      const payer = await payerFor(way)
      const { heard, keys } = startListening(path)
      const disturb = (answer: 429 | 500) => {
        stripe.control.calm()
        stripe.control.changePost({ lose: 'all' })
        stripe.control.disturb({ path, method: 'POST', answer, when })
      }
      disturb(500)
      expect((await payer.post(what, asked)).status).toBe(200)
      for (const { minutes, answer } of pauses) {
        await expectUnderWay(payer, way)
        // Whoever wants to charge once more is told that it is under way.
        if (what === 'charge') expect((await payer.post(what, asked)).status).toBe(409)
        disturb(answer)
        const before = heard().length
        await later(minutes)
        expect(heard().slice(before).at(-1)?.status).toBe(answer)
      }
      await expectUnderWay(payer, way)
      stripe.control.calm()
      stripe.control.changePost({ lose: 'all' })
      await later(4)
      await expectDoneOnce(payer, way)
      expect(keys()).toHaveLength(1)
    },
  )

  test(`a ${what} that Stripe keeps answering with the 500 of its first try is asked about, and was done once`, async () => {
    const payer = await payerFor(way)
    stripe.control.disturb({ path, method: 'POST', answer: 500, when: 'after', isKept: true, times: 1 })
    expect((await payer.post(what, asked)).status).toBe(200)
    await later(2)
    await expectUnderWay(payer, way)
    await later(12)
    await expectDoneOnce(payer, way)
  })

  test(`a ${what} that another process asks for while Stripe does it is done once, and nobody is told no`, async () => {
    const payer = await payerFor(way)
    const { heard, keys } = startListening(path)
    const over = Promise.withResolvers<void>()
    stripe.control.disturb({ path, method: 'POST', until: over.promise, times: 1 })
    const answered = payer.post(what, asked)
    await expect.poll(() => heard().length, slowly).toBe(1)
    await later(2)
    expect(heard().map(({ status }) => status)).toEqual([null, 409])
    await expectUnderWay(payer, way)
    over.resolve()
    expect(await answered).toMatchObject({ status: 200, body: way.end })
    await expectDoneOnce(payer, way)
    expect(keys()).toHaveLength(1)
  })

  test(`a ${what} whose key Stripe knows from other words is not taken for refused: it is asked what became of it`, async () => {
    const payer = await payerFor(way)
    const { heard, keys } = startListening(path)
    const over = Promise.withResolvers<void>()
    stripe.control.disturb({ path, method: 'POST', until: over.promise, answer: 'drop', when: 'before', times: 1 })
    const answered = payer.post(what, asked)
    await expect.poll(() => heard().length, slowly).toBe(1)
    await doInOtherWords(payer, way, heard()[0])
    over.resolve()
    expect((await answered).status).toBe(200)
    expect(heard().at(-1)?.status).toBe(400)
    await expectUnderWay(payer, way)
    await later(2)
    await expectUnderWay(payer, way)
    await later(12)
    await expectDoneOnce(payer, way)
    expect(keys()).toHaveLength(1)
  })
}

/** As a process of another version would have asked for it, which was quicker. */
async function doInOtherWords(
  { key }: Payer,
  { what }: Way,
  call: { body: string; idempotencyKey: string | null } | undefined,
) {
  const params = new URLSearchParams(call?.body)
  const of = (name: string) => String(params.get(name))
  const library = libraryAt(stripe, key)
  const options = { idempotencyKey: String(call?.idempotencyKey) }
  const metadata = { attempt_id: of('metadata[attempt_id]'), version: 'another' }
  if (what === 'refund') {
    const amount = Number(of('amount'))
    return void (await library.refunds.create({ payment_intent: of('payment_intent'), amount, metadata }, options))
  }
  const { status } = await library.paymentIntents.create(
    {
      amount: Number(of('amount')),
      currency: of('currency'),
      customer: of('customer'),
      payment_method: of('payment_method'),
      off_session: true,
      confirm: true,
      metadata,
    },
    options,
  )
  expect(status).toBe('succeeded')
}

test('a charge that Stripe has not done in ten minutes is done no more, no bank is blamed, and it may be charged again', async () => {
  const { page, key, read, post } = await aPayer({ collect: 'card' })
  await pay(page)
  stripe.control.changePost({ lose: 'all' })
  stripe.control.disturb({ path: '/v1/payment_intents', method: 'POST', answer: 429 })
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'charging' })
  await later(12)
  expect(await read()).toMatchObject({ state: 'failed', trouble: 'account', card: { last4: '4242' } })
  stripe.control.calm()
  expect((await post('charge', { amount: 8000 })).body).toMatchObject({ state: 'paid', trouble: null })
  expect(stripe.totals(key)).toMatchObject({ captured: 8000, refunded: 0 })
})

test('a page to pay on that Stripe knows from other words is not waited for, and another one is paid on once', async () => {
  const { page, teamId, key, read } = await aPayer()
  const path = '/v1/checkout/sessions'
  const { heard, keys } = startListening(path)
  const press = () => page.ask('payment:open', { paymentId: page.view().payments?.[0]?.paymentId })
  const unknown = { ok: false, problem: 'provider-unreachable' }
  stripe.control.disturb({ path, method: 'POST', answer: 'drop', when: 'after', times: 3 })
  expect(await press()).toEqual(unknown)
  // Where there is no description its name stands above the amount.
  await app.database.pool.query(`update teams set name = 'Practice by the sea' where team_id = $1`, [teamId])
  expect(await press()).toEqual(unknown)
  expect(heard().at(-1)?.status).toBe(400)
  expect(await read()).toMatchObject({ state: 'owed', trouble: null })
  app.clock.advance(61_000)
  const checkout = await opened(page)
  expect(keys()).toHaveLength(2)
  stripe.control.pay(checkout)
  await page.ask('payment:check', { paymentId: page.view().payments?.[0]?.paymentId })
  await page.until(({ phase }) => phase.name === 'precall')
  await later(40)
  expect(await read()).toMatchObject({ state: 'paid', refunded: 0 })
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 0 })
})
