import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Counters } from '../counters/counters.ts'
import { createComplaints } from '../db/unavailable.ts'
import type { Clock } from '../ground/clock.ts'
import type { Metrics } from '../ground/metrics.ts'
import type { Tell } from '../ground/news.ts'
import { createTurns, TurnRefused } from '../ground/turns.ts'
import type { Unexpected } from '../ground/unexpected.ts'
import type { Visits } from '../visits/service.ts'
import type { RoomState } from '../visits/state.ts'
import type { ProcessAdapter } from './adapter.ts'
import { createAdmission } from './admission.ts'
import { createDecide } from './decide.ts'
import type { EventHandlers } from './events.ts'
import { Refusal } from './handshake.ts'
import { createLimits, type RoomLimits } from './limits.ts'
import { createLine } from './line.ts'
import { createListening } from './listening.ts'
import { createRelay } from './relay.ts'
import { createTopics } from './topics.ts'

type Parts = {
  http: HttpServer
  /** How processes tell each other things; it is closed together with this. */
  processes: ProcessAdapter
  clock: Clock
  log: Logger
  unexpected: Unexpected
  metrics: Pick<Metrics, 'count'>
  publicUrl: string
  counters: Counters
  limits: RoomLimits
  addressOf: (request: IncomingMessage) => string
  visits: Visits
  handlers: EventHandlers
}

/**
 * Carries views and signals between pages and the server, whichever process they are connected to. It decides
 * nothing and remembers nothing that the database does not know.
 */
export function createRealtime(parts: Parts) {
  const { processes, clock, log, unexpected, metrics, addressOf, visits } = parts
  const { pagesAtOnce } = parts.limits
  const limits = createLimits(parts.counters, parts.limits)
  const complain = createComplaints(log)
  const sessions = createTurns()
  const io = createLine({ ...parts, pagesAtOnce })
  const relay = createRelay(io)
  const topics = createTopics({ io, visits, clock, complain })
  const { isSpeaking } = topics
  const admission = createAdmission({
    visits,
    clock,
    complain,
    limits,
    pagesAtOnce,
    addressOf,
    sessions,
    isSpeaking,
  })
  const listen = createListening({
    limits,
    sessions,
    links: createTurns(),
    passOn: relay.passOn,
    refresh: topics.refresh,
    decide: createDecide(parts.handlers, topics.show),
    unexpected,
    log,
    metrics,
  })
  io.use((socket, next) => {
    admission.admit(socket).then(
      (admitted) => (admitted ? next() : refuse(new Refusal('unknown-link'))),
      (error: unknown) => {
        if (error instanceof Refusal) return refuse(error)
        if (error instanceof TurnRefused) return refuse(new Refusal(error.problem))
        complain(error, 'page-not-connected')
        refuse(new Refusal('unavailable'))
      },
    )
    function refuse(refusal: Refusal) {
      metrics.count('anteroom_connections_refused_total', { cause: refusal.code })
      next(refusal)
      // By then it has been told; it connects anew when it tries again.
      setImmediate(() => socket.conn.close())
    }
  })
  io.on('connection', (socket) => {
    topics.watch(socket)
    listen(socket)
  })
  relay.onTold(topics.changed)

  /** Something has changed: it is shown to the pages here, and the other processes show it to theirs. */
  const changed: Tell<RoomState> = (topic, state) => {
    // First the others: whatever goes wrong with a page here keeps nothing from them.
    relay.tellOthers(topic)
    topics.changed(topic, state)
  }

  return {
    changed,
    /** See `Connections` of the visits' upkeep. */
    connections: {
      here: () => [...io.sockets.sockets.values()].map(({ data }) => data.asker),
      checkGone: admission.checkGone,
      askOthers: relay.askOthers,
      onAsked: relay.onAsked,
    },
    /** How many pages are connected to this process. */
    pages: () => io.sockets.sockets.size,
    /** Tells the pages here: what they ask for now cannot be done, or can be done again. */
    sayWhetherAvailable: (available: boolean) => void io.local.emit('service:state', { available }),
    async close() {
      admission.close()
      await topics.stop()
      // Pages come back by themselves, to this process's successor or to another one.
      // Those of this process only; without `local` every process would hang up.
      io.local.disconnectSockets(true)
      await io.close()
      processes.close()
    },
  }
}
