import type { ProblemCode } from '@anteroom/contract/problems'
import type { Logger } from 'pino'

/** What a page of ours never hears: whoever does has made up what they sent. */
const telling: ReadonlySet<ProblemCode> = new Set(['invalid-request', 'not-allowed', 'plugin-off', 'too-many-requests'])

export type NoteRefusal = ReturnType<typeof createRefusals>

/** Writes it down, each problem once for each connection: nobody is to fill the log. */
export function createRefusals(log: Logger) {
  const told = new WeakMap<object, Set<ProblemCode>>()
  return (connection: object, problem: ProblemCode, facts: Record<string, unknown>) => {
    const before = told.get(connection) ?? new Set()
    if (!telling.has(problem) || before.has(problem)) return
    told.set(connection, before.add(problem))
    log.info({ event: 'event-refused', problem, ...facts }, 'a page asked for what it may not have')
  }
}
