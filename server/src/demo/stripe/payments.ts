import { type BankAnswer, type Decline, findCard } from './cards.ts'
import { copyOf } from './copy.ts'
import { openDispute } from './disputes.ts'
import type { Account, Charge, PaymentIntent, PaymentMethod } from './objects.ts'
import type { StripeError } from './refusal.ts'
import type { World } from './world.ts'

type NewIntent = {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Record<string, string>
  receiptEmail: string | null
  isForLater: boolean
}

export function newIntent(world: World, account: Account, asked: NewIntent): PaymentIntent {
  const id = world.id('pi_')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    amount: asked.amount,
    amount_capturable: 0,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: world.id(`${id}_secret_`),
    confirmation_method: 'automatic',
    created: world.now(),
    currency: asked.currency,
    customer: asked.customer,
    description: asked.description,
    last_payment_error: null,
    latest_charge: null,
    livemode: account.isLive,
    metadata: asked.metadata,
    next_action: null,
    payment_method: null,
    payment_method_types: ['card'],
    receipt_email: asked.receiptEmail,
    setup_future_usage: asked.isForLater ? 'off_session' : null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
  }
  account.intents.set(id, intent)
  world.happen(account, 'payment_intent.created', intent)
  return intent
}

/** What the bank says when this payment method pays. */
export function askBank(account: Account, methodId: string, isAway: boolean): BankAnswer {
  const kept = account.cards.get(methodId)
  const card = kept && findCard(kept.number)
  if (!card) return { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' }
  if (!isAway) return card.whenPaying
  return kept.isAllowed ? card.whenAllowed : card.whenAway
}

export function settle(world: World, account: Account, intent: PaymentIntent, method: PaymentMethod) {
  const charge = newCharge(world, account, intent, method, null)
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.payment_method = method.id
  intent.next_action = null
  intent.last_payment_error = null
  if (intent.setup_future_usage && intent.customer) keepFor(world, account, method, intent.customer)
  world.happen(account, 'charge.succeeded', charge)
  world.happen(account, 'payment_intent.succeeded', intent)
  if (findCard(account.cards.get(method.id)?.number ?? '')?.isDisputed) {
    openDispute(world, account, charge, 'fraudulent')
  }
}

/** The bank refuses: the payment stays open for another card. */
export function fail(world: World, account: Account, intent: PaymentIntent, method: PaymentMethod, why: Decline) {
  const charge = newCharge(world, account, intent, method, why)
  const error: StripeError = { type: 'card_error', ...why, charge: charge.id, payment_method: copyOf(method) }
  refuse(intent, error)
  world.happen(account, 'charge.failed', charge)
  world.happen(account, 'payment_intent.payment_failed', intent)
  return error
}

const notProven = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication. Provide another one to try again.',
} as const

/** The person said no when their bank asked. */
export function failAtBank(world: World, account: Account, intent: PaymentIntent, method: PaymentMethod) {
  refuse(intent, { ...notProven, payment_method: copyOf(method) })
  world.happen(account, 'payment_intent.payment_failed', intent)
}

function refuse(intent: PaymentIntent, error: StripeError) {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.next_action = null
  intent.last_payment_error = error
}

/** The person has to open a page on which their bank asks them. */
export function sendToBank(
  world: World,
  account: Account,
  intent: PaymentIntent,
  method: PaymentMethod,
  { url, returnUrl }: { url: string; returnUrl: string | null },
) {
  intent.status = 'requires_action'
  intent.payment_method = method.id
  intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } }
  world.happen(account, 'payment_intent.requires_action', intent)
}

export function cancel(
  world: World,
  account: Account,
  intent: PaymentIntent,
  reason: PaymentIntent['cancellation_reason'],
) {
  intent.status = 'canceled'
  intent.canceled_at = world.now()
  intent.cancellation_reason = reason
  intent.next_action = null
  world.happen(account, 'payment_intent.canceled', intent)
}

export function keepFor(world: World, account: Account, method: PaymentMethod, customer: string) {
  const card = account.cards.get(method.id)
  if (card) card.isAllowed = true
  if (method.customer === customer) return
  method.customer = customer
  world.happen(account, 'payment_method.attached', method)
}

function newCharge(
  world: World,
  account: Account,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure: Decline | null,
): Charge {
  const id = world.id('ch_')
  const charge: Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: failure ? 0 : intent.amount,
    amount_refunded: 0,
    captured: failure === null,
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    livemode: account.isLive,
    metadata: { ...intent.metadata },
    paid: failure === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: { ...method.card } },
    receipt_email: intent.receipt_email,
    receipt_url: failure ? null : world.pageUrl(`/receipt/${id}`),
    refunded: false,
    status: failure ? 'failed' : 'succeeded',
  }
  account.charges.set(id, charge)
  intent.latest_charge = id
  return charge
}
