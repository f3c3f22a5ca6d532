import { isTaken } from '@anteroom/contract/payments'
import type { ChargeFacts } from './provider.ts'
import { giveBack } from './refund-rules.ts'
import {
  type Attempt,
  isPending,
  type Making,
  newAttempt,
  type Outcome,
  type Payment,
  withAttempt,
  withdraw,
} from './rules.ts'

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

/** How long a bank's question waits for its answer: by then the person has forgotten what it was about. */
export const answerableMs = 24 * 3_600_000

/** Whether a bank has asked about it and nobody is to answer any more: a host has given it up, or its time is over. */
export const isGivenUp = ({ state }: Payment, { kind, isWanted, createdAt }: Attempt, now: Date) =>
  kind === 'charge' && state === 'needs-action' && (!isWanted || now.getTime() - createdAt.getTime() > answerableMs)

/** Nobody is asked for it any more: an amount that was asked for, or a charge about which a bank asks. */
export function stopAsking(payment: Payment, now: Date): Outcome {
  const { state, reason, attempts } = payment
  if (state === 'needs-action') {
    const attempt = attempts.find((one) => one.kind === 'charge' && one.state === 'open')
    if (!attempt?.isWanted) return { payment }
    return { payment: withAttempt(payment, attempt.attemptId, { isWanted: false, lookAt: now }) }
  }
  if (reason !== 'request') return { problem: 'wrong-phase' }
  const after = withdraw(payment, now)
  return after.state === 'withdrawn' ? { payment: after } : { problem: 'fee-paid' }
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
