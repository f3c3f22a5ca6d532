import type { Logger } from 'pino'
import { writeLine } from './log.ts'

export type Unexpected = ReturnType<typeof createUnexpected>

/** Errors that nobody reckoned with: each is logged by a code, and counted. */
export function createUnexpected(log: Logger) {
  let count = 0
  return {
    note(error: unknown, code: 'event-failed' | 'uncaught-exception' | 'unhandled-rejection', more: object = {}) {
      count += 1
      writeLine(log, code, { err: error, ...more })
    },
    count: () => count,
  }
}

/**
 * The last net under everything, once the server is up: it is logged, and the process goes on. What was interrupted is
 * one listener; the truth is in the database, in transactions. To end would hand whoever finds such a listener the
 * calls of all the others.
 */
export function surviveUnexpected({ note }: Unexpected) {
  process.on('uncaughtException', (error) => note(error, 'uncaught-exception'))
  process.on('unhandledRejection', (error) => note(error, 'unhandled-rejection'))
}
