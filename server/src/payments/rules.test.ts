import type { Fee } from '@anteroom/contract/fees'
import { isTaken, isUnsettled } from '@anteroom/contract/payments'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as charges from './charge-rules.ts'
import * as checkouts from './checkout-rules.ts'
import type { CheckoutFacts } from './provider.ts'
import * as refunds from './refund-rules.ts'
import * as rules from './rules.ts'

const start = new Date('2030-05-01T12:00:00Z')
const fee: Fee = { amount: 5000, currency: 'aud', description: 'Consultation', collect: 'before', account: null }
const of = { teamId: 'team', sessionId: 'session', participantId: 'ana', reason: 'fee' as const }

const to = { accountId: 'account', language: null }

let ids = 0
const making = (now = start): rules.Making => ({ now, newId: `id-${++ids}` })
const owed = (change: Partial<Fee> = {}) => rules.newPayment(of, { ...fee, ...change }, 'payment')
const done = (outcome: rules.Outcome) => {
  if ('problem' in outcome) throw new Error(outcome.problem)
  return outcome.payment
}

const facts = (change: Partial<CheckoutFacts> = {}): CheckoutFacts => ({
  status: 'complete',
  isPaid: true,
  amount: 5000,
  currency: 'aud',
  intent: 'pi_1',
  customer: null,
  paymentMethod: null,
  card: { brand: 'visa', last4: '4242' },
  trouble: null,
  ...change,
})

function opened(payment = owed(), id = 'cs_1') {
  const begun = done(checkouts.startCheckout(payment, to, making()))
  const attemptId = begun.attempts.at(-1)?.attemptId ?? ''
  const expiresAt = new Date(start.getTime() + rules.checkoutMs)
  return {
    payment: checkouts.checkoutMade(begun, attemptId, { id, url: `https://pay/${id}`, expiresAt }, start),
    attemptId,
  }
}

const kept = () => {
  const { payment, attemptId } = opened(owed({ collect: 'card' }))
  const card = facts({ isPaid: false, intent: null, customer: 'cus_1', paymentMethod: 'pm_1' })
  return checkouts.learnCheckout(payment, attemptId, card, making())
}

test('a fee is owed, its page is opened, and it is paid once', () => {
  const { payment, attemptId } = opened()
  expect(payment).toMatchObject({ state: 'opened', accountId: 'account' })
  const paid = checkouts.learnCheckout(payment, attemptId, facts(), making())
  expect(paid).toMatchObject({ state: 'paid', intent: 'pi_1', card: { last4: '4242' } })
  expect(checkouts.learnCheckout(paid, attemptId, facts(), making())).toBe(paid)
  expect(checkouts.startCheckout(paid, to, making())).toEqual({ problem: 'wrong-phase' })
})

test('a page that is there is opened again; another one closes it', () => {
  const { payment, attemptId } = opened()
  expect(checkouts.openCheckoutOf(payment, start)?.attemptId).toBe(attemptId)
  const late = new Date(start.getTime() + rules.checkoutMs - 60_000)
  expect(checkouts.openCheckoutOf(payment, late)).toBeNull()
  const again = done(checkouts.startCheckout(payment, to, making(late)))
  expect(again.attempts.map(({ isWanted }) => isWanted)).toEqual([false, true])
  expect(again.attempts[0]?.lookAt).toEqual(late)
})

test('a page that nobody needs is left unmade, unless it is there by now', () => {
  const begun = done(checkouts.startCheckout(owed(), to, making()))
  const attemptId = begun.attempts[0]?.attemptId ?? ''
  expect(checkouts.leftUnmade(begun, attemptId).attempts).toMatchObject([{ state: 'closed', lookAt: null }])
  const { payment, attemptId: made } = opened()
  expect(checkouts.leftUnmade(payment, made)).toBe(payment)
})

test('what was paid twice goes back, and what was paid first stays', () => {
  const first = opened()
  const second = opened(first.payment, 'cs_2')
  const paid = checkouts.learnCheckout(second.payment, first.attemptId, facts(), making())
  expect(paid.state).toBe('paid')
  const both = checkouts.learnCheckout(paid, second.attemptId, facts({ intent: 'pi_2' }), making())
  expect(both).toMatchObject({ state: 'paid', intent: 'pi_1', refunded: 0 })
  expect(both.attempts.at(-1)).toMatchObject({ kind: 'refund', intent: 'pi_2', amount: 5000, state: 'making' })
  // It is nothing that is taken off what was paid.
  expect(refunds.refundable(both)).toBe(5000)
})

