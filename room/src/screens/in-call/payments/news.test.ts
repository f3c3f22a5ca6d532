import type { PaymentState } from '@anteroom/contract/payments'
import { expect, test } from 'vitest'
import { newsBetween } from './news.ts'

const one = (state: PaymentState, visitId: string | null = 'ana') => ({ paymentId: 'p', visitId, state })
const between = (before: PaymentState | null, now: PaymentState | null) =>
  newsBetween(before ? [one(before)] : [], now ? [one(now)] : [], () => true).map(({ what }) => what)

test.each([
  [null, 'owed', ['asked']],
  [null, 'paid', []],
  [null, 'needs-action', ['bank-asks']],
  ['owed', 'opened', []],
  ['opened', 'paid', ['paid']],
  ['owed', 'card-kept', ['card-left']],
  ['opened', 'failed', ['failed']],
  ['opened', 'expired', []],
  ['card-kept', 'charging', []],
  ['charging', 'paid', ['paid']],
  ['charging', 'needs-action', ['bank-asks']],
  ['charging', 'failed', ['not-charged']],
  ['charging', 'card-kept', ['not-charged']],
  ['needs-action', 'paid', ['paid']],
  ['paid', 'partly-refunded', []],
  ['refunded', 'paid', []],
  ['owed', 'withdrawn', ['no-longer']],
  ['owed', null, ['no-longer']],
  ['paid', null, []],
  ['paid', 'paid', []],
] as const)('a payment that was %s and is %s: %j', (before, now, news) => {
  expect(between(before, now)).toEqual(news)
})

test('what somebody brings along who has just come is no news', () => {
  expect(newsBetween([], [one('owed')], () => false)).toEqual([])
})

test('payments of two people are told apart', () => {
  const now = [one('paid', 'ana'), one('owed', 'tom')]
  const news = newsBetween([one('owed', 'ana'), one('owed', 'tom')], now, () => true)
  expect(news).toEqual([{ payment: now[0], what: 'paid' }])
})
