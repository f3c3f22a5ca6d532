import { Done } from '@anteroom/contract/api/participants'
import { Problem } from '@anteroom/contract/api/problem'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problem-error.ts'

/** For whoever runs the server: whether the process lives, and whether it can do its work. */
export function healthRoutes(isReady: () => Promise<void>) {
  return async (scope: FastifyInstance) => {
    scope.get('/healthz', { schema: { response: { 200: Done } } }, async () => ({ ok: true as const }))

    scope.get('/readyz', { schema: { response: { 200: Done, '5xx': Problem } } }, async (request) => {
      try {
        await isReady()
      } catch (error) {
        request.log.warn({ err: error }, 'not ready')
        throw new ProblemError('unavailable', 'The database does not answer.')
      }
      return { ok: true as const }
    })
  }
}
