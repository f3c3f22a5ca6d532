import type { OwnPayment } from '@anteroom/contract/payments'
import { amountText } from '../../words/amounts.ts'
import { laterWords } from '../../words/words.ts'
import styles from './payment.module.css'

/** Who is paid how much, and for what. */
export function Sum({ payment }: { payment: OwnPayment }) {
  const { payee, amount, currency, description, collect } = payment
  const text = laterWords.payments
  return (
    <div className={styles.sum}>
      <p className={styles.quiet}>{text.to(payee)}</p>
      <p className={styles.amount}>
        <bdi>{amountText(amount, currency)}</bdi>
      </p>
      {description && (
        <p>
          <bdi>{description}</bdi>
        </p>
      )}
      {payment.test && <TestSign />}
      {collect === 'card' && <p className={styles.quiet}>{text.afterwards(payee)}</p>}
    </div>
  )
}

/** Wherever an amount stands that nobody will be charged. */
export function TestSign() {
  return (
    <p>
      <span className={styles.test}>{laterWords.payments.test}</span>
    </p>
  )
}
