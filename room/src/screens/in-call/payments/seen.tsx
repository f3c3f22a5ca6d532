import type { SeenPayment } from '@anteroom/contract/payments'
import { Icon } from '@anteroom/ui/icon.tsx'
import { laterWords } from '../../../words/words.ts'
import styles from './payments.module.css'
import { seenText } from './seen-text.ts'

/** For hosts: what somebody pays, beside their name. */
export function Seen({ payments }: { payments: readonly SeenPayment[] }) {
  return payments.map((payment) => {
    const seen = seenText(payment)
    return (
      seen && (
        <span key={payment.paymentId} className={styles.seen} data-state={payment.state}>
          <Icon name={seen.icon} size={14} />
          <span>
            {seen.text}
            {payment.test && ` · ${laterWords.payments.testShort}`}
          </span>
        </span>
      )
    )
  })
}
