import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { TeamCaller } from '../ground/caller.ts'
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

type Line = {
  limits: Parameters<typeof createTurns>[0]
  /** Which routes of the scope are done in turn. */
  isMeant(route: RouteOptions): boolean
  /** Those with the same key wait for each other. */
  keyOf(request: FastifyRequest, caller: TeamCaller): string
  /** When a caller who is refused may come again, and what they are told. */
  againMs: number
  why: string
  /**
   * What a caller is told who has waited for too long: the same as with too many before them, or that it cannot be
   * done.
   */
  late: 'too-many-requests' | 'unavailable'
}

function takeTurns(scope: FastifyInstance, { limits, isMeant, keyOf, againMs, why, late }: Line) {
  const turns = createTurns(limits)
  scope.addHook('onRoute', (route) => {
    if (!isMeant(route)) return
    const { handler } = route
    route.handler = async function inTurn(request, reply) {
      const caller = teamCaller(request)
      try {
        return await turns.take(keyOf(request, caller), caller.clientId, async () => {
          // A caller who hung up before a list came asks again, if at all; a change is made all the same.
          if (route.config?.isList && request.raw.socket.destroyed) throw new ProblemError('unavailable')
          return handler.call(this, request, reply)
        })
      } catch (error) {
        if (!(error instanceof TurnRefused)) throw error
        if (error.problem === 'unavailable' && late === 'unavailable') throw new ProblemError(late, why)
        refuse(reply, againMs, why)
      }
    }
  })
}

/**
 * Changes of one session in this scope, inside one for teams, are made one after the other. The database would have them
 * wait for each other all the same, but each with a connection that others then do not get.
 */
export function oneAtATime(scope: FastifyInstance) {
  takeTurns(scope, {
    // A batch of an integrator for one session may wait; nobody has more than a few seats to add.
    limits: { maxOfOne: 100, maxWaiting: 200 },
    isMeant: ({ method, url }) => method !== 'GET' && method !== 'HEAD' && url.includes('/:session_id'),
    // Whose the session is is not known yet: what another team asks of it is not to stand in its owner's way.
    keyOf: ({ params }, { teamId }) => `${teamId} ${(params as { session_id: string }).session_id.toLowerCase()}`,
    // A change takes some hundredths of a second.
    againMs: 2_000,
    why: 'Too much is asked of this session.',
    late: 'unavailable',
  })
}

/**
 * Lists in this scope, inside one for teams, are read a few at a time for each team: however long its lists take, the
 * connections to the database that others need are not all taken by them.
 */
export function listsInTurn(scope: FastifyInstance) {
  takeTurns(scope, {
    // A quarter of the connections that requests have. Whoever pages through lists by many workers has more waiting, and
    // another client of the team, an application that was let in, cannot take all of that.
    limits: { atOnce: 3, maxOfOne: 300, maxWaiting: 600 },
    isMeant: ({ config }) => config?.isList === true,
    keyOf: (_request, { teamId }) => teamId,
    // A list takes some hundredths of a second, and seconds where it is hard to find.
    againMs: 3_000,
    why: 'The team reads too many lists at once.',
    late: 'too-many-requests',
  })
}
