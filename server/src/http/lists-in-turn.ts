import type { FastifyInstance } from 'fastify'
import { ProblemError } from '../ground/problem-error.ts'
import { createTurns, TurnRefused } from '../ground/turns.ts'
import { teamCaller } from './authentication.ts'
import { refuse } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the list takes depends on how much the team has, and on what is asked for. */
    isList?: boolean
  }
}

/**
 * A quarter of the connections that requests have. Whoever pages through lists by many workers has more waiting, and
 * another client of the team, an application that was let in, cannot take all of that.
 */
const ofTeam = { atOnce: 3, maxOfOne: 300, maxWaiting: 600 }
/** A list takes some hundredths of a second, and seconds where it is hard to find. */
const againMs = 3_000

/**
 * Lists in this scope, inside one for teams, are read a few at a time for each team: however long its lists take, the
 * connections to the database that others need are not all taken by them.
 */
export function listsInTurn(scope: FastifyInstance) {
  const turns = createTurns(ofTeam)
  scope.addHook('onRoute', (route) => {
    const { handler, config } = route
    if (!config?.isList) return
    route.handler = async function inTurn(request, reply) {
      const { teamId, clientId } = teamCaller(request)
      try {
        return await turns.take(teamId, clientId, async () => {
          // Whoever has not waited for it asks again, if at all.
          if (request.raw.socket.destroyed) throw new ProblemError('unavailable')
          return handler.call(this, request, reply)
        })
      } catch (error) {
        if (!(error instanceof TurnRefused)) throw error
        refuse(reply, againMs, 'The team reads too many lists at once.')
      }
    }
  })
}
