import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { startTestApp } from './support/app.ts'
import { startForwarder } from './support/forwarder.ts'
import { createPayers } from './support/payer.ts'
import { slowly } from './support/stripe.ts'

// Stripe tells of a payment while nobody here takes it. It tells again, and nobody else asks: no browser comes back, no job runs.

const stripe = await startStripeStandIn({ retriesMs: Array(1_000).fill(20) })
const outside = await startForwarder()
const app = await startTestApp({ STRIPE_API_URL: stripe.url, PUBLIC_URL: outside.url })
/** Whoever stands before the server says so while it starts. */
const starting = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(503).end())
})
const gone = 'http://127.0.0.1:9'

beforeAll(async () => {
  outside.to(app.url)
  await new Promise<void>((resolve) => starting.listen(0, '127.0.0.1', resolve))
  return async () => {
    starting.close()
    starting.closeAllConnections()
    await stripe.stop()
  }
})

const { aPayer, opened } = createPayers({ app, stripe })

/** How each delivery of events of a kind was answered since then, by event. */
function startWatching(type: string) {
  const known = stripe.control.deliveries().length
  return () => {
    const since = stripe.control.deliveries().slice(known)
    const ofType = since.filter((delivery) => delivery.type === type)
    return { ids: new Set(ofType.map(({ event }) => event)), answers: ofType.map(({ status }) => status) }
  }
}

/** The server is not there, then it starts, then it is there. */
async function awayWhile(type: string, happens: () => void) {
  const deliveries = startWatching(type)
  const isAnswered = (status: number | null) => expect.poll(() => deliveries().answers, slowly).toContain(status)
  outside.to(gone)
  happens()
  await isAnswered(null)
  outside.to(`http://127.0.0.1:${(starting.address() as AddressInfo).port}`)
  await isAnswered(503)
  outside.to(app.url)
  await isAnswered(200)
  expect(deliveries().ids.size).toBe(1)
  return deliveries
}

test('a payment that was told of while the server was away is settled when it is told again', async () => {
  const { page, read, events, key } = await aPayer()
  const checkout = await opened(page)
  const deliveries = await awayWhile('checkout.session.completed', () => stripe.control.pay(checkout))
  await page.until(({ phase }) => phase.name === 'precall')
  expect(await read()).toMatchObject({ state: 'paid', amount: 5000 })
  expect(await events()).toEqual(['payment:paid'])
  expect(stripe.totals(key)).toMatchObject({ captured: 5000, refunded: 0 })
  // Once it was taken it is not told any more.
  expect(deliveries().answers.filter((status) => status === 200)).toHaveLength(1)
})

test('and so are a dispute and its end', async () => {
  const { page, read, events } = await aPayer()
  stripe.control.pay(await opened(page))
  await page.until(({ phase }) => phase.name === 'precall')
  const intent = String((await read()).stripe_payment)
  let dispute = ''
  await awayWhile('charge.dispute.created', () => {
    dispute = stripe.control.dispute(intent)
  })
  await expect.poll(read, slowly).toMatchObject({ state: 'disputed' })
  await awayWhile('charge.dispute.closed', () => stripe.control.closeDispute(dispute, 'won'))
  await expect.poll(read, slowly).toMatchObject({ state: 'paid' })
  expect(await events()).toEqual(['payment:paid', 'payment:disputed', 'payment:disputed'])
})
