import type { OwnPayment } from '@anteroom/contract/payments'
import { laterWords, words } from '../../words/words.ts'

/** Why the server says no to something about a payment. */
export const problemText = (code: string): string =>
  laterWords.payments.problems[code] ?? words.problems[code] ?? words.problem(code)

/** The same where the provider was asked what has become of it: then nobody knows whether anything was charged. */
export function notKnownText(code: string, { collect }: Pick<OwnPayment, 'collect'>): string {
  if (code !== 'provider-unreachable' && code !== 'payment-refused') return problemText(code)
  return collect === 'card' ? laterWords.payments.notKnownCard : laterWords.payments.notKnown
}
