import { isDue, isTaken, isUnsettled, type OwnPayment, type PaymentTrouble } from '@anteroom/contract/payments'

/**
 * How it stands with a payment for the person who has it before them: nothing was tried, the provider's page was opened and
 * nothing came of it, the last try failed, the practice's account takes nothing, or there is nothing to do.
 */
export type Standing =
  | { name: 'new' | 'opened' | 'account' | 'settled' }
  | { name: 'failed'; why: Exclude<PaymentTrouble, 'account'> | 'failed' }

export function standingOf({ state, trouble, isOpen }: Pick<OwnPayment, 'state' | 'trouble' | 'isOpen'>): Standing {
  if (!isUnsettled(state)) return { name: 'settled' }
  if (trouble === 'account') return { name: 'account' }
  if (trouble) return { name: 'failed', why: trouble }
  if (state === 'failed') return { name: 'failed', why: 'failed' }
  if (state === 'expired') return { name: 'failed', why: 'expired' }
  return { name: isOpen ? 'opened' : 'new' }
}

/** What is to be paid before somebody may go in. */
export const dueAtDoor = (payments: readonly OwnPayment[] = []): OwnPayment | undefined => payments.find(isDue)

/** What was paid for the appointment, or the card that was left for it. */
export const settledFee = (payments: readonly OwnPayment[] = []): OwnPayment | undefined =>
  payments.find(
    ({ reason, state, card }) => reason === 'fee' && (isTaken(state) || state === 'card-kept' || card !== null),
  )
