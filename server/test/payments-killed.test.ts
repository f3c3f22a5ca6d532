import type { Session } from '@anteroom/contract/api/sessions'
import { isTaken, type PaymentState } from '@anteroom/contract/payments'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Heard } from '../src/demo/stripe/control.ts'
import { aBooking, startTestApp } from './support/app.ts'
import { createTestDatabase } from './support/database.ts'
import { startForwarder } from './support/forwarder.ts'
import { inPhase, openPage } from './support/page.ts'
import { startServerProcess } from './support/process.ts'
import { newKey, slowly, standInForTest } from './support/stripe.ts'

// A process is killed while the provider is asked for something: what was begun is brought to its end by the job of
// another one, without a click and without a webhook, and nothing is done twice.

const outside = await startForwarder()
/** A round of the job comes every five seconds, and some ends take two. */
const within = { timeout: 20_000, interval: 50 }

async function startSite() {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  // What nobody took is not sent again: the job has to learn of it.
  const stripe = await standInForTest({ retriesMs: [] })
  const settings = { PUBLIC_URL: outside.url, STRIPE_API_URL: stripe.url, RATE_LIMIT_PER_MINUTE: '0' }
  const { team, close } = await startTestApp(settings, { database })
  // It would ask as well.
  await close()
  const start = () => startServerProcess(database, { ...settings, NODE_ENV: 'test', LOG_LEVEL: 'silent' })
  let server = await start()
  outside.to(server.url)

  async function call<Body>(method: string, path: string, body: unknown): Promise<Body> {
    const headers = { authorization: `Bearer ${team.token}`, 'content-type': 'application/json' }
    const answer = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  await call('POST', '/v1/payment-accounts', { name: 'Practice', secret_key: newKey() })

  return {
    stripe,
    call,
    url: () => server.url,
    /** The other process comes up so much later, as far as payments go: all processes have the time of the database. */
    async killAndStart(minutes: number, meanwhile: () => void) {
      await server.kill()
      meanwhile()
      await database.pool.query(
        `update payment_attempts set created_at = created_at - $1 * interval '1 minute',
         look_at = look_at - $1 * interval '1 minute'`,
        [minutes],
      )
      server = await start()
      outside.to(server.url)
    },
    async rows<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
      return (await database.pool.query(statement, values)).rows
    },
    async bookGuest(collect: string) {
      const fee = JSON.stringify({ amount: 5000, currency: 'aud', collect })
      const participants = [{ role: 'guest', display_name: 'Ana', fee }]
      const session = await call<Session>('POST', '/v1/sessions', { ...aBooking(), participants })
      const [guest] = session.participants
      if (!guest) throw new Error('there is one')
      return guest
    },
  }
}
type Site = Awaited<ReturnType<typeof startSite>>

type Row = { payment_id: string; state: string; amount: number; refunded: number; provider_id: string }

async function comeGuest(site: Site, collect = 'before') {
  const { participant_id: participantId, entry_url } = await site.bookGuest(collect)
  const page = await openPage(site.url(), entry_url)
  const paymentId = page.view().payments?.[0]?.paymentId ?? ''

  /** The pages to pay on that can still be, the newest last. */
  const pages = async () => {
    const rows = await site.rows<Row>(
      `select provider_id from payment_attempts where payment_id = $1 and kind = 'checkout' and state = 'open'
       and is_wanted order by attempt_id`,
      [paymentId],
    )
    return rows.map(({ provider_id }) => provider_id)
  }
  const path = `/v1/participants/${participantId}`
  const guest = {
    paymentId,
    pages,
    /** Whoever is killed answers no more. */
    press: () => void page.ask('payment:open', { paymentId }).catch(() => undefined),
    check: () => void page.ask('payment:check', { paymentId }).catch(() => undefined),
    async opened() {
      guest.press()
      return vi.waitFor(async () => {
        const [id] = await pages()
        if (!id) throw new Error('it is not open yet')
        return id
      }, slowly)
    },
    async paid() {
      const id = await guest.opened()
      site.stripe.control.pay(id)
      expect(await page.ask('payment:check', { paymentId })).toEqual({ ok: true })
      return id
    },
    charge: () => void site.call('POST', `${path}/payment/charge`, { amount: 8000 }).catch(() => undefined),
    refund: (amount: number) => void site.call('POST', `${path}/payment/refund`, { amount }).catch(() => undefined),
    changeFee: (amount: number) => site.call('PUT', path, { fee: JSON.stringify({ amount, currency: 'aud' }) }),
    comeAgain: () => openPage(site.url(), entry_url),
    async row() {
      const [row] = await site.rows<Row>('select * from payments where payment_id = $1', [paymentId])
      if (!row) throw new Error('it is gone')
      return row
    },
  }
  return guest
}
type Guest = Awaited<ReturnType<typeof comeGuest>>

