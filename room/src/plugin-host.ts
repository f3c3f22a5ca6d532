import type { PluginId } from '@anteroom/contract/plugins'
import type { Answer, ClientEventName, ClientPayload, VisitView } from '@anteroom/contract/realtime'
import type { ComponentType } from 'preact'
import type { Source } from './call/media.ts'
import type { Store } from './ground/store.ts'

/** What a plugin gets of the room, and all that it gets. */
export type PluginHost = {
  /** Where the visit is and who is in the call. */
  view: Store<VisitView>
  /** The plugin's own line to the same plugin in the other browsers; never by way of the server. */
  channel: {
    /** To everyone in the call, or to one of them. */
    send(data: unknown, to?: string): void
    subscribe(listener: (from: { visitId: string; name: string }, data: unknown) => void): () => void
  }
  /**
   * The plugin's own way to send bytes to one other browser, beside `channel` and without delaying it. The reader
   * learns of it by `name`; it has to read all of it or cancel. Reading fails when the stream was cut off.
   */
  streams: {
    open(to: string, name: string): WritableStream<Uint8Array>
    subscribe(listener: (from: string, name: string, bytes: ReadableStream<Uint8Array>) => void): () => void
  }
  /** Sends a track to everyone in the call, or stops it. */
  sendTrack(source: Source, track: MediaStreamTrack | null): void
  /** What we ourselves send at the moment. */
  sending: Store<Readonly<Record<Source, MediaStreamTrack | null>>>
  /** Who else sends their screen (visit ids). */
  sharing: Store<readonly string[]>
  /** Asks the server for something that the contract knows. */
  request<Name extends ClientEventName>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>>
  /** The plugin's panel beside the call; one panel is open at a time. */
  panel: { isOpen: Store<boolean>; toggle(): void; close(): void }
  /** Says something to whoever uses a screen reader. */
  announce(text: string): void
  /** A short sound, unless the person has muted it. */
  chime(): void
  /** A number before the page's title, such as people waiting; 0 takes it away. */
  setTitleCount(count: number): void
  /** Minutes and seconds by the server's clock, for "waiting for 3 min". */
  serverNow(): number
  /** Ends when the visit leaves the call. */
  until: AbortSignal
}

/** What a plugin adds to the room. Every part may be missing. */
export type PluginParts = {
  /** A button in the bar of controls. */
  Control?: ComponentType
  /** What is beside the call when the plugin's panel is open. */
  panel?: { title: string; Content: ComponentType }
  /** Shown over the call, such as a knock. */
  Notice?: ComponentType
}

export type RoomPlugin = { id: PluginId; start(host: PluginHost): PluginParts }
