import type { Logger } from 'pino'
import { writeLine } from '../ground/log.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Asker } from '../visits/service.ts'
import type { EventHandlers } from './events.ts'

/** How people say at the exit that their connection was: counted, and written down with nobody's name. */
export function createRatings(log: Logger, metrics: Pick<Metrics, 'count'>) {
  const heard = new WeakSet<Asker>()
  return {
    events: {
      'visit:rate': async (asker, { connection }) => {
        if (asker.inCall || heard.has(asker)) return { ok: false, problem: 'wrong-phase' }
        heard.add(asker)
        metrics.count('anteroom_connections_rated_total', { connection })
        writeLine(log, 'connection-rated', { sessionId: asker.sessionId, connection })
        return { ok: true }
      },
    } satisfies Partial<EventHandlers>,
  }
}
