import type { Said } from './line-text.ts'

/** What two lines tell each other by way of the server, which may lose it, and which others may overtake. */
export type LineSignal =
  /** `round`: the number of the offer; an answer repeats it. */
  | { description: RTCSessionDescriptionInit; round: number; said: Said }
  | { candidate: RTCIceCandidateInit | null }
  /** From the side that answers: none has come, or a new way is needed. */
  | { please: 'offer' }
