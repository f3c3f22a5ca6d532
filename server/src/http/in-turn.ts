import type { FastifyInstance } from 'fastify'
import { ProblemError } from '../ground/problem-error.ts'
import { createTurns, TurnRefused } from '../ground/turns.ts'
import { teamCaller } from './authentication.ts'
import { refuse } from './rate-limits.ts'

/** A batch of an integrator for one session may wait; nobody has more than a few seats to add. */
const waiting = { maxOfOne: 100, maxWaiting: 200 }
/** A change takes some hundredths of a second. */
const againMs = 2_000

/**
 * Changes of one session in this scope, inside one for teams, are made one after the other. The database would have them
 * wait for each other all the same, but each with a connection that others then do not get.
 */
export function oneAtATime(scope: FastifyInstance) {
  const turns = createTurns(waiting)
  scope.addHook('onRoute', (route) => {
    const { handler, method, url } = route
    if (method === 'GET' || method === 'HEAD' || !url.includes('/:session_id')) return
    route.handler = async function inTurn(request, reply) {
      const { session_id } = request.params as { session_id: string }
      const { teamId, clientId } = teamCaller(request)
      // Whose the session is is not known yet: what another team asks of it is not to stand in its owner's way.
      const key = `${teamId} ${session_id.toLowerCase()}`
      try {
        return await turns.take(key, clientId, async () => handler.call(this, request, reply))
      } catch (error) {
        if (!(error instanceof TurnRefused)) throw error
        if (error.problem === 'too-many-requests') refuse(reply, againMs, 'Too much is asked of this session.')
        throw new ProblemError(error.problem, 'Too much is asked of this session.')
      }
    }
  })
}
