import type { Collect } from '@anteroom/contract/fees'
import type { Card, PaymentTrouble } from '@anteroom/contract/payments'

/**
 * What is asked of whoever takes the money. Every call that makes or moves something has a key of its own, under which it
 * may be asked again without being done twice.
 */
export type Provider = {
  /** A page on which somebody pays, or leaves a card. */
  openCheckout(asked: NewCheckout): Promise<{ id: string; url: string; expiresAt: Date }>
  readCheckout(id: string): Promise<CheckoutFacts>
  /** Nobody can pay there any more. It may turn out that somebody has; nothing is done where it is over already. */
  closeCheckout(id: string): Promise<CheckoutFacts>
  /** Charges a card that was left, while its owner is not there. Asked of the provider once: whoever wants it again sees first how old its key is. */
  charge(asked: NewCharge): Promise<ChargeFacts>
  /** What became of a charge; null where there is none of that attempt. */
  readCharge(which: { id: string } | { customer: string; attemptId: string }): Promise<ChargeFacts | null>
  /** Nobody can agree to it any more. It may turn out that somebody has; nothing is done where it is over already. */
  cancelCharge(id: string): Promise<ChargeFacts>
  /** Asked of the provider once, as `charge`. */
  refund(asked: { key: string; attemptId: string; intent: string; amount: number }): Promise<RefundFacts>
  /** Whether an attempt to give something back was heard of; null where it was not. */
  findRefund(which: { intent: string; attemptId: string }): Promise<RefundFacts | null>
  readRefund(id: string): Promise<RefundFacts>
  /** How much of a payment was given back in all, by whomever, and whether it is disputed. */
  readPayment(intent: string): Promise<PaymentFacts>

  /** Whether the key is taken, and what it is good for. */
  tryKey(): Promise<KeyFacts>
  /** Whether something that was made in an account is in the one that the key belongs to: of that id, as they were given here. */
  hasMade(id: string): Promise<boolean>
  /** Has the provider tell of what happens, at that address; where it does so already, it begins anew. */
  registerWebhook(url: string): Promise<{ id: string; secret: string }>
  /** Nothing is done where there is none of that id. */
  removeWebhook(id: string): Promise<void>
  /** What its webhook has told of since then, or would have; nothing that is older than thirty days. */
  listNotices(since: Date): Promise<Notice[]>
}

export type NewCheckout = {
  /** The attempt's id. */
  key: string
  paymentId: string
  amount: number
  currency: string
  description: string | null
  /** What stands above the amount where there is no description: the team. */
  payee: string
  collect: Collect
  /** Where the browser comes back to, in both cases. */
  returnUrl: string
  expiresAt: Date
  /** BCP 47, of the person who pays; null for their browser's. */
  language: string | null
}

export type CheckoutFacts = {
  /** `complete`: paid, or the card is kept. */
  status: 'open' | 'complete' | 'expired'
  /** Whether the money was taken; false where only a card was left. */
  isPaid: boolean
  amount: number
  currency: string
  intent: string | null
  customer: string | null
  paymentMethod: string | null
  card: Card | null
  /** Why the last try on that page failed; null where none has. */
  trouble: PaymentTrouble | null
}

export type NewCharge = {
  key: string
  paymentId: string
  amount: number
  currency: string
  description: string | null
  customer: string
  paymentMethod: string
  returnUrl: string
}

export type ChargeFacts = {
  id: string
  /** `waiting`: the bank has not decided yet. */
  status: 'paid' | 'needs-action' | 'failed' | 'waiting'
  /** Where the person agrees, for `needs-action`. */
  actionUrl: string | null
  trouble: PaymentTrouble | null
  card: Card | null
}

export type RefundFacts = { id: string; status: 'done' | 'waiting' | 'failed' }

export type PaymentFacts = { refunded: number; dispute: 'open' | 'lost' | 'won' | null }

export type KeyFacts = {
  /** The provider's id of the account that the key belongs to; null where the key may not know. */
  providerAccount: string | null
  /** What the key would have to be allowed and is not, in the provider's words. */
  missing: string[]
}

/**
 * Why the provider did not do it. `unreachable`: nobody knows whether it was done, so it is asked again under the same
 * key; `busy`: the same, later; `refused-key`: the account's key is not taken; `refused`: it is not possible as asked.
 */
export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly why: 'unreachable' | 'busy' | 'refused-key' | 'refused'
  constructor(why: ProviderError['why'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.why = why
  }
}

/** The key is taken, but not for that. */
export class NotPermitted extends ProviderError {
  constructor(message: string, options?: ErrorOptions) {
    super('refused-key', message, options)
  }
}

/** A provider with an account's key. */
export type OpenProvider = (account: { accountId: string; secretKey: string }) => Provider

/** What the provider has told of by its webhook, as far as it is of interest: what to ask for. */
export type Notice = {
  eventId: string
  type: string
  checkoutId: string | null
  intentId: string | null
  refundId: string | null
  /** As they were given along; null where the thing was not made by us. */
  paymentId: string | null
  attemptId: string | null
}

/** Reads a notice; null where it was not signed with one of the secrets, or too long ago. */
export type ReadNotice = (asked: {
  body: Buffer
  signature: string | undefined
  secrets: readonly string[]
  now: Date
}) => Notice | null
