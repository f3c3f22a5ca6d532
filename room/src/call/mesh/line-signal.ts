import type { SourceList } from './line-text.ts'

/** What two lines tell each other by way of the server. */
export type LineSignal =
  | { description: RTCSessionDescriptionInit; sending: SourceList }
  | { candidate: RTCIceCandidateInit | null }
  /** From the side that waits for an offer: none has come. */
  | { please: 'offer' }
