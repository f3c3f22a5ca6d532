import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Counters, Limit } from '../counters/counters.ts'
import { ProblemError } from './problem-error.ts'

export type RateLimit = {
  counters: Counters
  name: string
  perMinute: number
  callerOf: (request: FastifyRequest) => string
  /** Where another limit, which is reached earlier, is told in the headers. */
  isUntold?: boolean
}

/**
 * Lets each caller of this scope through so many times a minute, and tells them in `RateLimit-*` headers what is left
 * (draft-ietf-httpapi-ratelimit-headers-06). All processes count together.
 */
export function limitRate(scope: FastifyInstance, { counters, name, perMinute, callerOf, isUntold }: RateLimit) {
  if (perMinute === 0) return
  const limit = perMinuteOf(name, perMinute)
  // After the caller is known, before a body is read.
  scope.addHook('preParsing', async (request, reply) => {
    const taken = counters.take(limit, callerOf(request))
    const left = taken.ok ? taken.left : 0
    if (!isUntold || !taken.ok)
      reply.headers({
        'ratelimit-limit': perMinute,
        'ratelimit-remaining': left,
        'ratelimit-reset': Math.ceil(((perMinute - left) * 60) / perMinute),
      })
    if (!taken.ok) refuse(reply, taken.retryAfterMs, `At most ${perMinute} requests a minute.`)
  })
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
