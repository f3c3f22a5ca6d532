import { laterWords, words } from '../../words/words.ts'

/** Why the server says no to something about a payment. */
export const problemText = (code: string): string =>
  laterWords.payments.problems[code] ?? words.problems[code] ?? words.problem(code)
