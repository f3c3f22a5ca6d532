import type { Payment } from '@anteroom/contract/api/payments'
import { printDate } from '@anteroom/contract/dates'
import { isTaken, type PaymentState } from '@anteroom/contract/payments'
import type { ListedPayment } from './store-lists.ts'

export function paymentToWire(row: ListedPayment): Payment {
  return {
    payment_id: row.payment_id,
    session_id: row.session_id,
    participant_id: row.participant_id,
    account_id: row.taker_id,
    reason: row.reason,
    collect: row.collect,
    state: row.state,
    collectable: row.has_taker || isTaken(row.state as PaymentState),
    amount: row.amount,
    currency: row.currency,
    description: row.description,
    refunded: row.refunded,
    given_back: row.given_back,
    trouble: row.trouble,
    card: row.card_brand && row.card_last4 ? { brand: row.card_brand, last4: row.card_last4 } : null,
    action_url: row.action_url,
    waived: row.waived_at !== null,
    stripe_payment: row.payment_intent,
    test: row.taker_is_live === false,
    created: printDate(row.created_at),
    changed: printDate(row.changed_at),
    paid: row.paid_at && printDate(row.paid_at),
  }
}
