import type { BadMember } from '@anteroom/contract/api/problem'
import type { ProblemCode } from '@anteroom/contract/problems'

/** A "no" that ends the request. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly errors: BadMember[] | undefined

  constructor(code: ProblemCode, detail?: string, errors?: BadMember[]) {
    super(detail ?? '')
    this.name = 'ProblemError'
    this.code = code
    this.errors = errors
  }
}
