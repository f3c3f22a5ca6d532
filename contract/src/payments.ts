import type { Collect } from './fees.ts'

/**
 * Where a payment stands. `owed → opened → paid | card-kept`; `opened → failed | expired → opened`;
 * `card-kept → charging → paid | needs-action | failed`; `paid → partly-refunded → refunded`; `paid → disputed`.
 * `withdrawn`: nobody asks for it any more, and nothing was taken.
 */
export const paymentStates = [
  'owed',
  'opened',
  'failed',
  'expired',
  'card-kept',
  'charging',
  'needs-action',
  'paid',
  'partly-refunded',
  'refunded',
  'disputed',
  'withdrawn',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** Whether the person has still to do something before they may enter. */
export const unsettledStates = ['owed', 'opened', 'failed', 'expired'] as const satisfies PaymentState[]
export const isUnsettled = (state: PaymentState): boolean =>
  (unsettledStates as readonly PaymentState[]).includes(state)

/** Whether the money was taken, whatever became of it later. */
export const isTaken = (state: PaymentState): boolean =>
  state === 'paid' || state === 'partly-refunded' || state === 'refunded' || state === 'disputed'

/** Whether the person has to pay, or leave a card, before they may enter. */
export function isDue(payment: Pick<OwnPayment, 'reason' | 'state' | 'waived' | 'collect' | 'card'>): boolean {
  // Of somebody who has left a card that could not be charged, nothing more is asked at the door.
  const hasCard = payment.collect === 'card' && payment.card !== null
  return payment.reason === 'fee' && isUnsettled(payment.state) && !payment.waived && !hasCard
}

/** Why the last try came to nothing; each has words of its own. */
export const paymentTroubles = [
  'declined',
  'no-funds',
  'card-expired',
  'not-approved',
  /** Nobody has answered what the bank asked. */
  'unanswered',
  'expired',
  'account',
] as const
export type PaymentTrouble = (typeof paymentTroubles)[number]

export type Card = { brand: string; last4: string }

/** In the smallest unit of a currency. */
export type Money = { amount: number; currency: string }

/** A payment of one's own, as the person who pays sees it. */
export type OwnPayment = {
  paymentId: string
  /** Of the seat, asked for at the door; or asked for by a host in the call. */
  reason: 'fee' | 'request'
  state: PaymentState
  /** In the smallest unit of the currency. */
  amount: number
  /** ISO 4217, lower case. */
  currency: string
  description: string | null
  collect: Collect
  /** Who is paid. */
  payee: string
  /** An account for trying out: no money moves. */
  test: boolean
  trouble: PaymentTrouble | null
  card: Card | null
  /** What was taken by mistake, twice or for what nobody asks for any more, and goes back; left out where nothing was. */
  givenBack?: readonly Money[]
  /** Whether a host has let them in without it. */
  waived: boolean
  /** Whether a Checkout was opened and nothing has come of it yet. */
  isOpen: boolean
}

/** A payment of somebody else's, as hosts see it. */
export type SeenPayment = Pick<
  OwnPayment,
  | ('paymentId' | 'reason' | 'state' | 'amount' | 'currency' | 'description' | 'collect' | 'test')
  | ('trouble' | 'card' | 'waived' | 'givenBack')
> & {
  /** False where the team has no account that could take it: then nobody is asked for it. */
  collectable: boolean
}

/** Somebody whose page shows the payment screen, as hosts in the call see it. */
export type Payer = { visitId: string; name: string; connected: boolean }