test('what was paid for a fee that has changed meanwhile, or was taken back, goes back', () => {
  for (const changed of [{ ...fee, amount: 7000 }, null]) {
    const { payment, attemptId } = opened()
    const after = done(rules.changeFee(payment, changed, start))
    expect(after.state).toBe(changed ? 'owed' : 'withdrawn')
    const paid = checkouts.learnCheckout(after, attemptId, facts(), making())
    expect(paid.state).toBe(after.state)
    expect(paid.attempts.at(-1)).toMatchObject({ kind: 'refund', intent: 'pi_1' })
  }
})

test('a fee that was paid, or for which a card was left, stays as it is', () => {
  const { payment, attemptId } = opened()
  const paid = checkouts.learnCheckout(payment, attemptId, facts(), making())
  expect(rules.changeFee(paid, { ...fee, amount: 1 }, start)).toEqual({ problem: 'fee-paid' })
  expect(rules.changeFee(paid, fee, start)).toEqual({ payment: paid })
  expect(rules.changeFee(kept(), null, start)).toEqual({ problem: 'fee-paid' })
})

test('declined, expired and too late all lead back to a page to pay on', () => {
  const { payment, attemptId } = opened()
  const declined = checkouts.learnCheckout(payment, attemptId, facts({ status: 'open', trouble: 'declined' }), making())
  expect(declined).toMatchObject({ state: 'failed', trouble: 'declined' })
  expect(checkouts.openCheckoutOf(declined, start)?.attemptId).toBe(attemptId)
  const expired = checkouts.learnCheckout(declined, attemptId, facts({ status: 'expired' }), making())
  expect(expired).toMatchObject({ state: 'expired', trouble: 'expired' })
  expect(opened(expired, 'cs_2').payment).toMatchObject({ state: 'opened', trouble: null })
})

test('a card that was left is charged once, or tried again when that has failed', () => {
  const charging = { amount: 8000, currency: 'aud', description: null }
  const begun = done(charges.startCharge(kept(), charging, making()))
  const attemptId = begun.attempts.at(-1)?.attemptId ?? ''
  expect(begun).toMatchObject({ state: 'charging', amount: 8000 })
  expect(charges.startCharge(begun, charging, making())).toEqual({ problem: 'wrong-phase' })
  const charge = { id: 'pi_9', status: 'failed' as const, actionUrl: null, trouble: 'no-funds' as const, card: null }
  const failed = charges.learnCharge(begun, attemptId, charge, making())
  expect(failed).toMatchObject({ state: 'failed', trouble: 'no-funds', paymentMethod: 'pm_1' })
  const again = done(charges.startCharge(failed, charging, making()))
  const lastId = again.attempts.at(-1)?.attemptId ?? ''
  const action = charges.learnCharge(
    again,
    lastId,
    { ...charge, status: 'needs-action', actionUrl: 'https://3ds' },
    making(),
  )
  expect(action).toMatchObject({ state: 'needs-action', actionUrl: 'https://3ds' })
  const paid = charges.learnCharge(action, lastId, { ...charge, status: 'paid', trouble: null }, making())
  expect(paid).toMatchObject({ state: 'paid', intent: 'pi_9', actionUrl: null })
  expect(charges.startCharge(paid, charging, making())).toEqual({ problem: 'fee-paid' })
})

test('no more goes back than is left, also of what is on its way', () => {
  const { payment, attemptId } = opened()
  const paid = checkouts.learnCheckout(payment, attemptId, facts(), making())
  const some = done(refunds.startRefund(paid, 2000, making()))
  expect(refunds.startRefund(some, 3001, making())).toEqual({ problem: 'invalid-request' })
  const all = done(refunds.startRefund(some, null, making()))
  expect(all.attempts.at(-1)?.amount).toBe(3000)
  expect(refunds.startRefund(all, null, making())).toEqual({ problem: 'wrong-phase' })
  expect(refunds.learnPayment(all, { refunded: 2000, dispute: null }).state).toBe('partly-refunded')
  expect(refunds.learnPayment(all, { refunded: 5000, dispute: null }).state).toBe('refunded')
  expect(refunds.learnPayment(all, { refunded: 0, dispute: 'open' }).state).toBe('disputed')
  expect(refunds.learnPayment(all, { refunded: 2000, dispute: 'won' }).state).toBe('partly-refunded')
})

