import type { IceServer, Person } from '@anteroom/contract/realtime'
import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import type { Fingerprints } from './safety-code.ts'

/** What somebody in a call can send. Each is one track at most; `screen-sound` belongs to `screen`. */
export const sources = ['microphone', 'camera', 'screen', 'screen-sound'] as const
export type Source = (typeof sources)[number]
export type SourceTracks = Readonly<Record<Source, MediaStreamTrack | null>>

/**
 * How the line to somebody stands: being made, open, broken and on the way back, given up for now (another try
 * follows by itself).
 */
export type Line = 'connecting' | 'open' | 'interrupted' | 'failed'

/** Somebody else in the call, as the media reach us. A track is null while that person does not send it. */
export type Peer = {
  visitId: string
  line: Line
  tracks: SourceTracks
  /**
   * On which side the camera is on but not sent for now, because the line between the two carries no more than sound.
   */
  paused: Readonly<{ theirs: boolean; ours: boolean }>
}

/** An engine shows the same peer again while nothing has changed, as each new one is a new drawing. */
export function isSamePeer(one: Peer, other: Peer): boolean {
  return (
    one.line === other.line &&
    sources.every((source) => one.tracks[source] === other.tracks[source]) &&
    one.paused.ours === other.paused.ours &&
    one.paused.theirs === other.paused.theirs
  )
}

/** How well sound and pictures get through. */
export type LineLevel = 'good' | 'weak' | 'very-weak'

/** How it stands with one of the others. `frozen`: their camera is on, and no new picture has come for a while. */
export type Quality = Readonly<{ level: LineLevel; frozen: boolean }>

export type CallQuality = {
  /** With each of the others whose line is open, by visit. */
  quality: Store<ReadonlyMap<string, Quality>>
  /** Our own way to all others: what we send does not arrive. */
  own: Store<LineLevel>
}

/** Bytes that went over the network; `relayed`: how many of both together went by TURN. */
export type Traffic = Readonly<{ sent: number; received: number; relayed: number }>

/** One page of a person in the call. */
export type Page = { visitId: string; generation: number }

/** The way by which the pages of a call reach each other without media. */
export type Signals = {
  /** Passed on without waiting, and lost while there is no way. */
  send(to: Page, data: object): void
  /** Hears the signals for this page, those that came before included. */
  listen(listener: (from: Page, data: unknown) => void): () => void
  /** Whether there is a way at the moment. */
  getThrough: Store<boolean>
}

/** What an engine needs from outside. Not every engine needs all of it. */
export type MediaEngineOptions = {
  /** This page, and since when its visit is in the call (ISO 8601). */
  me: () => Page & { since: string }
  /** Asked before each new connection, as TURN credentials expire. */
  iceServers: () => readonly IceServer[]
  /** Whether everything goes by TURN: then nobody learns our address, and we learn nobody's. */
  relayOnly: () => boolean
  signals: Signals
  /** Calls `changed` when the network is another one than before, until the engine ends. */
  watchNetwork: (changed: () => void) => void
  /** Calls `begun` when everything goes by TURN from now on, and did not before. */
  watchRelayOnly: (begun: () => void) => void
  clock: Clock
  /** Ends the engine and all that it opened. */
  until: AbortSignal
}

/** Carries the media and the data of one call. Has more than one implementation. */
export interface MediaEngine {
  readonly peers: Store<readonly Peer[]>
  /** How well it goes, with each of the others and on our own side. */
  readonly quality: CallQuality
  /** Who is in the call now; connections are made and ended accordingly. */
  setPeople(people: readonly Person[]): void
  /** What we send from now on; null stops it. */
  send(source: Source, track: MediaStreamTrack | null): void
  /** Sends text to one person, or to all; kept and sent on when a line is not open yet. */
  sendText(text: string, to?: string): void
  /** Hears what others send by `sendText`. */
  onText(listener: (from: string, text: string) => void): () => void
  /**
   * Opens a way for bytes to one person, beside the text and without delaying it. Chunks of any size; a write is
   * done when there is room for the next one, and closing when all has left this browser. It fails when the other
   * side cancels or the line ends, as on hold; nothing is sent on later.
   */
  openStream(to: string, label: string): WritableStream<Uint8Array>
  /**
   * Hears of streams that others open. All bytes come in order, in chunks of any size; reading fails when one was cut
   * off. Cancelling tells the sender; a stream that nobody wants has to be cancelled.
   */
  onStream(listener: (from: string, label: string, bytes: ReadableStream<Uint8Array>) => void): () => void
  /** What went to and came from all others since the engine began; never less than it was before. */
  traffic(): Promise<Traffic>
  /**
   * What identifies the two ends of the line to somebody, for them to compare. Null without a line, and where a server
   * in between could read what they say.
   */
  fingerprints(visitId: string): Fingerprints | null
}

/** A kind of engine, as it is loaded. */
export type MediaEngineKind = {
  create(options: MediaEngineOptions): MediaEngine
  /** Does in time what the first connection would wait for. */
  prepare?(): void
}
