import type { Collect, Fee } from '@anteroom/contract/fees'
import { type Card, isTaken, isUnsettled, type PaymentState, type PaymentTrouble } from '@anteroom/contract/payments'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { ChargeFacts, CheckoutFacts, PaymentFacts, RefundFacts } from './provider.ts'

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
/** One that ends sooner is not opened again. */
const shortMs = 5 * 60_000
/** How long what was asked of the provider may go unanswered before it is asked again by somebody else. */
export const answerMs = 60_000

export const isPending = ({ state }: Attempt) => state === 'making' || state === 'open'

/** Whether a fee cannot be changed any more. */
const isBound = ({ state, paymentMethod }: Payment) =>
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
function withoutCheckouts(payment: Payment, now: Date, except?: string): Payment {
  const attempts = payment.attempts.map((attempt) =>
    attempt.kind === 'checkout' && isPending(attempt) && attempt.isWanted && attempt.attemptId !== except
      ? { ...attempt, isWanted: false, lookAt: now }
      : attempt,
  )
  return { ...payment, attempts }
}

/** The page to pay on that is there already, and will be for a while. */
export function openCheckoutOf(payment: Payment, now: Date): Attempt | null {
  const { attempts, amount, currency } = payment
  const isUsable = (attempt: Attempt) =>
    attempt.kind === 'checkout' &&
    attempt.state === 'open' &&
    attempt.isWanted &&
    attempt.url !== null &&
    attempt.amount === amount &&
    attempt.currency === currency &&
    (attempt.expiresAt?.getTime() ?? 0) - now.getTime() > shortMs
  return attempts.find(isUsable) ?? null
}

/** For how long a page that was asked for and has not come is waited for, before another one is. */
const patienceMs = 20_000

/** Whether a page to pay on was asked for a moment ago, and is not there yet: nobody was sent to one before that. */
export const isBeingMade = ({ kind, state, isWanted, createdAt }: Attempt, now: Date) =>
  kind === 'checkout' && state === 'making' && isWanted && now.getTime() - createdAt.getTime() < patienceMs

/** So many pages to pay on somebody may have asked for in an hour: each is remembered. */
const mostPages = 60
const isOfThisHour = ({ kind, createdAt }: Attempt, now: Date) =>
  kind === 'checkout' && now.getTime() - createdAt.getTime() < 3_600_000

/** The person wants to pay: a page for it is to be made, and each one before is to be closed. */
export function startCheckout(payment: Payment, accountId: string, { now, newId }: Making): Outcome {
  if (!isUnsettled(payment.state) || isBound(payment)) return { problem: 'wrong-phase' }
  if (payment.attempts.filter((one) => isOfThisHour(one, now)).length >= mostPages) return { problem: 'too-soon' }
  const attempt = newAttempt('checkout', { ...payment, accountId }, { now, newId })
  const { attempts } = withoutCheckouts(payment, now)
  return { payment: { ...payment, accountId, attempts: [...attempts, attempt] } }
}

function newAttempt(
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
    createdAt: now,
    expiresAt: kind === 'checkout' ? new Date(now.getTime() + checkoutMs) : null,
    lookAt: new Date(now.getTime() + answerMs),
    looks: 0,
  }
}

/** The page is there. Should it be wanted no more meanwhile, it is closed at once. */
export function checkoutMade(
  payment: Payment,
  attemptId: string,
  { id, url, expiresAt }: { id: string; url: string; expiresAt: Date },
  now: Date,
): Payment {
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (attempt?.state !== 'making') return payment
  const lookAt = attempt.isWanted ? new Date(now.getTime() + answerMs) : now
  const made = withAttempt(payment, attemptId, { state: 'open', providerId: id, url, expiresAt, lookAt })
  if (!attempt.isWanted || !isUnsettled(payment.state)) return made
  return { ...made, state: 'opened', trouble: null }
}

