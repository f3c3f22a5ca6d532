import { laterWords } from '../../../words/words.ts'

/**
 * What is said of an amount; where no money moves it says that as well. On a phone it does so first, as what is too long there
 * is cut at its end.
 */
export function withTest({ test }: { test: boolean }, text: string, isCompact = false): string {
  if (!test) return text
  const { test: sign, testShort } = laterWords.payments
  return isCompact ? `${testShort} · ${text}` : `${text} · ${sign}`
}
