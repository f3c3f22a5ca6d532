import type { Counters, Limit } from '../counters/counters.ts'

/** How much pages of one link and of one address may do. 0: any number. */
export type RoomLimits = {
  /** Events of one link in a minute. */
  eventsPerMinute: number
  /** Pages of one address that are opened in a minute. */
  pagesPerMinute: number
  /** Pages of one address that are connected to this process at the same time. */
  pagesAtOnce: number
}

/** An address may be a household or a hospital: this many of its links may use their full allowance. */
const busyLinks = 40
/** A browser that reloads its page again and again in a bad network needs a few. */
export const socketsOfOne = 6

/**
 * Who a page counts as: the browser that has the seat is one, and all others that have its link are another. Somebody
 * who has found a link takes nothing from the person who is in the call by it.
 */
export const countedAs = (participantId: string, hasSeat: boolean) =>
  hasSeat ? participantId : `beside ${participantId}`

export type Limits = ReturnType<typeof createLimits>

/** More than a description of a call has, in characters. */
const ofOneEvent = 8_192

/**
 * Counts by seat (`countedAs`) and by address, never by connection: anybody can open more of those. Signals come in
 * bursts when a call of six begins, and cost next to nothing; an event that needs a decision costs a transaction.
 */
export function createLimits(counters: Counters, { eventsPerMinute, pagesPerMinute }: RoomLimits) {
  const part = (name: string, burst: number, perMinute: number): Limit => ({
    name,
    burst: Math.ceil(burst),
    perMinute: Math.ceil(perMinute),
  })
  const events = part('events', eventsPerMinute / 6, eventsPerMinute)
  const decisions = part('decisions', eventsPerMinute / 30, eventsPerMinute / 25)
  const handshakes = part('handshakes', eventsPerMinute / 100, eventsPerMinute / 50)
  const eventsOfAddress = part('events of an address', events.burst * busyLinks, eventsPerMinute * busyLinks)
  // Twice as many as pages, since all of them connect again when a server ends.
  const handshakesOfAddress = part('handshakes of an address', pagesPerMinute * 2, pagesPerMinute * 2)

  return {
    allowsHandshakeFrom: (address: string) => counters.take(handshakesOfAddress, address).ok,
    allowsHandshakeOf: (counted: string) => counters.take(handshakes, counted).ok,
    /** `size`: of what comes with it, in characters. What is large is several. */
    allowsEvent(name: string, counted: string, address: string, size: number): boolean {
      const cost = Math.max(1, Math.ceil(size / ofOneEvent))
      return (
        counters.take(events, counted, cost).ok &&
        (name === 'call:signal' || counters.take(decisions, counted).ok) &&
        counters.take(eventsOfAddress, address, cost).ok
      )
    },
  }
}
