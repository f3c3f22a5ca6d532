import type { Money, OwnPayment, SeenPayment } from '@anteroom/contract/payments'
import type { Payment } from './rules.ts'

/** A payment as it matters in a session. */
export type SeatPayment = Omit<Payment, 'attempts' | 'teamId' | 'sessionId' | 'customer' | 'intent' | 'actionUrl'> & {
  /** Whether the team has an account that could take it. */
  isCollectable: boolean
  /** Of an account for trying out. */
  isTest: boolean
  /** Whether there is a page on which it could be paid at the moment. */
  isOpen: boolean
  /** What was taken besides it and should not have been. */
  givenBack: readonly Money[]
}

/** The same to those who see it: hosts, or whoever pays. */
export function asSeen(payment: SeatPayment): SeenPayment {
  const { paymentId, reason, state, amount, currency, description, collect, trouble, card } = payment
  const seen = { paymentId, reason, state, amount, currency, description, collect, trouble, card }
  return {
    ...seen,
    test: payment.isTest,
    waived: payment.waivedAt !== null,
    collectable: payment.isCollectable,
    ...(payment.givenBack.length > 0 ? { givenBack: payment.givenBack } : {}),
  }
}

export function asOwn(payment: SeatPayment, payee: string): OwnPayment {
  const { collectable, ...seen } = asSeen(payment)
  return { ...seen, payee, isOpen: payment.isOpen }
}
