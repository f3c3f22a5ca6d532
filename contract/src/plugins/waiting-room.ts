import { Type } from 'typebox'
import { Nothing, Someone } from '../event-spec.ts'
import type { PluginEventSpec, PluginManifest } from '../plugin-manifest.ts'

/**
 * Guests wait until a host lets them in. What people see of it is the room's own: a lock holds people at the same door,
 * where there is no waiting room.
 */
export const waitingRoom = { asks: [], key: null } as const satisfies PluginManifest

/** They are called after the door, as the plugin is one of its gates. */
export const waitingRoomEvents = {
  /** A guest who was turned away knocks again. */
  'door:knock': { payload: Nothing, from: 'anybody' },
  'door:let-all-in': { payload: Nothing, from: 'host' },
  /** "Not now": they stay on the waiting screen. */
  'door:turn-away': { payload: Someone, from: 'host' },
  /** A line on somebody's waiting screen; an empty one takes it away. */
  'door:write': {
    payload: Type.Object({ ...Someone.properties, text: Type.String({ maxLength: 300 }) }),
    from: 'host',
  },
  /** A guest in the call goes back to the waiting room. */
  'door:send-back': { payload: Someone, from: 'host' },
} as const satisfies Record<string, PluginEventSpec>
