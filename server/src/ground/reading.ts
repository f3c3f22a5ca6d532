import type { BadMember } from '@anteroom/contract/api/problem'

/** What was found in a request before whoever it is for has looked at it. */
export type Reading = {
  /** What its schema does not take. */
  errors: readonly BadMember[]
  /** Members that nobody knows. */
  unknown: readonly BadMember[]
  /** Whether these are refused. */
  isStrict: boolean
}

/** An answer to what was made or changed, with what is worth another look; left out where nothing is. */
export const withWarnings = <Answer extends object>(answer: Answer, warnings: readonly BadMember[]) =>
  warnings.length > 0 ? { ...answer, warnings: [...warnings] } : answer

/** Of what is asked for in another way than by a request. */
export const plainReading: Reading = { errors: [], unknown: [], isStrict: false }
