import Stripe from 'stripe'
import type { KeyFacts } from '../provider.ts'
import { asked } from './errors.ts'
import { noticeTypes } from './notices.ts'

/** An id that nothing has: what may be done with the thing is decided before it is looked for. */
const nothing = 'none_anteroom_tries_its_key'

type Trial = { permission: string; ask: (stripe: Stripe) => Promise<unknown> }

/** What a restricted key has to be allowed, as Stripe's pages name it; each is tried on what is not there. */
const trials: readonly Trial[] = [
  { permission: 'Checkout Sessions: write', ask: (stripe) => stripe.checkout.sessions.expire(nothing) },
  { permission: 'PaymentIntents: write', ask: (stripe) => stripe.paymentIntents.cancel(nothing) },
  {
    permission: 'Charges and Refunds: write',
    ask: (stripe) => stripe.refunds.create({ payment_intent: nothing }),
  },
  { permission: 'SetupIntents: read', ask: (stripe) => stripe.setupIntents.retrieve(nothing) },
  { permission: 'PaymentMethods: read', ask: (stripe) => stripe.paymentMethods.retrieve(nothing) },
  { permission: 'Disputes: read', ask: (stripe) => stripe.disputes.list({ limit: 1 }) },
  { permission: 'Events: read', ask: (stripe) => stripe.events.list({ limit: 1 }) },
]

export async function tryKey(stripe: Stripe, secretKey: string): Promise<KeyFacts> {
  const account = await permitted(() => stripe.accounts.retrieveCurrent())
  const providerAccount = account.isPermitted ? (account.answer?.id ?? null) : null
  if (!secretKey.startsWith('rk_')) return { providerAccount, missing: [] }
  const missing: string[] = []
  for (const { permission, ask } of trials) {
    if (!(await permitted(() => ask(stripe))).isPermitted) missing.push(permission)
  }
  return { providerAccount, missing }
}

/** Whether the key may do that at all; that there is no such thing, or that it is not possible, is no matter. */
async function permitted<Answer>(ask: () => Promise<Answer>) {
  try {
    return { isPermitted: true, answer: await ask() } as const
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return { isPermitted: false } as const
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return { isPermitted: true, answer: null } as const
    return asked(() => Promise.reject(error))
  }
}

/** Read with permissions that every key here has. */
export async function hasMade(stripe: Stripe, id: string): Promise<boolean> {
  try {
    if (id.startsWith('cs_')) await stripe.checkout.sessions.retrieve(id)
    else if (id.startsWith('re_')) await stripe.refunds.retrieve(id)
    else await stripe.paymentIntents.retrieve(id)
    return true
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return false
    throw error
  }
}

/** As many endpoints as Stripe lets an account have by far. */
const endpointsAtOnce = 100

export async function registerWebhook(stripe: Stripe, url: string, apiVersion: string) {
  // Its secret is told once, so the one that was made before is of no use.
  const { data } = await stripe.webhookEndpoints.list({ limit: endpointsAtOnce })
  for (const endpoint of data) if (endpoint.url === url) await stripe.webhookEndpoints.del(endpoint.id)
  const { id, secret } = await stripe.webhookEndpoints.create({
    url,
    enabled_events: [...noticeTypes],
    api_version: apiVersion as Stripe.WebhookEndpointCreateParams.ApiVersion,
    description: 'Anteroom',
  })
  if (!secret) throw new Error(`the webhook endpoint ${id} came without its secret`)
  return { id, secret }
}

export async function removeWebhook(stripe: Stripe, id: string) {
  try {
    await stripe.webhookEndpoints.del(id)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404)) throw error
  }
}
