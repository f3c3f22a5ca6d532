import { isUnsettled, type SeenPayment } from '@anteroom/contract/payments'
import type { Person } from '@anteroom/contract/realtime'
import { cardIcon } from '@anteroom/ui/later-icons.ts'
import { amountText } from '../../../words/amounts.ts'
import { laterWords } from '../../../words/words.ts'
import { cardText } from '../../payment/card-text.ts'
import type { PersonAction } from './person-row.tsx'

/** Whom a host asks for an amount; with `payment`, whose card is charged. */
export type Paying = { person: Person; payment: SeenPayment | null }

type Ways = {
  onPay: (paying: Paying) => void
  onWithdraw: (paymentId: string, done: string) => void
}

/** What a host may do about somebody's payments. */
export function paymentActions(person: Person, { onPay, onWithdraw }: Ways): PersonAction[] {
  const { name, payments = [] } = person
  const text = laterWords.payments
  const ask = {
    icon: cardIcon,
    label: text.ask,
    hint: text.askHint,
    opens: 'dialog' as const,
    act: () => onPay({ person, payment: null }),
  }
  const charge = payments
    // One that the bank has not taken it from once may do the next time.
    .filter(({ state, card }) => card && (state === 'card-kept' || state === 'failed'))
    .slice(0, 1)
    .map((payment) => ({
      icon: cardIcon,
      label: text.charge,
      hint: text.chargeHint(cardText(payment.card)),
      opens: 'dialog' as const,
      act: () => onPay({ person, payment }),
    }))
  const takeBack = payments
    // A charge that a bank asks about is given up in the same way.
    .filter(({ reason, state }) => state === 'needs-action' || (reason === 'request' && isUnsettled(state)))
    .map(({ paymentId, amount, currency }) => ({
      icon: 'close' as const,
      label: text.takeBack(amountText(amount, currency)),
      hint: text.takeBackHint,
      act: () => onWithdraw(paymentId, text.tookBack(name)),
    }))
  return [...charge, ask, ...takeBack]
}
