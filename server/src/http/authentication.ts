import { isPermitted, type Permission } from '@anteroom/contract/api/permissions'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressKey } from '../counters/address.ts'
import type { Counters, Limit } from '../counters/counters.ts'
import type { Caller, Identity, TeamCaller } from '../ground/caller.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { allowTo, isPermission } from './access.ts'
import { refuse } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/** An access token of ours has less than a quarter of it. */
const maxHeaderLength = 4096

/**
 * Every route in this scope needs an access token. Callers with wrong tokens are answered a limited number of times.
 */
export function needToken(
  scope: FastifyInstance,
  verify: (token: string) => Promise<Identity | null>,
  wrong: { counters: Counters; limit: Limit },
) {
  allowTo(scope, 'token')
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { authorization = '' } = request.headers
    const [, token] =
      (authorization.length <= maxHeaderLength && /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)) || []
    const identity = token ? await verify(token) : null
    if (!identity) {
      const taken = token ? wrong.counters.take(wrong.limit, addressKey(request.ip)) : null
      if (taken && !taken.ok) refuse(reply, taken.retryAfterMs, 'Too many wrong tokens.')
      throw new ProblemError('not-authenticated', 'Get one with POST /v1/auth/token.')
    }
    request.caller = { ...identity, ip: request.ip, requestId: request.id, once: null }
  })
}

/**
 * Every route in this scope, inside one that needs a token, acts for a team. An application may call it only with the
 * permission that the route declares.
 */
export function needTeam(scope: FastifyInstance) {
  allowTo(scope, 'team')
  scope.addHook('onRequest', async (request, reply) => {
    const { caller } = request
    if (!caller?.teamId) throw new ProblemError('not-allowed', 'It needs the token of a client of a team.')
    const { permission } = request.routeOptions.config
    if (isPermission(permission)) needPermission(caller, permission, reply)
    else if (caller.isApplication && permission !== 'any') throw notForApplications()
  })
}

/** For what a route needs besides its own permission, by what is asked of it. */
export function needPermission(caller: Caller, permission: Permission, reply: FastifyReply) {
  if (isPermitted(caller.permissions, permission)) return
  // RFC 6750 3.1
  reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${permission}"`)
  throw new ProblemError('insufficient-scope', `It needs the permission "${permission}".`)
}

const notForApplications = () =>
  new ProblemError(
    'not-allowed',
    'An application that was let in cannot do that; it needs a client of the team itself.',
  )

/** Whatever is registered in this scope, inside one that needs a token, is for the system client alone. */
export function needSystem(scope: FastifyInstance) {
  allowTo(scope, 'system')
  scope.addHook('onRequest', async (request) => {
    if (!request.caller?.isSystem) throw new ProblemError('not-allowed', 'It needs the token of the system client.')
  })
}

/** Whatever is registered in this scope, inside one that needs a token, is done by a person. */
export function needUser(scope: FastifyInstance) {
  allowTo(scope, 'user')
  scope.addHook('onRequest', async (request) => {
    if (!request.caller?.isUser) throw new ProblemError('not-allowed', 'It needs the token of a user.')
    // Else whoever was let in could let in others, and stay by them.
    if (request.caller.isApplication) throw notForApplications()
  })
}

/** The caller of a route that stands in a scope with `needToken`. */
export function anyCaller({ caller }: FastifyRequest): Caller {
  if (!caller) throw new Error('a route with a caller is registered outside the scope that needs tokens')
  return caller
}

/** The caller of a route that stands in a scope with `needTeam`. */
export function teamCaller({ caller }: FastifyRequest): TeamCaller {
  if (!caller?.teamId) throw new Error('a route for teams is registered outside their scope')
  return { ...caller, teamId: caller.teamId }
}
