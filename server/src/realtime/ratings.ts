import type { Logger } from 'pino'
import { writeLine } from '../ground/log.ts'
import type { Asker } from '../visits/service.ts'
import type { EventHandlers } from './events.ts'

const ratings = ['good', 'fair', 'poor'] as const

/** How people say at the exit that their connection was: counted, and written down with nobody's name. */
export function createRatings(log: Logger) {
  const counts = { good: 0, fair: 0, poor: 0 }
  const heard = new WeakSet<Asker>()
  return {
    events: {
      'visit:rate': async (asker, { connection }) => {
        if (asker.inCall || heard.has(asker)) return { ok: false, problem: 'wrong-phase' }
        heard.add(asker)
        counts[connection] += 1
        writeLine(log, 'connection-rated', { sessionId: asker.sessionId, connection })
        return { ok: true }
      },
    } satisfies Partial<EventHandlers>,
    readings: ratings.map((rating) => ({
      name: `anteroom_connections_rated_${rating}`,
      help: `How often people have said at the exit that their connection was ${rating}, since the process began.`,
      read: () => counts[rating],
    })),
  }
}
