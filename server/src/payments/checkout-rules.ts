import { isUnsettled } from '@anteroom/contract/payments'
import type { CheckoutFacts } from './provider.ts'
import { giveBack } from './refund-rules.ts'
import {
  type Attempt,
  answerMs,
  isBound,
  type Making,
  newAttempt,
  type Outcome,
  type Payment,
  withAttempt,
  withoutCheckouts,
} from './rules.ts'

/** One that ends sooner is not opened again. */
const shortMs = 5 * 60_000

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
const patienceMs = 60_000

/** Whether a page to pay on was asked for a moment ago, and is not there yet: nobody was sent to one before that. */
export const isBeingMade = ({ kind, state, isWanted, createdAt }: Attempt, now: Date) =>
  kind === 'checkout' && state === 'making' && isWanted && now.getTime() - createdAt.getTime() < patienceMs

/** So many pages to pay on somebody may have asked for in an hour: each is remembered. */
const mostPages = 60
const isOfThisHour = ({ kind, createdAt }: Attempt, now: Date) =>
  kind === 'checkout' && now.getTime() - createdAt.getTime() < 3_600_000

/** The person wants to pay: a page for it is to be made, and each one before is to be closed. */
export function startCheckout(
  payment: Payment,
  { accountId, language }: Pick<Attempt, 'accountId' | 'language'>,
  { now, newId }: Making,
): Outcome {
  if (!isUnsettled(payment.state) || isBound(payment)) return { problem: 'wrong-phase' }
  if (payment.attempts.filter((one) => isOfThisHour(one, now)).length >= mostPages) return { problem: 'too-soon' }
  const attempt = { ...newAttempt('checkout', { ...payment, accountId }, { now, newId }), language }
  const { attempts } = withoutCheckouts(payment, now)
  return { payment: { ...payment, accountId, attempts: [...attempts, attempt] } }
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

/** A page that nobody needs any more is not asked for; one that somebody else has asked for meanwhile is there, and is closed there. */
export function leftUnmade(payment: Payment, attemptId: string): Payment {
  const isUnmade = payment.attempts.some((one) => one.attemptId === attemptId && one.state === 'making')
  return isUnmade ? withAttempt(payment, attemptId, { state: 'closed', lookAt: null }) : payment
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
