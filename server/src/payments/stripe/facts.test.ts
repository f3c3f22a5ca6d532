import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { troubleOf } from './errors.ts'
import { disputeOf, refundFacts } from './facts.ts'

test.each([
  [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'no-funds'],
  [{ code: 'expired_card', decline_code: 'expired_card' }, 'card-expired'],
  [{ code: 'expired_card' }, 'card-expired'],
  [{ code: 'authentication_required', decline_code: 'authentication_required' }, 'not-approved'],
  [{ code: 'payment_intent_authentication_failure' }, 'not-approved'],
  [{ code: 'setup_intent_authentication_failure' }, 'not-approved'],
  [{ code: 'card_declined', decline_code: 'stolen_card' }, 'declined'],
  [{ code: 'incorrect_cvc' }, 'declined'],
  [{}, 'declined'],
  [null, null],
] as const)('%j is told as %s', (error, trouble) => {
  expect(troubleOf(error)).toBe(trouble)
})

const disputes = (...statuses: string[]) => statuses.map((status) => ({ status }) as Stripe.Dispute)

test.each([
  [[], null],
  [['needs_response'], 'open'],
  [['warning_under_review'], 'open'],
  [['lost', 'appeal_needs_response'], 'open'],
  [['won', 'lost'], 'lost'],
  [['won'], 'won'],
  [['warning_closed'], 'won'],
  [['prevented'], 'won'],
])('of disputes that stand at %j the payment is %s', (statuses, outcome) => {
  expect(disputeOf(disputes(...statuses))).toBe(outcome)
})

test.each([
  ['succeeded', 'done'],
  ['pending', 'waiting'],
  ['requires_action', 'waiting'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
])('a refund that is %s is %s', (status, is) => {
  expect(refundFacts({ id: 're_1', status } as Stripe.Refund)).toEqual({ id: 're_1', status: is })
})
