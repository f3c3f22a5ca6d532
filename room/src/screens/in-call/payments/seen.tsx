import type { SeenPayment } from '@anteroom/contract/payments'
import { Icon } from '@anteroom/ui/icon.tsx'
import { laterWords } from '../../../words/words.ts'
import styles from './payments.module.css'
import { seenTexts } from './seen-text.ts'

/** For hosts: what somebody pays, beside their name. */
export function Seen({ payments }: { payments: readonly SeenPayment[] }) {
  return payments.map((payment) => {
    return seenTexts(payment).map(({ icon, text }) => (
      <span key={`${payment.paymentId} ${text}`} className={styles.seen} data-state={payment.state}>
        <Icon name={icon} size={14} />
        <span>
          {text}
          {payment.test && ` · ${laterWords.payments.testShort}`}
        </span>
      </span>
    ))
  })
}
