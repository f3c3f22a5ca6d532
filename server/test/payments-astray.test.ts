import type { Payment } from '@anteroom/contract/api/payments'
import { isDue, isTaken } from '@anteroom/contract/payments'
import { beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import type { Asker } from '../src/visits/service.ts'
import { startTestApp } from './support/app.ts'
import { startForwarder } from './support/forwarder.ts'
import { newKey } from './support/stripe.ts'

// Whatever happens, in whatever order, at two processes and at the provider: in the end what the provider holds is what the
// database says, of one fee one payment is kept at most, and nobody who has paid stands before a locked door.

/** Ten thousand take some minutes: HISTORIES=10000 npx vitest run --project server payments-astray */
const histories = Number(process.env.HISTORIES ?? 96)
/** The seed of the first, to look at some again: HISTORIES_FROM=960 */
const from = Number(process.env.HISTORIES_FROM ?? 0)
const atOnce = 24
const stepsOfEach = 12

const outside = await startForwarder()
const first = await startTestApp({ PUBLIC_URL: outside.url, STRIPE_API_URL: 'http://127.0.0.1:9' })
const stripe = await startStripeStandIn({ clock: first.clock, retriesMs: [50] })
/** Each renews its own token: one of another process may be signed with a key that is as new as the hour. */
const beside = () => ({ database: first.database, clock: first.clock, team: { ...first.team } })
const settings = { PUBLIC_URL: outside.url, STRIPE_API_URL: stripe.url }
const apps = [await startTestApp(settings, beside()), await startTestApp(settings, beside())]
outside.to(apps[0]?.url ?? '')

beforeAll(async () => {
  const body = { name: 'Practice', secret_key: newKey() }
  expect((await appAt(0).call('POST', '/v1/payment-accounts', { body })).status).toBe(200)
  return async () => {
    for (const app of apps) await app.close()
    await stripe.stop()
  }
})

function appAt(place: number) {
  const app = apps[place % apps.length]
  if (!app) throw new Error('there are two')
  return app
}

/** The same each time for the same seed (mulberry32), so that what has failed can be looked at again. */
function createDice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return { below, pick: <One>(items: readonly One[]): One => items[below(items.length)] as One }
}

const cards = ['4242424242424242', '4242424242424242', '4000000000000002', '4000000000009995', '4000002500003155']
const minutes = [1, 3, 20, 60]
/** Longer than Stripe remembers a key. What is tried again after that must not be done twice. */
const longMs = 26 * 3_600_000

type Told = string[]

/** Another history may move the clock between the making of a token and its reading. */
async function bookUntilHeard(booking: Record<string, unknown>) {
  for (;;) {
    try {
      return await appAt(0).book(booking)
    } catch (error) {
      if (!String(error).includes('not-authenticated')) throw error
    }
  }
}

/** So many wait for each other, twice in their histories. */
function createPauses(of: number) {
  let here = 0
  let next = Promise.withResolvers<void>()
  return async () => {
    const mine = next
    if (++here === of) {
      here = 0
      next = Promise.withResolvers<void>()
      first.clock.advance(longMs)
      mine.resolve()
    }
    await mine.promise
  }
}