/** What the provider holds: pages on which it was paid, and what went back. */
type Held = { paid: Map<string, number>; back: Map<string, number> }

/** Each step is one thing that can happen, in any order, as often as it likes. */
const step = fc.oneof(
  fc.record({ what: fc.constant('open' as const) }),
  fc.record({ what: fc.constantFrom('made', 'pay', 'look', 'expire', 'decline', 'refund'), which: fc.nat(5) }),
  fc.record({ what: fc.constant('fee' as const), amount: fc.constantFrom(0, 5000, 7000) }),
  fc.record({ what: fc.constant('give' as const), amount: fc.integer({ min: 1, max: 7000 }) }),
)

test('whatever happens in whatever order, one payment is kept at most, and the sums are equal', () => {
  const run = (steps: (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
    const held: Held = { paid: new Map(), back: new Map() }
    let payment = owed()
    const ofKind = (kind: string) => payment.attempts.filter((attempt) => attempt.kind === kind)
    const look = (attempt: rules.Attempt) => {
      if (attempt.kind === 'refund') {
        if (attempt.state !== 'making' || !attempt.intent) return
        held.back.set(attempt.intent, (held.back.get(attempt.intent) ?? 0) + attempt.amount)
        payment = refunds.learnRefund(payment, attempt.attemptId, { id: attempt.attemptId, status: 'done' }, start)
        const refunded = held.back.get(payment.intent ?? '') ?? 0
        payment = refunds.learnPayment(payment, { refunded, dispute: null })
      } else if (attempt.providerId) {
        const paid = held.paid.get(attempt.providerId)
        const { amount, currency } = attempt
        const status = paid ? 'complete' : attempt.isWanted ? 'open' : 'expired'
        const seen = facts({ status, amount, currency, isPaid: Boolean(paid), intent: `pi-${attempt.providerId}` })
        payment = checkouts.learnCheckout(payment, attempt.attemptId, seen, making())
      }
    }
    for (const one of steps) {
      const pages = ofKind('checkout')
      const attempt = 'which' in one ? pages[one.which % Math.max(pages.length, 1)] : undefined
      if (one.what === 'open') {
        const outcome = checkouts.startCheckout(payment, to, making())
        if ('payment' in outcome) payment = outcome.payment
      } else if (one.what === 'fee') {
        const outcome = rules.changeFee(payment, one.amount ? { ...fee, amount: one.amount } : null, start)
        if ('payment' in outcome) payment = outcome.payment
      } else if (one.what === 'give') {
        const outcome = refunds.startRefund(payment, one.amount, making())
        if ('payment' in outcome) payment = outcome.payment
      } else if (one.what === 'refund') ofKind('refund').forEach(look)
      else if (!attempt) continue
      else if (one.what === 'made' && attempt.state === 'making') {
        const made = { id: attempt.attemptId, url: 'https://pay', expiresAt: start }
        payment = checkouts.checkoutMade(payment, attempt.attemptId, made, start)
      } else if (one.what === 'pay' && attempt.state === 'open' && attempt.providerId) {
        // Also on a page that is wanted no more, and not closed yet.
        held.paid.set(attempt.providerId, attempt.amount)
      } else if (one.what === 'look') look(attempt)
      else if (one.what === 'decline' && attempt.providerId && !held.paid.has(attempt.providerId)) {
        const seen = facts({ status: 'open', isPaid: false, trouble: 'declined' })
        payment = checkouts.learnCheckout(payment, attempt.attemptId, seen, making())
      } else if (one.what === 'expire' && attempt.providerId && !held.paid.has(attempt.providerId)) {
        payment = checkouts.learnCheckout(
          payment,
          attempt.attemptId,
          facts({ status: 'expired', isPaid: false }),
          making(),
        )
      }
      expect(isTaken(payment.state)).toBe(payment.intent !== null)
    }
    // In the end all of it is asked about, as often as something new comes of it.
    for (let round = 0; round < 3; round++) [...payment.attempts].forEach(look)
    const atProvider = [...held.paid].map(([id, amount]) => amount - (held.back.get(`pi-${id}`) ?? 0))
    const sum = atProvider.reduce((all, one) => all + one, 0)
    expect(sum).toBe(isTaken(payment.state) ? payment.amount - payment.refunded : 0)
    if (isUnsettled(payment.state) || payment.state === 'withdrawn') expect(sum).toBe(0)
  }
  fc.assert(fc.property(fc.array(step, { maxLength: 25 }), run), { numRuns: 3000 })
})
