import { isTaken, type OwnPayment } from '@anteroom/contract/payments'
import type { VisitView } from '@anteroom/contract/realtime'
import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { MovedContext } from '@anteroom/ui/heading.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { cardIcon } from '@anteroom/ui/later-icons.ts'
import { useContext, useEffect } from 'preact/hooks'
import { amountText } from '../../words/amounts.ts'
import { laterWords } from '../../words/words.ts'
import { cardText } from './card-text.ts'
import styles from './payment.module.css'
import { settledFee } from './standing.ts'
import { TooMuch } from './too-much.tsx'

/** Beside Join: that the fee was paid, or a card was left. Told to whoever has just come from paying. */
export function Paid({ view }: { view: VisitView }) {
  const fee = settledFee(view.payments)
  const hasMoved = useContext(MovedContext)
  const announce = useAnnounce()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told once, on arriving.
  useEffect(() => {
    if (!fee || !hasMoved) return
    const { paidMayJoin, cardMayJoin } = laterWords.payments
    announce(isCard(fee) ? cardMayJoin : paidMayJoin(amountText(fee.amount, fee.currency)))
  }, [])
  // Its place is kept from the first moment: nothing moves when it comes.
  return (
    <>
      {fee ? <PaidLine payment={fee} /> : <p className={styles.paid} />}
      <TooMuch payments={view.payments} />
    </>
  )
}

export function PaidLine({ payment }: { payment: OwnPayment }) {
  return (
    <p className={styles.paid}>
      <Icon name={isCard(payment) ? cardIcon : 'check'} size={20} />
      <span>
        {settledText(payment)}
        {payment.test && ` · ${laterWords.payments.test}`}
      </span>
    </p>
  )
}

/** A card that was left, and nothing taken from it so far. */
const isCard = ({ state, card }: OwnPayment) => card !== null && !isTaken(state)

function settledText(payment: OwnPayment): string {
  const { state, amount, currency, card } = payment
  const text = laterWords.payments
  const read = amountText(amount, currency)
  if (isCard(payment)) return text.cardLeft(cardText(card))
  if (state === 'refunded') return text.refunded(read)
  return state === 'partly-refunded' ? text.partlyRefunded(read) : text.paid(read)
}
