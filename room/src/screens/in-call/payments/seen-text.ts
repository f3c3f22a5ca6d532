import { isUnsettled, type SeenPayment } from '@anteroom/contract/payments'
import type { Picture } from '@anteroom/ui/icon.tsx'
import { cardIcon, clockIcon } from '@anteroom/ui/later-icons.ts'
import { amountText } from '../../../words/amounts.ts'
import { laterWords } from '../../../words/words.ts'
import { cardText } from '../../payment/card-text.ts'

type Seen = { icon: Picture; text: string }

/** How a payment of somebody else's stands, as hosts read it, and what goes back besides. */
export function seenTexts(payment: SeenPayment): Seen[] {
  const { tooMuch } = laterWords.payments.seen
  const back = (payment.givenBack ?? []).map(({ amount, currency }) => tooMuch(amountText(amount, currency)))
  const all = [seenText(payment), back.length > 0 ? { icon: 'info' as const, text: back.join(' · ') } : null]
  return all.filter((one) => one !== null)
}

/** Null where nobody asks for it any more. */
function seenText(payment: SeenPayment): Seen | null {
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
