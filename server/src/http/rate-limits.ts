import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Counters, Limit } from '../counters/counters.ts'
import { ProblemError } from '../ground/problem-error.ts'

export type RateLimit = {
  counters: Counters
  name: string
  perMinute: number
  callerOf: (request: FastifyRequest) => string
  /** Where another limit, which is reached earlier, is told in the headers. */
  isUntold?: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** How each limit that the request has passed counts what it costs besides. */
    charges: ((units: number, reply: FastifyReply) => void)[] | null
  }
}

/**
 * Lets each caller of this scope through so many times a minute, and tells them in `RateLimit-*` headers what is left
 * (draft-ietf-httpapi-ratelimit-headers-06). All processes count together.
 */
export function limitRate(scope: FastifyInstance, { counters, name, perMinute, callerOf, isUntold }: RateLimit) {
  if (perMinute === 0) return
  const limit = perMinuteOf(name, perMinute)
  if (!scope.hasRequestDecorator('charges')) scope.decorateRequest('charges', null)
  /** `left` may be less than nothing, where what was asked for has cost more than there was. */
  const tell = (reply: FastifyReply, left: number) =>
    reply.headers({
      'ratelimit-limit': perMinute,
      'ratelimit-remaining': Math.max(0, Math.floor(left)),
      'ratelimit-reset': Math.ceil(((perMinute - left) * 60) / perMinute),
    })
  // After the caller is known, before a body is read.
  scope.addHook('preParsing', async (request, reply) => {
    const taken = counters.take(limit, callerOf(request))
    if (!isUntold || !taken.ok) tell(reply, taken.ok ? taken.left : 1 - (taken.retryAfterMs * perMinute) / 60_000)
    const chargeHere = (units: number, to: FastifyReply) => {
      const { left } = counters.charge(limit, callerOf(request), units)
      if (!isUntold) tell(to, left)
    }
    request.charges = [...(request.charges ?? []), chargeHere]
    if (!taken.ok) refuse(reply, taken.retryAfterMs, `At most ${perMinute} requests a minute.`)
  })
}

/** Counts an answer that has cost as much as so many requests more; the answer's headers say what is left then. */
export function charge(request: FastifyRequest, reply: FastifyReply, units: number) {
  if (units > 0) for (const chargeHere of request.charges ?? []) chargeHere(units, reply)
}

/** As many at once as in a minute: clients do their work in batches. */
export function perMinuteOf(name: string, perMinute: number): Limit {
  return { name, burst: perMinute, perMinute }
}

export function refuse(reply: FastifyReply, retryAfterMs: number, why: string): never {
  const seconds = Math.ceil(retryAfterMs / 1000)
  reply.header('retry-after', seconds)
  throw new ProblemError('too-many-requests', `${why} Try again in ${seconds} seconds.`)
}
