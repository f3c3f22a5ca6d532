import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { withLaterWords } from '../words/languages.ts'
import { Coming, fetchLater } from './later.tsx'
import type { paymentParts } from './payment-parts.ts'

const parts = fetched(async () => {
  // The one stands on the other: they come at the same time.
  fetchLater()
  return (await withLaterWords(import('./payment-parts.ts'))).paymentParts
})

/** Shows what there is of payments, whose code comes where somebody pays. */
export function LaterPayments(props: Coming<typeof paymentParts>) {
  return <Coming code={parts} {...props} />
}
