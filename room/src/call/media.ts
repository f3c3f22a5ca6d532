import type { IceServer, Person } from '@anteroom/contract/realtime'
import type { Store } from '../ground/store.ts'
import type { Fingerprints } from './safety-code.ts'

/** What somebody in a call can send. Each is one track at most; `screen-sound` belongs to `screen`. */
export const sources = ['microphone', 'camera', 'screen', 'screen-sound'] as const
export type Source = (typeof sources)[number]

/**
 * How the line to somebody stands: being made, open, broken and on the way back, given up for now (another try
 * follows by itself).
 */
export type Line = 'connecting' | 'open' | 'interrupted' | 'failed'

/** Somebody else in the call, as the media reach us. A track is null while that person does not send it. */
export type Peer = {
  visitId: string
  line: Line
  tracks: Readonly<Record<Source, MediaStreamTrack | null>>
  /** Whose camera is on, and not sent for now, as the line between the two is too weak for more than sound. */
  paused: Readonly<{ theirs: boolean; ours: boolean }>
}

/** Bytes that went over the network. */
export type Traffic = Readonly<{ sent: number; received: number }>

/** What an engine needs from outside. */
export type MediaEngineOptions = {
  /** Our own visit, and since when it is in the call (ISO 8601): who was there first makes the offers. */
  me: () => { visitId: string; since: string }
  /** Asked before each new connection, as TURN credentials expire. */
  iceServers: () => readonly IceServer[]
  /** Whether nothing goes but by TURN: then nobody learns our address, and we nobody's. */
  relayOnly: () => boolean
  /** Sends a signal to one page of a person in the call. */
  signal: (to: { visitId: string; generation: number }, data: object) => void
  /** Ends the engine and all that it opened. */
  until: AbortSignal
}

/** Carries the media and the data of one call. Has more than one implementation. */
export interface MediaEngine {
  readonly peers: Store<readonly Peer[]>
  /** Who is in the call now; connections are made and ended accordingly. */
  setPeople(people: readonly Person[]): void
  /** What we send from now on; null stops it. Takes effect without a new negotiation. */
  send(source: Source, track: MediaStreamTrack | null): void
  /** A signal that came for this page. */
  receive(from: { visitId: string; generation: number }, data: unknown): void
  /** Sends text to one person, or to all; kept and sent on when a line is not open yet. */
  sendText(text: string, to?: string): void
  /** Hears what others send by `sendText`. */
  onText(listener: (from: string, text: string) => void): () => void
  /** What the browser says of the connection to each of the others, by visit. */
  reports(): Promise<ReadonlyMap<string, RTCStatsReport>>
  /**
   * Of the certificates with which the open line to somebody is encrypted. Null without a line, and where the media
   * do not go straight from browser to browser.
   */
  fingerprints(visitId: string): Fingerprints | null
  /**
   * Opens a way for bytes to one person, beside the text and without delaying it. Chunks of any size; a write is
   * done when there is room for the next one, and closing when all has left this browser. It fails when the other
   * side cancels or the line ends, as on hold; nothing is sent on later.
   */
  openStream(to: string, label: string): WritableStream<Uint8Array>
  /**
   * Hears of streams that others open. All bytes come in order, in chunks of any size; reading fails when one was cut
   * off. To cancel it tells the sender; one that nobody wants has to be cancelled.
   */
  onStream(listener: (from: string, label: string, bytes: ReadableStream<Uint8Array>) => void): () => void
  /** What went to and came from all others since the engine began; never less than it was before. */
  traffic(): Promise<Traffic>
  /** The network is another one than before: each line looks for its way anew, at once. */
  networkChanged(): void
  /** Signals find their way again, ours or somebody else's: lines that are broken need not wait any longer. */
  signallingIsBack(): void
}
