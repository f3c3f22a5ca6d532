import type { HostPart } from '@anteroom/contract/plugin-manifest'
import { type AskedPlugin, type PluginId, type pluginEvents, plugins } from '@anteroom/contract/plugins'
import type { Answer, ClientEventName, ClientPayload, VisitView } from '@anteroom/contract/realtime'
import type { Fetched } from '@anteroom/ui/ground/fetched.ts'
import type { Store } from '@anteroom/ui/ground/store.ts'
import type { ComponentType } from 'preact'

/** What a plugin may know of the visit: no credentials, and nobody who is not in the call. */
export type PluginView = Pick<VisitView, 'phase' | 'me' | 'people' | 'session'>

type EventOf<Id extends PluginId> = Id extends AskedPlugin
  ? Extract<keyof (typeof pluginEvents)[Id], ClientEventName>
  : never

/** All that a plugin may ask for, by the names that its manifest asks by. */
export type HostParts<Id extends PluginId = PluginId> = {
  /** Where the visit is and who is in the call. */
  view: Store<PluginView>
  /** The plugin's own line to the same plugin in the other browsers; never by way of the server. */
  channel: {
    /** To everyone in the call, or to one of them. */
    send(data: unknown, to?: string): void
    subscribe(
      listener: (from: { visitId: string; name: string }, data: unknown) => void,
      until?: AbortSignal,
    ): () => void
  }
  /**
   * The plugin's own way to send bytes to one other browser, beside `channel` and without delaying it. The reader
   * learns of it by `name`; it has to read all of it or cancel. Reading fails when the stream was cut off.
   */
  streams: {
    open(to: string, name: string): WritableStream<Uint8Array>
    subscribe(
      listener: (from: string, name: string, bytes: ReadableStream<Uint8Array>) => void,
      until?: AbortSignal,
    ): () => void
  }
  screen: {
    /** Sends a screen and its sound to everyone in the call, or stops them. */
    send(tracks: ScreenTracks): void
    /** What we ourselves send at the moment. */
    sending: Store<ScreenTracks>
    /** Who else sends their screen (visit ids). */
    sharing: Store<readonly string[]>
  }
  /** The plugin's panel beside the call; one panel is open at a time. */
  panel: { isOpen: Store<boolean>; toggle(): void; close(): void }
  /** Says something to people who use a screen reader. */
  announce(text: string): void
  /** A short sound, unless the person has muted it. */
  chime(): void
  /** A number before the page's title, such as messages nobody has read; 0 takes it away. */
  setTitleCount(count: number): void
  /** Asks the plugin's own side on the server. */
  request<Name extends EventOf<Id>>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>>
}

export type ScreenTracks = { picture: MediaStreamTrack | null; sound: MediaStreamTrack | null }

type Always = {
  /** Minutes and seconds by the server's clock, for "waiting for 3 min". */
  serverNow(): number
  /** Ends when the visit leaves the call. */
  until: AbortSignal
}

/** What a plugin gets of the room: what its manifest asks for, and nothing else. */
export type PluginHost<Id extends PluginId> = Always & Pick<HostParts<Id>, (typeof plugins)[Id]['asks'][number]>

/** What a plugin adds to the room. Every part may be missing. */
export type PluginParts = {
  /** A button in the bar of controls. */
  Control?: ComponentType
  /**
   * What is beside the call when the plugin's panel is open. `content` is fetched when it is first opened, or before
   * anybody asks, once the call has gone on for a while.
   */
  panel?: { title: string } & ({ Content: ComponentType } | { content: Fetched<{ Content: ComponentType }> })
  /** Shown over the call, such as a message that has just come. */
  Notice?: ComponentType
}

export type RoomPlugin<Id extends PluginId> = { start(host: PluginHost<Id>): PluginParts }

/** Asks the plugin's own side on the server. The types allow no other event; callers that bypass them are told here. */
export function askOwnSide(id: string, ask: HostParts['request']): HostParts['request'] {
  return (event: string, payload: never) => {
    if (!event.startsWith(`${id}:`)) throw new Error(`${id} may not ask for ${event}`)
    return (ask as (event: string, payload: never) => Promise<never>)(event, payload)
  }
}

/** Makes the parts that the plugin's manifest asks for; what it does not ask for is not even made. */
export function hostFor<Id extends PluginId>(
  id: Id,
  make: { [Part in HostPart]: () => HostParts[Part] },
  always: Always,
): PluginHost<Id> {
  const asked: readonly HostPart[] = plugins[id].asks
  return { ...always, ...Object.fromEntries(asked.map((part) => [part, make[part]()])) } as PluginHost<Id>
}
