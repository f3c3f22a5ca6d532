import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from './problems.ts'

/** Whom a request acts for, by its access token. */
export type Caller = {
  clientId: string
  userId: string
  /** Null for the system client. */
  teamId: string | null
}

/** One who acts for a team. */
export type TeamCaller = Caller & { teamId: string }

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/** Whatever is registered in this scope needs an access token. */
export function needToken(scope: FastifyInstance, verify: (token: string) => Promise<Caller | null>) {
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const [, token] = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '') ?? []
    const caller = token ? await verify(token) : null
    if (!caller) throw new ProblemError('not-authenticated', 'Get one with POST /v1/auth/token.')
    request.caller = caller
  })
}

/** Whatever is registered in this scope, inside one that needs a token, is done for a team. */
export function needTeam(scope: FastifyInstance) {
  scope.addHook('onRequest', async (request) => {
    if (!request.caller?.teamId) throw new ProblemError('not-allowed', 'It needs the token of a client of a team.')
  })
}

/** The caller of a route that stands in a scope with `needTeam`. */
export function teamCaller({ caller }: FastifyRequest): TeamCaller {
  if (!caller?.teamId) throw new Error('a route for teams is registered outside their scope')
  return { ...caller, teamId: caller.teamId }
}
