import { leastOf, mostAmount, wrongWithAmount } from '@anteroom/contract/currencies'
import { TextField } from '@anteroom/ui/field.tsx'
import type { ComponentChildren, Ref } from 'preact'
import { amountText, plainAmount, readAmount } from '../../../words/amounts.ts'
import { laterWords } from '../../../words/words.ts'
import styles from './payments.module.css'

/** What is wrong with what was typed; null when nothing is. */
export function wrongWith(typed: string, currency: string): string | null {
  const { unclear, least, most, uneven } = laterWords.payments.wrong
  const amount = readAmount(typed, currency)
  if (amount === null) return unclear(plainAmount(exampleOf(currency), currency))
  if (amount < leastOf(currency)) return least(amountText(leastOf(currency), currency))
  if (amount > mostAmount) return most(amountText(mostAmount, currency))
  return wrongWithAmount(amount, currency) ? uneven : null
}

const exampleOf = (currency: string) => Math.max(5000, Math.ceil(leastOf(currency) / 100) * 100)

type Props = {
  typed: string
  error: string | null
  ref: Ref<HTMLInputElement>
  onType: (typed: string) => void
  /** What it is in. */
  children: ComponentChildren
}

/** An amount, typed as one writes it. */
export function Money({ typed, error, ref, onType, children }: Props) {
  return (
    <div className={styles.money}>
      <TextField
        ref={ref}
        label={laterWords.payments.amount}
        value={typed}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        error={error}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
      />
      {children}
    </div>
  )
}
