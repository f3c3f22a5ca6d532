import { expect, test } from 'vitest'
import { dueAtDoor, settledFee, standingOf } from './standing.ts'

test.each([
  ['owed', null, false, 'new'],
  ['opened', null, true, 'opened'],
  ['opened', 'declined', true, 'failed declined'],
  ['failed', 'no-funds', false, 'failed no-funds'],
  ['failed', null, false, 'failed failed'],
  ['expired', null, false, 'failed expired'],
  ['owed', 'account', false, 'account'],
  ['failed', 'account', false, 'account'],
  ['paid', null, false, 'settled'],
  ['paid', 'declined', false, 'settled'],
  ['card-kept', null, false, 'settled'],
  ['withdrawn', null, false, 'settled'],
] as const)('a payment that is %s, with trouble %s, open %s, stands as %s', (state, trouble, isOpen, wanted) => {
  expect(Object.values(standingOf({ state, trouble, isOpen })).join(' ')).toBe(wanted)
})

const fee = {
  paymentId: 'fee',
  reason: 'fee',
  state: 'owed',
  amount: 5000,
  currency: 'aud',
  description: null,
  collect: 'before',
  payee: 'Riverside Clinic',
  test: false,
  trouble: null,
  card: null,
  waived: false,
  isOpen: false,
} as const

test('what a host has let somebody in without is not due at the door', () => {
  expect(dueAtDoor([fee])).toBe(fee)
  expect(dueAtDoor([{ ...fee, waived: true }])).toBeUndefined()
  expect(dueAtDoor([{ ...fee, state: 'paid' }])).toBeUndefined()
  expect(dueAtDoor()).toBeUndefined()
})

test('what was paid for something else in a call is no fee', () => {
  const paid = { ...fee, state: 'paid' } as const
  expect(settledFee([{ ...paid, reason: 'request' }])).toBeUndefined()
  expect(settledFee([{ ...paid, reason: 'request' }, paid])).toBe(paid)
  expect(settledFee([{ ...fee, state: 'card-kept' }])?.state).toBe('card-kept')
  expect(settledFee([fee])).toBeUndefined()
})
