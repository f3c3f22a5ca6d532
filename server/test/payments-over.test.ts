import { beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { systemClock } from '../src/ground/clock.ts'
import { startTestApp } from './support/app.ts'
import { inPhase, openPage } from './support/page.ts'
import { createPayers } from './support/payer.ts'

// What can still be paid once the session is over.

// Its time goes on with that of the app.
const time = { now: () => new Date() }
const stripe = await startStripeStandIn({ retriesMs: [], clock: { ...systemClock, now: () => time.now() } })
const app = await startTestApp({ STRIPE_API_URL: stripe.url })
time.now = () => app.clock.now()
const { aPayer, opened } = createPayers({ app, stripe })

beforeAll(() => stripe.stop)

const twoHours = 2 * 3_600_000

test('a fee is not, whatever a page sends; but what was paid in time is asked for', async () => {
  const { page, read } = await aPayer()
  const paymentId = page.view().payments?.[0]?.paymentId
  const checkout = await opened(page)
  stripe.control.changePost({ lose: 'all' })
  stripe.control.pay(checkout)
  const other = await aPayer()
  const owed = other.page.view().payments?.[0]?.paymentId
  app.clock.advance(twoHours)
  expect(await other.page.ask('payment:open', { paymentId: owed })).toEqual({ ok: false, problem: 'session-over' })
  expect(await other.read()).toMatchObject({ state: 'owed' })
  expect(await page.ask('payment:check', { paymentId })).toEqual({ ok: true })
  expect(await read()).toMatchObject({ state: 'paid' })
})

test('what a host asks for is, in a call that goes on', async () => {
  const { page, host, post } = await aPayer({ amount: 0 })
  const hosts = await openPage(app.url, host.entry_url)
  await hosts.ask('visit:enter')
  await page.ask('visit:enter')
  const { waiting } = await hosts.until((view) => view.waiting.length === 1)
  await hosts.ask('door:let-in', { visitId: waiting[0]?.visitId })
  await page.until(inPhase('in-call'))
  app.clock.advance(twoHours)
  const { body } = await post('request', { amount: 3000, currency: 'aud' })
  await page.until(({ payments }) => payments?.[0]?.paymentId === body.payment_id)
  expect(await opened(page)).toMatch(/^cs_/)
})