type Held = Pick<Heard, 'method' | 'path'> & { body?: string }

/** `holds`: the call that is not answered any more once `begin` has led to it. `end`: without anybody's doing. */
type Step = {
  name: string
  collect?: string
  prepare?(guest: Guest): Promise<string>
  holds(prepared: string, guest: Guest): Held
  begin(guest: Guest, site: Site, prepared: string): unknown
  end: { state: string; refunded?: number; captured: number }
}

/** In this order, as what is held stays so: those first that need what others hold. */
const steps: readonly Step[] = [
  {
    name: 'what is left after a refund is asked for',
    prepare: (guest) => guest.paid(),
    holds: () => ({ method: 'GET', path: '/v1/payment_intents/' }),
    begin: (guest) => guest.refund(1000),
    end: { state: 'partly-refunded', refunded: 1000, captured: 5000 },
  },
  {
    name: 'what was paid twice is given back',
    prepare: (guest) => guest.opened(),
    holds: () => ({ method: 'POST', path: '/v1/refunds', body: 'amount=5000' }),
    async begin(guest, { stripe }, checkout) {
      stripe.control.pay(checkout)
      await guest.changeFee(7000)
      guest.press()
    },
    end: { state: 'opened', captured: 5000 },
  },
  {
    name: 'a refund is asked for',
    prepare: (guest) => guest.paid(),
    holds: () => ({ method: 'POST', path: '/v1/refunds', body: 'amount=2000' }),
    begin: (guest) => guest.refund(2000),
    end: { state: 'partly-refunded', refunded: 2000, captured: 5000 },
  },
  {
    name: 'a card is charged',
    collect: 'card',
    prepare: (guest) => guest.paid(),
    holds: (_, { paymentId }) => ({ method: 'POST', path: '/v1/payment_intents', body: paymentId }),
    begin: (guest) => guest.charge(),
    end: { state: 'paid', captured: 8000 },
  },
  {
    name: 'the page before a change of the fee is closed',
    prepare: (guest) => guest.opened(),
    holds: (checkout) => ({ method: 'POST', path: `/v1/checkout/sessions/${checkout}/expire` }),
    async begin(guest) {
      await guest.changeFee(7000)
      guest.press()
    },
    end: { state: 'opened', captured: 0 },
  },
  {
    name: 'a browser has come back',
    prepare: (guest) => guest.opened(),
    holds: (checkout) => ({ method: 'GET', path: `/v1/checkout/sessions/${checkout}` }),
    begin(guest, { stripe }, checkout) {
      stripe.control.pay(checkout)
      guest.check()
    },
    end: { state: 'paid', captured: 5000 },
  },
  {
    name: 'a webhook was taken',
    prepare: (guest) => guest.opened(),
    holds: (checkout) => ({ method: 'GET', path: `/v1/checkout/sessions/${checkout}` }),
    begin(_, { stripe }, checkout) {
      stripe.control.changePost({ lose: 0 })
      stripe.control.pay(checkout)
      stripe.control.changePost({ lose: 'all' })
    },
    end: { state: 'paid', captured: 5000 },
  },
  {
    name: 'a page to pay on is made',
    holds: (_, { paymentId }) => ({ method: 'POST', path: '/v1/checkout/sessions', body: paymentId }),
    begin: (guest) => guest.press(),
    end: { state: 'opened', captured: 0 },
  },
]

