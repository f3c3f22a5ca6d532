import { createHash, timingSafeEqual } from 'node:crypto'
// Only for what it adds to the types of schemas.
import type {} from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics } from 'prom-client'
import type { MetricsAccess } from '../config.ts'
import type { Complain } from '../db/unavailable.ts'
import type { ServiceFigure } from '../ground/metric-list.ts'
import { inWords, type Metrics } from '../ground/metrics.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { shared } from '../ground/shared.ts'
import { within } from '../ground/within.ts'

type Parts = {
  access: MetricsAccess
  metrics: Metrics
  /** Reads from the database what concerns the whole service. */
  readService(): Promise<ServiceFigure[]>
  complain: Complain
  readEveryMs?: number | undefined
}

/** However many ask, and however often, the database is read once in this time. */
const usuallyReadEveryMs = 5_000
/** Prometheus gives up after ten seconds, unless it is told otherwise: what a process knows by itself comes before. */
const answerWithinMs = 1_500

/** Counts for Prometheus at `/metrics`. Routes are told by their patterns: addresses have keys in them. */
export function metricsRoute({ access, metrics, readService, complain, readEveryMs = usuallyReadEveryMs }: Parts) {
  return (app: FastifyInstance) => {
    if (access === 'off') return
    const { registry } = metrics
    collectDefaultMetrics({ register: registry })
    let isDatabaseUp = false
    metrics.read('anteroom_database_up', () => Number(isDatabaseUp))
    const look = shared(readEveryMs, readService)

    async function ofService(): Promise<string> {
      try {
        const figures = await within(answerWithinMs, look())
        isDatabaseUp = figures !== 'late'
        return figures === 'late' ? '' : await inWords(figures)
      } catch (error) {
        isDatabaseUp = false
        complain(error, 'service-not-measured')
        return ''
      }
    }

    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      const labels = { method, route: routeOptions.url ?? 'none', status: String(statusCode) }
      metrics.observe('anteroom_http_request_seconds', labels, elapsedTime / 1000)
    })
    app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
      if (access !== 'open' && !isSame(request.headers.authorization ?? '', `Bearer ${access.token}`)) {
        throw new ProblemError('not-authenticated', 'It needs the token of the setting METRICS_TOKEN.')
      }
      const service = await ofService()
      return reply.type(registry.contentType).send((await registry.metrics()) + service)
    })
  }
}

/** In a time that tells nothing of how much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
