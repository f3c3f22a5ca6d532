import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { DatabasePlace } from './db/place.ts'
import type { Database } from './db/pool.ts'
import type { Complain } from './db/unavailable.ts'
import type { Clock } from './ground/clock.ts'
import type { Metrics } from './ground/metrics.ts'
import type { Unexpected } from './ground/unexpected.ts'
import { metricsRoute } from './http/metrics.ts'
import { createMonitoring } from './monitoring/service.ts'

type Parts = {
  http: FastifyInstance
  config: Pick<Config, 'metrics'>
  database: Database
  clock: Clock
  metrics: Metrics
  complain: Complain
  realtime: { pages(): number }
  unexpected: Pick<Unexpected, 'count'>
  place: Pick<DatabasePlace, 'isUnconfirmed'>
  everyMs: number | undefined
}

/** What this process knows by itself, and what it reads for the whole service, at `/metrics`. */
export function measure({ http, config, database, clock, metrics, complain, ...parts }: Parts) {
  const { realtime, unexpected, place, everyMs } = parts
  metrics.read('anteroom_pages', realtime.pages)
  metrics.read('anteroom_database_connections', () => database.count().open)
  metrics.read('anteroom_database_unconfirmed', () => Number(place.isUnconfirmed()))
  metrics.read('anteroom_database_waiting', () => database.count().waiting)
  metrics.read('anteroom_unexpected_errors', unexpected.count)
  const readService = createMonitoring({ db: database.vital.kysely, clock })
  metricsRoute({ access: config.metrics, metrics, readService, complain, readEveryMs: everyMs })(http)
}