/** The steps with a guest for each, every one of them before an answer that does not come. */
async function beginAll(site: Site, when: 'before' | 'after', until: Promise<void>) {
  const { control } = site.stripe
  control.changePost({ lose: 'all' })
  const begun = []
  for (const step of steps) {
    const guest = await comeGuest(site, step.collect)
    begun.push({ step, guest, prepared: (await step.prepare?.(guest)) ?? '' })
  }
  for (const { step, guest, prepared } of begun) {
    const { method, path, body = '' } = step.holds(prepared, guest)
    control.disturb({ method, path, until, ...(when === 'before' ? { answer: 'drop' } : {}) })
    const known = control.calls().length
    const isAsked = (heard: Heard) =>
      heard.method === method && heard.path.startsWith(path) && heard.body.includes(body) && heard.status === null
    await step.begin(guest, site, prepared)
    await vi.waitFor(() => expect(control.calls().slice(known).some(isAsked), step.name).toBe(true), slowly)
  }
  return begun
}

/** What is the case of a payment here, and of its money at the provider. */
async function endOf(guest: Guest, { stripe, rows }: Site) {
  const { state, amount, refunded } = await guest.row()
  const [left] = await rows<{ count: number }>(
    `select count(*) from payment_attempts where payment_id = $1
     and (state = 'making' or state = 'open' and not is_wanted)`,
    [guest.paymentId],
  )
  const held = stripe.totals().byPayment[guest.paymentId] ?? { captured: 0, refunded: 0 }
  const astray = held.captured - held.refunded - (isTaken(state as PaymentState) ? amount - refunded : 0)
  return { state, refunded, captured: held.captured, unsettled: left?.count, astray }
}

test.each([
  { when: 'before', minutes: 2 },
  { when: 'after', minutes: 2 },
  // So late that the provider is not asked to do it any more, but whether it has.
  { when: 'after', minutes: 15 },
] as const)(
  'killed $when the provider has done it, and finished $minutes minutes later',
  {
    // Two processes come up, with eight people at the first, and the job of the second has to come round twice.
    timeout: 240_000,
  },
  async ({ when, minutes }) => {
    const site = await startSite()
    const { control } = site.stripe
    const over = Promise.withResolvers<void>()
    onTestFinished(() => over.resolve())
    const begun = await beginAll(site, when, over.promise)
    await site.killAndStart(minutes, () => {
      control.calm()
      control.changePost({ lose: 'all' })
      over.resolve()
    })
    const ends = async () =>
      Object.fromEntries(
        await Promise.all(begun.map(async ({ step, guest }) => [step.name, await endOf(guest, site)] as const)),
      )
    const wanted = begun.map(({ step }) => [step.name, { refunded: 0, ...step.end, unsettled: 0, astray: 0 }] as const)
    await vi.waitFor(async () => expect(await ends()).toEqual(Object.fromEntries(wanted)), within)

    // And nobody is locked out: where there is still something to pay there is one page for it, and then the door is open.
    control.calm()
    for (const { guest, step } of begun) {
      const open = await guest.pages()
      expect(open, step.name).toHaveLength(step.end.state === 'opened' ? 1 : 0)
      for (const checkout of open) expect(control.pay(checkout), step.name).toEqual({ is: 'done' })
      const page = await guest.comeAgain()
      await page.until(inPhase('precall'), step.name)
    }
    for (const { astray } of Object.values(await ends())) expect(astray).toBe(0)
    expect(control.totals().refunded).toBe(8000)
  },
)
