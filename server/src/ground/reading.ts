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

/** Of what is asked for in another way than by a request. */
export const plainReading: Reading = { errors: [], unknown: [], isStrict: false }
