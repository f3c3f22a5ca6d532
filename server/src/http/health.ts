import { Done } from '@anteroom/contract/api/participants'
import { Problem } from '@anteroom/contract/api/problem'
import type { FastifyInstance } from 'fastify'
import { writeLine } from '../ground/log.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { shared } from '../ground/shared.ts'
import { within } from '../ground/within.ts'

/** A monitor has a timeout of its own, and takes silence for a process that has died. */
const readyWithinMs = 2_000
/** Anybody may ask, as often as they like: all who ask within this time share one look at the database. */
const lookMs = 1_000

export type Readiness = ReturnType<typeof createReadiness>

/** `look`: rejects where the database does not answer. */
export function createReadiness(look: () => Promise<void>) {
  const sharedLook = shared(lookMs, look)
  /** Rejects where this process cannot do its work. */
  async function check(): Promise<void> {
    if ((await within(readyWithinMs, sharedLook())) === 'late') throw new Error(`no answer within ${readyWithinMs} ms`)
  }
  return {
    check,
    isReady: () =>
      check().then(
        () => true,
        () => false,
      ),
  }
}

/** For operators: whether the process lives, and whether it can do its work. */
export function healthRoutes({ check }: Readiness) {
  return async (scope: FastifyInstance) => {
    scope.get('/healthz', { schema: { response: { 200: Done } } }, async () => ({ ok: true as const }))

    scope.get('/readyz', { schema: { response: { 200: Done, '5xx': Problem } } }, async (request) => {
      if (scope.draining.hasBegun()) throw new ProblemError('unavailable', 'The server is about to end.')
      try {
        await check()
      } catch (error) {
        writeLine(request.log, 'not-ready', { err: error })
        throw new ProblemError('unavailable', 'The database does not answer.')
      }
      return { ok: true as const }
    })
  }
}
