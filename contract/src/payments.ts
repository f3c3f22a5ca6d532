import { type Static, Type } from 'typebox'
import { Someone } from './event-spec.ts'
import type { Collect } from './fees.ts'
import { maxLengths } from './max-lengths.ts'
import type { PluginEventSpec } from './plugin-manifest.ts'

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
export const paymentTroubles = ['declined', 'no-funds', 'card-expired', 'not-approved', 'expired', 'account'] as const
export type PaymentTrouble = (typeof paymentTroubles)[number]

export type Card = { brand: string; last4: string }

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
  /** Whether a host has let them in without it. */
  waived: boolean
  /** Whether a Checkout was opened and nothing has come of it yet. */
  isOpen: boolean
}

/** A payment of somebody else's, as hosts see it. */
export type SeenPayment = Pick<
  OwnPayment,
  'paymentId' | 'reason' | 'state' | 'amount' | 'currency' | 'description' | 'collect' | 'test' | 'card' | 'waived'
> & {
  /** False where the team has no account that could take it: then nobody is asked for it. */
  collectable: boolean
}

/** Somebody whose page shows the payment screen, as hosts in the call see it. */
export type Payer = { visitId: string; name: string; connected: boolean }

const Amount = Type.Integer({ minimum: 1, maximum: 99_999_999 })
const Currency = Type.String({ pattern: '^[A-Za-z]{3}$', maxLength: 3 })
const Description = Type.Optional(Type.String({ maxLength: maxLengths.feeDescription }))
const OnePayment = Type.Object({ paymentId: Type.String({ minLength: 1, maxLength: maxLengths.uuid }) })

/** What pages ask of the payments' side of the server; each is refused where the session has no such plugin. */
export const paymentEvents = {
  /** The person wants to pay: the address of a page of the provider's, to be opened at top level. */
  'payment:open': { payload: OnePayment, from: 'anybody', answer: Type.Object({ url: Type.String() }) },
  /** The person has come back, or says that they have paid: the provider is asked. */
  'payment:check': { payload: OnePayment, from: 'anybody' },
  /** A host in the call lets somebody go on to the door without paying. */
  'payment:waive': { payload: Someone, from: 'host' },
  /** A host in the call asks somebody for an amount. */
  'payment:request': {
    payload: Type.Object({ ...Someone.properties, amount: Amount, currency: Currency, description: Description }),
    from: 'host',
  },
  /** A host takes back what was asked for, as long as nothing was paid. */
  'payment:withdraw': { payload: OnePayment, from: 'host' },
  /** A host charges the card that somebody has left. */
  'payment:charge': {
    payload: Type.Object({ ...OnePayment.properties, amount: Amount, description: Description }),
    from: 'host',
  },
} as const satisfies Record<string, PluginEventSpec>

export type PaymentEventPayload<Name extends keyof typeof paymentEvents> = Static<
  (typeof paymentEvents)[Name]['payload']
>
