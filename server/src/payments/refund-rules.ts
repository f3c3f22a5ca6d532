import { isTaken } from '@anteroom/contract/payments'
import type { PaymentFacts, RefundFacts } from './provider.ts'
import {
  type Attempt,
  answerMs,
  isPending,
  type Making,
  newAttempt,
  type Outcome,
  type Payment,
  withAttempt,
} from './rules.ts'

/** What was taken and should not have been goes back in whole. */
export function giveBack(
  payment: Payment,
  { accountId, amount, currency }: Attempt,
  intent: string,
  making: Making,
): Payment {
  const attempt = newAttempt('refund', { accountId, amount, currency }, making, intent)
  return { ...payment, attempts: [...payment.attempts, { ...attempt, lookAt: making.now }] }
}

/** Whether it gives back what should not have been taken, and is no refund of the payment that counts. */
export const isGivenBack = (payment: Payment, { kind, intent }: Attempt) =>
  kind === 'refund' && intent !== null && intent !== payment.intent

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
