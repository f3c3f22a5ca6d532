import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { type Connection, type ConnectionOptions, createConnection, makePlaces } from './connection.ts'

/** The first moments of a call, and of a line, are for what people wait for. */
const settledMs = 250
/** The ways into this browser that were found get old: a router forgets them, a computer sleeps. */
const renewedAfterMs = 60_000
const tooOldMs = 1.5 * renewedAfterMs

type Options = ConnectionOptions & {
  /** Whether somebody may come to whom this side makes the offer, and nothing else is being connected. */
  isWanted: () => boolean
  clock: Clock
  until: AbortSignal
}

/**
 * One connection whose offer is made before anybody has come, and whose ways through the network are looked for by then:
 * whoever comes is sent an offer that has them all, at once.
 */
export function keepOfferInAdvance({ isWanted, clock, until, ...options }: Options) {
  type Made = { connection: Connection; servers: string; at: number }
  let made: Made | null = null
  let cancel = () => {}

  const servers = () => JSON.stringify([options.iceServers(), options.relayOnly()])

  /** A browser has only so many; it need not be made in advance. */
  function newConnection(): Connection | null {
    try {
      const connection = createConnection(options)
      makePlaces(connection)
      return connection
    } catch (error) {
      console.debug('no offer in advance', error)
      return null
    }
  }

  function drop() {
    made?.connection.pc.close()
    made = null
  }

  function plan(ms = settledMs) {
    cancel()
    cancel = clock.after(ms, make, until)
  }

  function make() {
    drop()
    if (!isWanted()) return
    const connection = newConnection()
    if (!connection) return plan(renewedAfterMs)
    made = { connection, servers: servers(), at: clock.date() }
    connection.pc.setLocalDescription().catch((error: unknown) => {
      if (connection.pc.signalingState !== 'closed') console.debug('no offer in advance', error)
    })
    plan(renewedAfterMs)
  }

  until.addEventListener('abort', drop)
  return {
    /** Who is here, or how their lines stand, has changed: the next one is made when it is calm. */
    changed() {
      if (!until.aborted && !made) plan()
    },
    /** The network is another one. */
    renew() {
      drop()
      if (!until.aborted) plan()
    },
    /** The connection, if it is described and still as it would be made now. */
    take(): Connection | null {
      const taken = made
      if (!taken) return null
      const isGood =
        taken.connection.pc.signalingState === 'have-local-offer' &&
        taken.servers === servers() &&
        // By the time of day, which goes on while a computer sleeps.
        Math.abs(clock.date() - taken.at) < tooOldMs
      if (!isGood) {
        drop()
        return null
      }
      made = null
      return taken.connection
    },
  }
}
