import type { OwnPayment } from '@anteroom/contract/payments'
import { Note } from '@anteroom/ui/note.tsx'
import { amountText } from '../../words/amounts.ts'
import { laterWords } from '../../words/words.ts'

/** What was taken by mistake, and that it goes back. */
export function TooMuch({ payments = [] }: { payments: readonly OwnPayment[] | undefined }) {
  const texts = payments.flatMap(tooMuchTexts)
  return (
    texts.length > 0 && (
      <Note icon="info">
        <p>{texts.join(' ')}</p>
      </Note>
    )
  )
}

export const tooMuchTexts = ({ givenBack = [] }: Pick<OwnPayment, 'givenBack'>) =>
  givenBack.map(({ amount, currency }) => laterWords.payments.tooMuch(amountText(amount, currency)))