/** The provider will not do what was asked. */
export function refused(payment: Payment, attemptId: string, trouble: PaymentTrouble): Payment {
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (attempt?.state !== 'making') return payment
  const closed = withAttempt(payment, attemptId, { state: 'closed', lookAt: null })
  if (attempt.kind === 'refund' || !attempt.isWanted) return closed
  const mayFail = attempt.kind === 'checkout' ? isUnsettled(payment.state) : payment.state === 'charging'
  return mayFail ? { ...closed, state: 'failed', trouble } : closed
}

/**
 * What the provider says of a page to pay on. Money that was taken twice, or for what nobody asks for any more, is given
 * back.
 */
export function learnCheckout(payment: Payment, attemptId: string, facts: CheckoutFacts, making: Making): Payment {
  const { now } = making
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (!attempt || attempt.state === 'done' || attempt.state === 'closed') return payment
  if (facts.status === 'expired') {
    const closed = withAttempt(payment, attemptId, { state: 'closed', lookAt: null })
    if (!attempt.isWanted || !isUnsettled(payment.state)) return closed
    return { ...closed, state: 'expired', trouble: 'expired' }
  }
  if (facts.status === 'open') {
    if (!attempt.isWanted || !facts.trouble || !isUnsettled(payment.state)) return payment
    if (payment.state === 'failed' && payment.trouble === facts.trouble) return payment
    return { ...payment, state: 'failed', trouble: facts.trouble }
  }
  const done = withAttempt(payment, attemptId, { state: 'done', lookAt: null })
  const isFree = isUnsettled(payment.state) && !isBound(payment)
  const isAsAsked = facts.amount === payment.amount && facts.currency === payment.currency
  if (isFree && !facts.isPaid && payment.collect === 'card') {
    const { customer, paymentMethod, card } = facts
    const kept = { state: 'card-kept' as const, trouble: null, customer, paymentMethod, card }
    return withoutCheckouts({ ...done, ...kept, accountId: attempt.accountId }, now, attemptId)
  }
  if (!facts.isPaid || !facts.intent) return done
  if (!isFree || !isAsAsked || payment.collect === 'card') return giveBack(done, attempt, facts.intent, making)
  const { intent, card } = facts
  const paid = { state: 'paid' as const, trouble: null, intent, card, paidAt: now }
  return withoutCheckouts({ ...done, ...paid, accountId: attempt.accountId }, now, attemptId)
}

/** What was taken and should not have been goes back in whole. */
function giveBack(payment: Payment, { accountId, amount, currency }: Attempt, intent: string, making: Making): Payment {
  const attempt = newAttempt('refund', { accountId, amount, currency }, making, intent)
  return { ...payment, attempts: [...payment.attempts, { ...attempt, lookAt: making.now }] }
}

/** Whether it gives back what should not have been taken, and is no refund of the payment that counts. */
export const isGivenBack = (payment: Payment, { kind, intent }: Attempt) =>
  kind === 'refund' && intent !== null && intent !== payment.intent

export type Charging = { amount: number; currency: string; description: string | null }

/** The card that somebody has left is to be charged: once at a time, and once in all. */
export function startCharge(payment: Payment, charging: Charging, making: Making): Outcome {
  const { accountId, paymentMethod, state, attempts } = payment
  if (isTaken(state)) return { problem: 'fee-paid' }
  const isFree = !attempts.some((attempt) => attempt.kind === 'charge' && isPending(attempt))
  if (!accountId || !paymentMethod || !isFree || !(state === 'card-kept' || state === 'failed')) {
    return { problem: 'wrong-phase' }
  }
  const attempt = newAttempt('charge', { accountId, ...charging }, making)
  const { amount, currency, description } = charging
  const changed = { amount, currency, description: description ?? payment.description }
  return {
    payment: { ...payment, ...changed, state: 'charging', trouble: null, attempts: [...attempts, attempt] },
  }
}

