import { isUnsettled, type SeenPayment } from '@anteroom/contract/payments'
import type { Picture } from '@anteroom/ui/icon.tsx'
import { cardIcon, clockIcon } from '@anteroom/ui/later-icons.ts'
import { amountText } from '../../../words/amounts.ts'
import { laterWords } from '../../../words/words.ts'
import { cardText } from '../../payment/card-text.ts'

/** How a payment of somebody else's stands, as hosts read it; null where nobody asks for it any more. */
export function seenText(payment: SeenPayment): { icon: Picture; text: string } | null {
  const { state, collect, card, waived, collectable } = payment
  const { seen, paid, refunded, partlyRefunded } = laterWords.payments
  const amount = amountText(payment.amount, payment.currency)
  if (isUnsettled(state)) {
    if (waived) return { icon: 'door', text: seen.waived(amount) }
    if (!collectable) return { icon: 'alert', text: seen.notCollectable(amount) }
    // A card that could not be charged is there all the same.
    if (collect === 'card' && !card) return { icon: clockIcon, text: seen.cardOwed }
    return state === 'failed'
      ? { icon: 'alert', text: seen.failed(amount) }
      : { icon: clockIcon, text: seen.owed(amount) }
  }
  switch (state) {
    case 'card-kept':
      return { icon: cardIcon, text: seen.kept(cardText(card)) }
    case 'charging':
      return { icon: clockIcon, text: seen.charging(amount) }
    case 'needs-action':
      return { icon: 'alert', text: seen.needsAction(amount) }
    case 'disputed':
      return { icon: 'alert', text: seen.disputed(amount) }
    case 'refunded':
      return { icon: 'check', text: refunded(amount) }
    case 'partly-refunded':
      return { icon: 'check', text: partlyRefunded(amount) }
    case 'paid':
      return { icon: 'check', text: paid(amount) }
    default:
      return null
  }
}
