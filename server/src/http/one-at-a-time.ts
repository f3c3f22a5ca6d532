import type { FastifyInstance } from 'fastify'
import { createTurns, TurnRefused } from '../turns.ts'
import { anyCaller } from './authentication.ts'
import { ProblemError } from './problem-error.ts'

/** A batch of an integrator for one session may wait; nobody has more than a few seats to add. */
const waiting = { maxOfOne: 100, maxWaiting: 200 }

/**
 * Changes of one session in this scope, inside one that needs a token, are made one after the other. The database would
 * have them wait for each other all the same, but each with a connection that others then do not get.
 */
export function oneAtATime(scope: FastifyInstance) {
  const turns = createTurns(waiting)
  scope.addHook('onRoute', (route) => {
    const { handler, method, url } = route
    if (method === 'GET' || method === 'HEAD' || !url.includes('/:session_id')) return
    route.handler = async function inTurn(request, reply) {
      const { session_id } = request.params as { session_id: string }
      try {
        return await turns.take(session_id, anyCaller(request).clientId, async () => handler.call(this, request, reply))
      } catch (error) {
        if (error instanceof TurnRefused) throw new ProblemError(error.problem, 'Too much is asked of this session.')
        throw error
      }
    }
  })
}
