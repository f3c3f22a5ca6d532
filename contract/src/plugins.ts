import { paymentEvents } from './payment-events.ts'
import type { PluginEventSpec, PluginManifest } from './plugin-manifest.ts'
import { chat } from './plugins/chat.ts'
import { screenShare } from './plugins/screen-share.ts'
import { stripePayments } from './plugins/stripe-payments.ts'
import { waitingRoom, waitingRoomEvents } from './plugins/waiting-room.ts'

/**
 * The plugins that a room can have, with their manifests. A plugin is its manifest in `plugins/`, its line here, and a
 * folder with its id in `room/src/plugins/`, in `server/src/plugins/`, or in both.
 */
export const plugins = {
  'waiting-room': waitingRoom,
  'stripe-payments': stripePayments,
  chat,
  'screen-share': screenShare,
} as const satisfies Record<string, PluginManifest>

export type PluginId = keyof typeof plugins

export const pluginIds = Object.keys(plugins) as PluginId[]

/** What pages ask of the server's side of each plugin that has one. */
export const pluginEvents = { 'waiting-room': waitingRoomEvents, 'stripe-payments': paymentEvents } as const satisfies {
  [Id in PluginId]?: Record<string, PluginEventSpec>
}

/** The plugins that pages can ask something of. */
export type AskedPlugin = keyof typeof pluginEvents
/** All of these events together, by their names. */
export type EventsOfPlugins = Together<(typeof pluginEvents)[AskedPlugin]>

type Together<Each> = (Each extends unknown ? (one: Each) => void : never) extends (all: infer All) => void
  ? All
  : never

/**
 * The id that a flag means: case does not matter, a leading `coviu-` and a trailing `-resource-plugin` or
 * `-plugin` are dropped, so that `coviu-waiting-room-plugin` and `waiting-room` are the same.
 */
export function normalisePluginId(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/^coviu-/, '')
    .replace(/-(?:resource-)?plugin$/, '')
}
