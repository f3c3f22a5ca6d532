import Stripe from 'stripe'
import { type NewCharge, type NewCheckout, type OpenProvider, type Provider, ProviderError } from '../provider.ts'
import { asked } from './errors.ts'
import { chargeFacts, chargeParts, checkoutFacts, checkoutParts, disputeOf, refundFacts } from './facts.ts'
import { hasMade, registerWebhook, removeWebhook, tryKey } from './keys.ts'
import { localeOf } from './locales.ts'
import { listNotices } from './notices.ts'

/** What the answers look like; another one is taken together with another release of the library. */
export const apiVersion = '2026-10-28.endive'

/** As many are looked through for one: each customer has left one card for one seat, and little of a payment goes back in parts. */
const listed = 100

type Parts = {
  /** Where Stripe is reached: its own address, or that of a stand-in. */
  apiBase: string
  /** How long one request may take; what moves no money is asked twice more. */
  timeoutMs?: number
}

/** Payments by Stripe, which is told of no person: only amounts, what the practice has written, and ids of ours. */
export function createStripe({ apiBase, timeoutMs = 10_000 }: Parts): OpenProvider {
  const { protocol, hostname, port } = new URL(apiBase)
  const secure = protocol === 'https:'
  return ({ secretKey }) => {
    const settings: Stripe.StripeConfig = {
      apiVersion,
      protocol: secure ? 'https' : 'http',
      host: hostname,
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      maxNetworkRetries: 2,
      timeout: timeoutMs,
      telemetry: false,
    }
    const stripe = new Stripe(secretKey, settings)
    return providerOf(stripe, oneTry(secretKey, settings), secretKey)
  }
}

/**
 * For what moves money: that is repeated by whoever asked, who sees each time how long ago it was first asked. The library
 * repeats what a closed connection has ended whatever its settings say; of another error it does not know that.
 */
function oneTry(secretKey: string, settings: Stripe.StripeConfig): Stripe {
  const client = Stripe.createNodeHttpClient()
  const httpClient: Stripe.HttpClient = {
    getClientName: () => client.getClientName(),
    makeRequest: (...request) =>
      client.makeRequest(...request).catch((cause: Error) => {
        throw new Error(cause.message, { cause })
      }),
  }
  return new Stripe(secretKey, { ...settings, maxNetworkRetries: 0, httpClient })
}

/** `mover`: of the same account, tries everything once. */
function providerOf(stripe: Stripe, mover: Stripe, secretKey: string): Provider {
  const readCheckout = async (id: string) =>
    checkoutFacts(await asked(() => stripe.checkout.sessions.retrieve(id, { expand: checkoutParts })))

  const readCharge = async (id: string) =>
    chargeFacts(await asked(() => stripe.paymentIntents.retrieve(id, { expand: chargeParts })))

  return {
    async openCheckout(checkout) {
      const params = checkoutParams(checkout)
      const options = { idempotencyKey: checkout.key }
      const { id, url, expires_at } = await asked(() => stripe.checkout.sessions.create(params, options))
      if (!url) throw new Error(`the Checkout Session ${id} has no address`)
      return { id, url, expiresAt: new Date(expires_at * 1000) }
    },

    readCheckout,

    async closeCheckout(id) {
      try {
        return checkoutFacts(await stripe.checkout.sessions.expire(id, { expand: checkoutParts }))
      } catch (error) {
        const facts = isNotOpen(error) ? await readCheckout(id) : null
        if (!facts) return asked(() => Promise.reject(error))
        if (facts.status === 'open') throw new ProviderError('busy', 'somebody is paying there at this moment')
        return facts
      }
    },

    async charge(charge) {
      const options = { idempotencyKey: charge.key }
      try {
        return chargeFacts(await mover.paymentIntents.create(chargeParams(charge), options))
      } catch (error) {
        const declined = declinedIntent(error)
        if (!declined) return asked(() => Promise.reject(error))
        if (!declined.wantsOwner) return chargeFacts(declined.intent)
        return asked(() => askOwner(mover, declined.intent.id, charge))
      }
    },

    async readCharge(which) {
      if ('id' in which) return readCharge(which.id)
      const { customer, attemptId } = which
      const expand = chargeParts.map((part) => `data.${part}`)
      const { data } = await asked(() => stripe.paymentIntents.list({ customer, limit: listed, expand }))
      const found = data.find(({ metadata }) => metadata.attempt_id === attemptId)
      return found ? chargeFacts(found) : null
    },

    async cancelCharge(id) {
      try {
        const cancelled = { cancellation_reason: 'abandoned', expand: chargeParts } as const
        return chargeFacts(await stripe.paymentIntents.cancel(id, cancelled))
      } catch (error) {
        // Somebody has answered meanwhile, or it was cancelled before.
        return isNotOpen(error) ? readCharge(id) : asked(() => Promise.reject(error))
      }
    },

    async refund({ key, attemptId, intent, amount }) {
      const params = { payment_intent: intent, amount, metadata: { attempt_id: attemptId } }
      return refundFacts(await asked(() => mover.refunds.create(params, { idempotencyKey: key })))
    },

    async findRefund({ intent, attemptId }) {
      const { data } = await asked(() => stripe.refunds.list({ payment_intent: intent, limit: listed }))
      const ofAttempt = data.filter(({ metadata }) => metadata?.attempt_id === attemptId).map(refundFacts)
      return ofAttempt.find(({ status }) => status !== 'failed') ?? ofAttempt[0] ?? null
    },

    readRefund: async (id) => refundFacts(await asked(() => stripe.refunds.retrieve(id))),

    async readPayment(intent) {
      const { latest_charge: charge } = await asked(() =>
        stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] }),
      )
      if (!charge || typeof charge === 'string') return { refunded: 0, dispute: null }
      if (!charge.disputed) return { refunded: charge.amount_refunded, dispute: null }
      const { data } = await asked(() => stripe.disputes.list({ payment_intent: intent }))
      return { refunded: charge.amount_refunded, dispute: disputeOf(data) }
    },

    tryKey: () => tryKey(stripe, secretKey),
    hasMade: (id) => asked(() => hasMade(stripe, id)),
    registerWebhook: (url) => asked(() => registerWebhook(stripe, url, apiVersion)),
    removeWebhook: (id) => asked(() => removeWebhook(stripe, id)),
    listNotices: (since) => asked(() => listNotices(stripe, since)),
  }
}