/** What the provider says of a charge. */
export function learnCharge(payment: Payment, attemptId: string, facts: ChargeFacts, making: Making): Payment {
  const { now } = making
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (!attempt || attempt.state === 'done' || attempt.state === 'closed') return payment
  const providerId = facts.id
  switch (facts.status) {
    case 'paid': {
      const done = withAttempt(payment, attemptId, { state: 'done', providerId, lookAt: null })
      if (isTaken(payment.state)) return giveBack(done, attempt, providerId, making)
      const paid = { state: 'paid' as const, trouble: null, actionUrl: null, intent: providerId, paidAt: now }
      return { ...done, ...paid, card: facts.card ?? payment.card }
    }
    case 'failed': {
      const closed = withAttempt(payment, attemptId, { state: 'closed', providerId, lookAt: null })
      if (isTaken(payment.state)) return closed
      return { ...closed, state: 'failed', trouble: facts.trouble ?? 'declined', actionUrl: null }
    }
    case 'needs-action':
    case 'waiting': {
      const state = facts.status === 'waiting' ? 'charging' : 'needs-action'
      const isKnown = attempt.state === 'open' && payment.state === state && payment.actionUrl === facts.actionUrl
      if (isKnown && attempt.providerId === providerId) return payment
      const open = withAttempt(payment, attemptId, { state: 'open', providerId })
      return isTaken(payment.state) ? open : { ...open, state, actionUrl: facts.actionUrl }
    }
    default:
      return facts.status satisfies never
  }
}

/** What of a payment can still be given back. */
export function refundable({ state, amount, refunded, attempts, intent }: Payment): number {
  if (!isTaken(state)) return 0
  const onTheWay = attempts.filter((one) => one.kind === 'refund' && one.intent === intent && isPending(one))
  return amount - refunded - onTheWay.reduce((sum, one) => sum + one.amount, 0)
}

/** Some of it is to be given back, or all that is left (null). */
export function startRefund(payment: Payment, amount: number | null, making: Making): Outcome {
  const { accountId, currency, intent, attempts } = payment
  const left = refundable(payment)
  if (!accountId || !intent || left <= 0) return { problem: 'wrong-phase' }
  if (amount !== null && amount > left) return { problem: 'invalid-request' }
  const attempt = newAttempt('refund', { accountId, amount: amount ?? left, currency }, making, intent)
  return { payment: { ...payment, attempts: [...attempts, attempt] } }
}

/** What the provider says of a refund; how much was given back in all is asked for by itself. */
export function learnRefund(payment: Payment, attemptId: string, { id, status }: RefundFacts, now: Date): Payment {
  const attempt = payment.attempts.find((one) => one.attemptId === attemptId)
  if (!attempt || attempt.state === 'done' || attempt.state === 'closed') return payment
  const lookAt = new Date(now.getTime() + answerMs)
  if (status === 'waiting') {
    const isKnown = attempt.state === 'open' && attempt.providerId === id
    return isKnown ? payment : withAttempt(payment, attemptId, { state: 'open', providerId: id, lookAt })
  }
  // A bank has sent it back: it is asked for anew.
  if (status === 'failed' && isGivenBack(payment, attempt)) {
    return withAttempt(payment, attemptId, { state: 'making', providerId: null, lookAt })
  }
  const state = status === 'done' ? 'done' : 'closed'
  return withAttempt(payment, attemptId, { state, providerId: id, lookAt: null })
}

/** What the provider says of the money that was taken: by whomever it was given back, or is disputed. */
export function learnPayment(payment: Payment, { refunded, dispute }: PaymentFacts): Payment {
  if (!isTaken(payment.state)) return payment
  const back = refunded >= payment.amount ? 'refunded' : refunded > 0 ? 'partly-refunded' : 'paid'
  const state = dispute === 'open' || dispute === 'lost' ? 'disputed' : back
  return state === payment.state && refunded === payment.refunded ? payment : { ...payment, state, refunded }
}

export function withAttempt(payment: Payment, attemptId: string, change: Partial<Attempt>): Payment {
  const attempts = payment.attempts.map((one) => (one.attemptId === attemptId ? { ...one, ...change } : one))
  return { ...payment, attempts }
}
