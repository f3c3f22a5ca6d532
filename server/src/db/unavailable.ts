import pg from 'pg'
import type { Logger } from 'pino'
import { writeLine, writeQuietly } from '../ground/log.ts'
import type { ErrorCode } from '../ground/log-lines.ts'

/**
 * What PostgreSQL says when it cannot do what it otherwise could (appendix A of its manual): the connection is gone (08),
 * it has no room, memory or places left (53), it stops, starts or ends a connection (57P), its disk fails (58), it only
 * reads (25006), or it gave up waiting, for others or for us (40001, 40P01, 55P03, 57014, 25P03).
 */
const states = /^(08|53|57P|58)|^(25006|25P03|40001|40P01|55P03|57014)$/

/** What the network or the socket file says of a database that is not there. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** The driver's own words for a connection that has broken or was not to be had; they carry no code. */
const driverWords =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/

/** Whether an error means that the database cannot be used now, and that the same may go well in a moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof pg.DatabaseError) return states.test(error.code ?? '')
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code && networkCodes.has(code) && /^(connect|read|write|getaddrinfo)$/.test(syscall ?? '')) return true
  // A name with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true
  return driverWords.test(error.message) || isUnavailable(error.cause)
}

export type Complain = (error: unknown, code: ErrorCode) => void

/**
 * Logs what went wrong with work that is tried again by itself. Of a database that is away its own watch tells, once
 * (`watch.ts`); in all else it would drown.
 */
export function createComplaints(log: Pick<Logger, 'debug' | 'error'>): Complain {
  return (error, code) =>
    isUnavailable(error) ? writeQuietly(log, code, { err: error }) : writeLine(log, code, { err: error })
}
