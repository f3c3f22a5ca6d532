import type { Account } from './objects.ts'

export type OfOnePayment = { intents: number; succeeded: number; captured: number; refunded: number }
export type Totals = {
  captured: number
  refunded: number
  /** By `metadata.payment_id`; payments without one stand under the empty text. */
  byPayment: Record<string, OfOnePayment>
}

/** In the smallest unit, whatever the currency. */
export function totalsOf(accounts: readonly Account[]): Totals {
  const totals: Totals = { captured: 0, refunded: 0, byPayment: Object.create(null) }
  for (const { intents, charges } of accounts) {
    for (const { id, metadata, amount_received, status, latest_charge } of intents.values()) {
      const name = metadata.payment_id ?? ''
      totals.byPayment[name] ??= { intents: 0, succeeded: 0, captured: 0, refunded: 0 }
      const one = totals.byPayment[name]
      const charge = charges.get(latest_charge ?? '')
      const refunded = charge?.payment_intent === id ? charge.amount_refunded : 0
      one.intents += 1
      if (status === 'succeeded') one.succeeded += 1
      one.captured += amount_received
      one.refunded += refunded
      totals.captured += amount_received
      totals.refunded += refunded
    }
  }
  return totals
}
