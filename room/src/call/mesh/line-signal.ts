import type { Said } from './line-text.ts'

/**
 * What two lines tell each other by way of the server, which may lose it, and which others may overtake. `connection`: the
 * number of the RTCPeerConnection that it is about. The side that makes the offers counts them; 0 from a side that has
 * heard of none.
 */
export type LineSignal = { connection: number } & Message

export type Message =
  /** `round`: the number of the offer; an answer repeats it. */
  | { description: RTCSessionDescriptionInit; round: number; said: Said }
  | { candidate: RTCIceCandidateInit | null }
  /** From the side that answers: none has come, or a new way is needed. */
  | { please: 'offer' }

/** The other browser is not ours to trust: what does not look like a signal of ours is dropped. */
export function readSignal(data: unknown): LineSignal | null {
  if (typeof data !== 'object' || data === null) return null
  const { connection, description, round, candidate, please } = data as Record<string, unknown>
  const isOurs =
    please === 'offer' ||
    candidate === null ||
    typeof candidate === 'object' ||
    (typeof description === 'object' && description !== null && Number.isInteger(round))
  return isOurs && Number.isInteger(connection) ? (data as LineSignal) : null
}
