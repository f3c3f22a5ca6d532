import type { EventSpec } from './event-spec.ts'

/** The parts of a call that a plugin may ask the room for: it is handed these and nothing else. */
export type HostPart =
  /** Who is in the call, who we are, and in which session: no credentials, and nobody who is not in the call. */
  | 'view'
  /** A line to the same plugin in the other browsers; never by way of the server. */
  | 'channel'
  /** A way to send bytes to the same plugin of one other browser. */
  | 'streams'
  /** To send a screen with its sound, and to know who sends one. */
  | 'screen'
  /** A panel beside the call. */
  | 'panel'
  /** To say something to whoever uses a screen reader. */
  | 'announce'
  /** A short sound. */
  | 'chime'
  /** A number before the page's title. */
  | 'setTitleCount'
  /** To ask its own side on the server, by its own events. */
  | 'request'

/** What all sides know of a plugin: its own file in `plugins/` says it, and nothing outside its folders does again. */
export type PluginManifest = {
  asks: readonly HostPart[]
  /** The key that presses the plugin's button, an upper-case letter; null when it has none. */
  key: string | null
}

/** An event of a plugin. The server refuses it where the session does without the plugin. */
export type PluginEventSpec = EventSpec & {
  /** Who may send it: a host who is in the call, or anybody whom the plugin itself allows. */
  from: 'host' | 'anybody'
  /** Refused once the session is over, other than in a call that goes on: no page offers it by then. */
  notAfterwards?: true
}
