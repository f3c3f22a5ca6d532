import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { onTestFinished, vi } from 'vitest'
import { type StripeStandIn, startStripeStandIn } from '../../src/demo/stripe/stand-in.ts'

/** How to wait where others work on the same machine. */
export const slowly = { timeout: 15_000, interval: 10 }

let keys = 0
/** A key that nobody has used yet, and so an account of its own. */
export function newKey(kind = 'sk_test'): string {
  keys += 1
  return `${kind}_${process.pid}x${keys}x${Math.random().toString(36).slice(2)}`
}

/** Stripe's own library, as it is, against a stand-in. */
export function libraryAt({ url }: { url: string }, key = newKey()): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 30_000,
  })
}

export async function standInForTest(options: Parameters<typeof startStripeStandIn>[0] = {}): Promise<StripeStandIn> {
  const standIn = await startStripeStandIn({ retriesMs: Array(100).fill(50), ...options })
  onTestFinished(standIn.stop)
  return standIn
}

export const toPay = {
  mode: 'payment',
  success_url: 'https://clinic.test/back?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://clinic.test/cancelled',
  line_items: [
    { quantity: 1, price_data: { currency: 'aud', unit_amount: 4995, product_data: { name: 'Consultation' } } },
  ],
} as const satisfies Stripe.Checkout.SessionCreateParams

export const toKeep = {
  mode: 'setup',
  currency: 'aud',
  customer_creation: 'always',
  success_url: 'https://clinic.test/back',
} as const satisfies Stripe.Checkout.SessionCreateParams

/** Types into the page of a session, as a browser would send it. */
export function typeIn(url: string, number: string, more: Record<string, string> = {}) {
  const body = new URLSearchParams({ number, expiry: '12 / 40', cvc: '123', ...more })
  return fetch(url, { method: 'POST', body, redirect: 'manual' })
}

export function idOf(one: string | { id: string } | null | undefined): string {
  const id = typeof one === 'string' ? one : one?.id
  if (!id) throw new Error('there is no id')
  return id
}

/** Somebody who is told of events, and checks the signature of each. */
export async function startHook(stripe: Stripe, events: Stripe.WebhookEndpointCreateParams['enabled_events'] = ['*']) {
  const received: Stripe.Event[] = []
  const refused: string[] = []
  let status = 200
  let secret = ''
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk
    })
    request.on('end', () => {
      try {
        const event = stripe.webhooks.constructEvent(text, String(request.headers['stripe-signature']), secret)
        if (status === 200) received.push(event)
        else refused.push(event.type)
      } catch (error) {
        refused.push(String(error))
      }
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const { port } = server.address() as AddressInfo
  const endpoint = await stripe.webhookEndpoints.create({ url: `http://127.0.0.1:${port}/`, enabled_events: events })
  secret = endpoint.secret ?? ''
  return {
    endpoint,
    received,
    refused,
    types: () => received.map(({ type }) => type),
    answer(next: number) {
      status = next
    },
    until: (look: () => void) => vi.waitFor(look, slowly),
  }
}