function checkoutParams(checkout: NewCheckout): Stripe.Checkout.SessionCreateParams {
  const { key, paymentId, amount, currency, description, payee, collect, returnUrl, expiresAt, language } = checkout
  const metadata = { payment_id: paymentId, attempt_id: key }
  const common: Omit<Stripe.Checkout.SessionCreateParams, 'mode'> = {
    metadata,
    // Only what is decided at once: with others a page can be done while the money is still on its way.
    allowed_payment_method_types: ['card'],
    success_url: returnUrl,
    cancel_url: `${returnUrl}?cancelled`,
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    locale: localeOf(language),
  }
  if (collect === 'card') {
    return { ...common, mode: 'setup', currency, customer_creation: 'always', setup_intent_data: { metadata } }
  }
  const price = { currency, unit_amount: amount, product_data: { name: description ?? payee } }
  return {
    ...common,
    mode: 'payment',
    line_items: [{ quantity: 1, price_data: price }],
    payment_intent_data: { metadata, ...(description ? { description } : {}) },
  }
}

function chargeParams(charge: NewCharge): Stripe.PaymentIntentCreateParams {
  const { key, paymentId, amount, currency, description, customer, paymentMethod } = charge
  return {
    amount,
    currency,
    customer,
    payment_method: paymentMethod,
    allowed_payment_method_types: ['card'],
    off_session: true,
    confirm: true,
    metadata: { payment_id: paymentId, attempt_id: key },
    ...(description ? { description } : {}),
    expand: chargeParts,
  }
}

/** The bank wants to hear from the owner of the card: there is a page of it for that, if the charge is made in their presence. */
async function askOwner(mover: Stripe, id: string, { key, paymentMethod, returnUrl }: NewCharge) {
  const params = { payment_method: paymentMethod, return_url: returnUrl, expand: chargeParts }
  try {
    return chargeFacts(await mover.paymentIntents.confirm(id, params, { idempotencyKey: `${key}:owner` }))
  } catch (error) {
    const declined = declinedIntent(error)
    if (!declined) throw error
    return chargeFacts(declined.intent)
  }
}

/** The payment that a bank has declined; null where something else went wrong. */
function declinedIntent(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeCardError) || !error.payment_intent) return null
  const wantsOwner = error.code === 'authentication_required' || error.decline_code === 'authentication_required'
  return { intent: error.payment_intent, wantsOwner }
}

/** Only what is open can be closed; what else could be wrong with it shows when it is read. */
const isNotOpen = (error: unknown) => error instanceof Stripe.errors.StripeInvalidRequestError
