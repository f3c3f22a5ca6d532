import type { Card, PaymentTrouble } from '@anteroom/contract/payments'
import type Stripe from 'stripe'
import type { ChargeFacts, CheckoutFacts, RefundFacts } from '../provider.ts'
import { troubleOf } from './errors.ts'

/** What has to be in the answer for what is told here. */
export const checkoutParts = ['payment_intent.payment_method', 'setup_intent.payment_method']
export const chargeParts = ['payment_method']

export function checkoutFacts(session: Stripe.Checkout.Session): CheckoutFacts {
  const intent = wholeOf(session.payment_intent)
  const setup = wholeOf(session.setup_intent)
  const method = intent?.payment_method ?? setup?.payment_method ?? null
  return {
    status: sessionStatus(session.status),
    isPaid: session.mode === 'payment' && session.payment_status === 'paid',
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    intent: idOf(session.payment_intent),
    customer: idOf(session.customer),
    paymentMethod: idOf(method),
    card: cardOf(method),
    trouble: troubleOf(intent?.last_payment_error ?? setup?.last_setup_error),
  }
}

function sessionStatus(status: Stripe.Checkout.Session.Status | null): CheckoutFacts['status'] {
  if (status === 'complete') return 'complete'
  return status === 'expired' ? 'expired' : 'open'
}

export function chargeFacts(intent: Stripe.PaymentIntent): ChargeFacts {
  const status = chargeStatus(intent.status)
  return {
    id: intent.id,
    status,
    actionUrl: status === 'needs-action' ? (intent.next_action?.redirect_to_url?.url ?? null) : null,
    trouble: status === 'failed' ? chargeTrouble(intent) : null,
    card: cardOf(intent.payment_method),
  }
}

function chargeStatus(status: Stripe.PaymentIntent.Status): ChargeFacts['status'] {
  if (status === 'succeeded') return 'paid'
  if (status === 'requires_action') return 'needs-action'
  // It was confirmed when it was made, so it waits for another card, which nobody will bring.
  if (status === 'requires_payment_method' || status === 'canceled') return 'failed'
  return 'waiting'
}

/** Only one that waits for an answer is cancelled: by us, or by the practice at Stripe itself. */
const chargeTrouble = ({ status, last_payment_error: error }: Stripe.PaymentIntent): PaymentTrouble =>
  status === 'canceled' ? 'unanswered' : (troubleOf(error) ?? 'declined')

export function refundFacts({ id, status }: Stripe.Refund): RefundFacts {
  const isOver = status === 'failed' || status === 'canceled'
  return { id, status: status === 'succeeded' ? 'done' : isOver ? 'failed' : 'waiting' }
}

const openDisputes = /^(warning_|appeal_)?(needs_response|under_review)$/

/** What a bank has decided or has still to; of several the one that is still open goes first. */
export function disputeOf(disputes: readonly Stripe.Dispute[]): 'open' | 'lost' | 'won' | null {
  const statuses = disputes.map(({ status }) => status)
  if (statuses.some((status) => openDisputes.test(status))) return 'open'
  if (statuses.includes('lost')) return 'lost'
  return statuses.length > 0 ? 'won' : null
}

type Named = { id: string }

export const idOf = (thing: string | Named | null | undefined): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)

const wholeOf = <Thing extends Named>(thing: string | Thing | null): Thing | null =>
  typeof thing === 'string' ? null : thing

function cardOf(method: string | Stripe.PaymentMethod | null): Card | null {
  const card = typeof method === 'string' ? null : method?.card
  return card ? { brand: card.brand, last4: card.last4 } : null
}