async function play(seed: number, told: Told, pause: () => Promise<void>) {
  const dice = createDice(seed)
  const collect = dice.below(3) === 0 ? 'card' : 'before'
  const fee = (amount: number) => JSON.stringify({ amount, currency: 'aud', collect })
  const start = new Date(first.clock.now().getTime() + 40 * 86_400_000)
  const session = await bookUntilHeard({
    start_time: start.toISOString(),
    end_time: new Date(start.getTime() + 3_600_000).toISOString(),
    participants: [{ role: 'guest', display_name: 'Ana', fee: fee(5000) }],
  })
  const participantId = session.participants[0]?.participant_id ?? ''
  const { rows } = await first.database.pool.query('select payment_id from payments where participant_id = $1', [
    participantId,
  ])
  const paymentId: string = rows[0].payment_id
  const page = { pageId: 'page-of-ana', browserHash: '' }
  const asker: Asker = { participantId, sessionId: session.session_id, page }
  const app = () => appAt(dice.below(2))

  async function pages(): Promise<string[]> {
    const { rows: known } = await first.database.pool.query(
      `select provider_id from payment_attempts where payment_id = $1 and kind = 'checkout' and provider_id is not null`,
      [paymentId],
    )
    return known.map(({ provider_id }) => provider_id)
  }

  const steps = {
    open: () => app().payments.served['payment:open'](asker, { paymentId }),
    openTwice: () => Promise.all(apps.map((one) => one.payments.served['payment:open'](asker, { paymentId }))),
    async pay() {
      const checkout = dice.pick(await pages())
      if (!checkout) return
      const paid = stripe.control.pay(checkout, dice.pick(cards))
      if (paid.is === 'asks') stripe.control.answerBank(checkout, dice.below(3) > 0)
    },
    comeBack: () => app().payments.served['payment:check'](asker, { paymentId }),
    job: () => app().payments.pursueDue(new AbortController().signal),
    changeFee: () =>
      app().call('PUT', `/v1/participants/${participantId}`, {
        body: { fee: dice.below(4) === 0 ? null : fee(dice.pick([5000, 7000])) },
      }),
    refund: () =>
      app().call('POST', `/v1/participants/${participantId}/payment/refund`, {
        body: dice.below(2) ? {} : { amount: dice.pick([100, 4000]) },
      }),
    charge: () =>
      app().call('POST', `/v1/participants/${participantId}/payment/charge`, {
        body: { amount: dice.pick([800, 8000]) },
      }),
    chargeTwice: () =>
      Promise.all(
        apps.map((one) =>
          one.call('POST', `/v1/participants/${participantId}/payment/charge`, { body: { amount: 900 } }),
        ),
      ),
    async dispute() {
      const { body } = await app().call<Payment>('GET', `/v1/participants/${participantId}/payment`)
      if (!body.stripe_payment || dice.below(4) > 0) return
      const id = stripe.control.dispute(body.stripe_payment)
      if (dice.below(2)) stripe.control.closeDispute(id, dice.pick(['won', 'lost']))
    },
    // What is disturbed hits whoever asks next, also others: that is the same for them.
    async network() {
      stripe.control.disturb({
        times: 1 + dice.below(3),
        answer: dice.pick(['drop', 'drop', 500, 429, 503]),
        when: dice.pick(['before', 'after']),
        isKept: dice.below(4) === 0,
        ...(dice.below(3) === 0 ? { delayMs: 20 } : {}),
      })
    },
    async webhooks() {
      stripe.control.changePost({
        lose: dice.pick([0, 1, 3]),
        isDoubled: dice.below(2) === 0,
        isHeld: dice.below(3) === 0,
      })
      if (dice.below(2)) stripe.control.release()
    },
    async time() {
      first.clock.advance(dice.pick(minutes) * 60_000)
    },
  }
  const names = Object.keys(steps) as (keyof typeof steps)[]
  const likely: (keyof typeof steps)[] = ['open', 'open', 'pay', 'pay', 'pay', 'comeBack', 'charge', 'refund']
  for (let count = 0; count < stepsOfEach; count++) {
    if (count === 5 || count === 9) await pause()
    const name = dice.pick([...names, ...likely])
    told.push(name)
    await steps[name]().catch((error: unknown) => {
      // Of a page that is closed, or of money that is not there.
      if (!(error instanceof RangeError)) throw error
    })
  }
  return { participantId }
}

/** All is calm, and everything is asked about until there is nothing to learn any more. */
async function settleAll() {
  stripe.control.calm()
  stripe.control.release()
  for (let round = 0; round < 60; round++) {
    first.clock.advance(31 * 60_000)
    await Promise.all(apps.map((app) => app.payments.pursueDue(new AbortController().signal)))
    const { rows } = await first.database.pool.query('select count(*) from payment_attempts where look_at is not null')
    if (Number(rows[0].count) === 0) return
  }
  const { rows } = await first.database.pool.query('select * from payment_attempts where look_at is not null limit 5')
  throw new Error(`there is still something to learn: ${JSON.stringify(rows)}`)
}

const said = (told: Told, seed: number) => `history ${seed}: ${told.join(', ')}`

test(`${histories} histories of clicks, returns, webhooks, timeouts and changes leave nothing astray`, {
  // Each one has a hundred requests, and the two processes share two cores with everybody else.
  timeout: 60_000 + histories * 400,
}, async () => {
  const outcomes = new Map<string, number>()
  for (let played = 0; played < histories; played += atOnce) {
    const seeds = Array.from({ length: Math.min(atOnce, histories - played) }, (_, place) => from + played + place)
    const tolds = seeds.map((): Told => [])
    const pause = createPauses(seeds.length)
    const seats = await Promise.all(
      seeds.map((seed, place) =>
        play(seed, tolds[place] ?? [], pause).catch((error: unknown) => {
          throw new Error(said(tolds[place] ?? [], seed), { cause: error })
        }),
      ),
    )
    await settleAll()
    const totals = stripe.totals()
    for (const [place, { participantId }] of seats.entries()) {
      const words = said(tolds[place] ?? [], seeds[place] ?? 0)
      const { rows } = await first.database.pool.query('select * from payments where participant_id = $1', [
        participantId,
      ])
      for (const { payment_id, state, amount, refunded, reason, collect, card_last4, waived_at } of rows) {
        const held = totals.byPayment[payment_id] ?? { captured: 0, refunded: 0 }
        outcomes.set(state, (outcomes.get(state) ?? 0) + 1)
        const sum = isTaken(state) ? amount - refunded : 0
        expect({ sum: held.captured - held.refunded, words }).toEqual({ sum, words })
        const card = card_last4 && { brand: '', last4: card_last4 }
        const isOwing = isDue({ reason, state, collect, waived: waived_at !== null, card })
        if (sum > 0) expect({ isOwing, words }).toEqual({ isOwing: false, words })
      }
    }
  }
  // They came far: of what can become of a fee, most has.
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['paid', 'card-kept']))
  expect(outcomes.size).toBeGreaterThanOrEqual(5)
})
