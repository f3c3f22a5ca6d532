import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from './problem-error.ts'

const windowMs = 60_000
const maxCallers = 20_000

/**
 * Lets each caller of this scope through so many times a minute, and tells them in `RateLimit-*` headers what is left
 * (draft-ietf-httpapi-ratelimit-headers-06). Each process counts for itself.
 */
export async function limitRate(
  scope: FastifyInstance,
  { perMinute, callerOf }: { perMinute: number; callerOf: (request: FastifyRequest) => string },
) {
  if (perMinute === 0) return
  await scope.register(rateLimit, {
    max: perMinute,
    timeWindow: windowMs,
    cache: maxCallers,
    keyGenerator: callerOf,
    // After the caller is known, before a body is read.
    hook: 'preParsing',
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new ProblemError(
        'too-many-requests',
        `At most ${max} requests a minute. Try again in ${Math.ceil(ttl / 1000)} seconds.`,
      ),
  })
}
