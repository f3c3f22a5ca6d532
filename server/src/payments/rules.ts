import type { Collect, Fee } from '@anteroom/contract/fees'
import { type Card, isUnsettled, type PaymentState, type PaymentTrouble } from '@anteroom/contract/payments'
import type { ProblemCode } from '@anteroom/contract/problems'

/** What somebody pays, or was asked for, with all that was ever asked of the provider for it. */
export type Payment = {
  paymentId: string
  teamId: string
  sessionId: string
  participantId: string
  /** Null: the team's default account, as it is when something is asked of it. */
  accountId: string | null
  reason: 'fee' | 'request'
  collect: Collect
  amount: number
  currency: string
  description: string | null
  state: PaymentState
  trouble: PaymentTrouble | null
  waivedAt: Date | null
  refunded: number
  card: Card | null
  customer: string | null
  paymentMethod: string | null
  intent: string | null
  actionUrl: string | null
  paidAt: Date | null
  /** When it was last written; null for one that is being made. */
  changedAt: Date | null
  attempts: readonly Attempt[]
}

/** Something that is asked of the provider: written down before it is, and asked again until the answer is known. */
export type Attempt = {
  attemptId: string
  accountId: string
  kind: 'checkout' | 'charge' | 'refund'
  state: 'making' | 'open' | 'done' | 'closed'
  isWanted: boolean
  amount: number
  currency: string
  providerId: string | null
  /** Of a refund: what it gives back. */
  intent: string | null
  url: string | null
  /** Of a page to pay on: BCP 47, null for the browser's. */
  language: string | null
  createdAt: Date
  expiresAt: Date | null
  /** When to ask next; null when there is nothing more to learn. */
  lookAt: Date | null
  looks: number
}

export type Outcome = { payment: Payment } | { problem: ProblemCode }

/** For what is made: when, and under which id. */
export type Making = { now: Date; newId: string }

/** How long a page to pay on lasts: long enough to find one's card. */
export const checkoutMs = 2 * 3_600_000
/** How long what was asked of the provider may go unanswered before it is asked again by somebody else. */
export const answerMs = 60_000

export const isPending = ({ state }: Attempt) => state === 'making' || state === 'open'

/** Whether a fee cannot be changed any more. */
export const isBound = ({ state, paymentMethod }: Payment) =>
  paymentMethod !== null || !(isUnsettled(state) || state === 'withdrawn')

/** A payment that nobody has been asked for yet. */
export function newPayment(
  of: Pick<Payment, 'teamId' | 'sessionId' | 'participantId' | 'reason'>,
  fee: Fee,
  paymentId: string,
): Payment {
  return {
    ...of,
    paymentId,
    accountId: fee.account,
    collect: fee.collect,
    amount: fee.amount,
    currency: fee.currency,
    description: fee.description,
    state: 'owed',
    trouble: null,
    waivedAt: null,
    refunded: 0,
    card: null,
    customer: null,
    paymentMethod: null,
    intent: null,
    actionUrl: null,
    paidAt: null,
    changedAt: null,
    attempts: [],
  }
}

/** The fee of a seat becomes another one, or none (null), as long as nothing was paid. */
export function changeFee(payment: Payment, fee: Fee | null, now: Date): Outcome {
  if (fee && isSameFee(payment, fee)) return { payment }
  if (isBound(payment)) return { problem: 'fee-paid' }
  const unwanted = withoutCheckouts(payment, now)
  if (!fee) return { payment: { ...unwanted, state: 'withdrawn', trouble: null } }
  const { amount, currency, description, collect, account } = fee
  const changed = { amount, currency, description, collect, accountId: account }
  return { payment: { ...unwanted, ...changed, state: 'owed', trouble: null } }
}

function isSameFee(payment: Payment, { amount, currency, description, collect, account }: Fee): boolean {
  const isSame =
    payment.amount === amount &&
    payment.currency === currency &&
    payment.description === description &&
    payment.collect === collect
  return isSame && payment.state !== 'withdrawn' && (account === null || payment.accountId === account)
}

/** Nobody is to pay it any more; what was paid stays as it is. */
export function withdraw(payment: Payment, now: Date): Payment {
  if (payment.state === 'withdrawn' || isBound(payment)) return payment
  return { ...withoutCheckouts(payment, now), state: 'withdrawn', trouble: null }
}

/** Pages on which it could still be paid are to be closed. */
export function withoutCheckouts(payment: Payment, now: Date, except?: string): Payment {
  const attempts = payment.attempts.map((attempt) =>
    attempt.kind === 'checkout' && isPending(attempt) && attempt.isWanted && attempt.attemptId !== except
      ? { ...attempt, isWanted: false, lookAt: now }
      : attempt,
  )
  return { ...payment, attempts }
}

export function newAttempt(
  kind: Attempt['kind'],
  { accountId, amount, currency }: { accountId: string; amount: number; currency: string },
  { now, newId }: Making,
  intent: string | null = null,
): Attempt {
  return {
    attemptId: newId,
    accountId,
    kind,
    state: 'making',
    isWanted: true,
    amount,
    currency,
    providerId: null,
    intent,
    url: null,
    language: null,
    createdAt: now,
    expiresAt: kind === 'checkout' ? new Date(now.getTime() + checkoutMs) : null,
    lookAt: new Date(now.getTime() + answerMs),
    looks: 0,
  }
}

export function withAttempt(payment: Payment, attemptId: string, change: Partial<Attempt>): Payment {
  const attempts = payment.attempts.map((one) => (one.attemptId === attemptId ? { ...one, ...change } : one))
  return { ...payment, attempts }
}

/** Nobody can ask any more what became of what was asked of an account: all of it ends, as what is not known. */
export function endUnknown(payment: Payment, accountId: string): Payment {
  const isLost = (one: Attempt) => one.accountId === accountId && isPending(one)
  const lost = payment.attempts.filter(isLost)
  if (lost.length === 0) return payment
  const attempts = payment.attempts.map((one) =>
    isLost(one) ? { ...one, state: 'closed' as const, isWanted: false, lookAt: null } : one,
  )
  const wasAsked = lost.some(({ kind, isWanted }) => kind === 'charge' || (kind === 'checkout' && isWanted))
  const isOpen = isUnsettled(payment.state) || payment.state === 'charging' || payment.state === 'needs-action'
  if (!wasAsked || !isOpen) return { ...payment, attempts }
  return { ...payment, attempts, state: 'failed', trouble: 'account', actionUrl: null }
}

/** The provider will not do what was asked, or never has: no bank was asked about it. */
export function refused(payment: Payment, attemptId: string): Payment {
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (attempt?.state !== 'making') return payment
  const closed = withAttempt(payment, attemptId, { state: 'closed', lookAt: null })
  if (attempt.kind === 'refund' || !attempt.isWanted) return closed
  const mayFail = attempt.kind === 'checkout' ? isUnsettled(payment.state) : payment.state === 'charging'
  return mayFail ? { ...closed, state: 'failed', trouble: 'account' } : closed
}
