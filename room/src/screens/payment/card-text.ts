import type { Card } from '@anteroom/contract/payments'
import { laterWords } from '../../words/words.ts'

/** As they write themselves; others have the word that the provider has for them. */
const brands: Readonly<Partial<Record<string, string>>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** "Visa ···· 4242" */
export function cardText(card: Card | null): string {
  const { card: text, someCard } = laterWords.payments
  return card ? text(brands[card.brand.toLowerCase()] ?? card.brand, card.last4) : someCard
}
