import { createHash, timingSafeEqual } from 'node:crypto'
// Only for what it adds to the types of schemas.
import type {} from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { MetricsAccess } from '../config.ts'
import { ProblemError } from '../ground/problem-error.ts'

/** Something that is counted when it is asked for. */
type Reading = { name: string; help: string; read(): number }

type Counted = { pages(): number; connections(): { open: number; waiting: number }; unexpected(): number }

/** What is told of this process besides its memory and its answers. */
export function readings({ pages, connections, unexpected }: Counted): Reading[] {
  return [
    { name: 'anteroom_pages', help: 'Pages that are connected to this process.', read: pages },
    {
      name: 'anteroom_database_connections',
      help: 'Open connections to the database.',
      read: () => connections().open,
    },
    {
      name: 'anteroom_database_waiting',
      help: 'Requests that wait for a connection.',
      read: () => connections().waiting,
    },
    {
      name: 'anteroom_unexpected_errors',
      help: 'Errors that nobody reckoned with, since the process began; each is in its log.',
      read: unexpected,
    },
  ]
}

/** Counts for Prometheus at `/metrics`. Routes are told by their patterns: addresses have keys in them. */
export function metricsRoute(access: MetricsAccess, readings: readonly Reading[]) {
  return (app: FastifyInstance) => {
    if (access === 'off') return
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const durations = new Histogram({
      name: 'anteroom_http_request_seconds',
      help: 'Time from the request to the end of its answer, in seconds.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    })
    for (const { name, help, read } of readings) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    }
    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      durations.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1000)
    })
    app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
      if (access !== 'open' && !isSame(request.headers.authorization ?? '', `Bearer ${access.token}`)) {
        throw new ProblemError('not-authenticated', 'It needs the token of the setting METRICS_TOKEN.')
      }
      return reply.type(registry.contentType).send(await registry.metrics())
    })
  }
}

/** In a time that tells nothing of how much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
