import type { PluginId } from '@anteroom/contract/plugins'
import type { RoomPlugin } from './desk/plugin-host.ts'

/** Each folder that has a side in the room; the bundler lists them, and makes a file of each that is fetched alone. */
const found = import.meta.glob<{ plugin: RoomPlugin<PluginId> }>('./plugins/*/plugin.tsx')

/** How a plugin is fetched: only when a session has it, and its call is on the screen. One without a side here is not. */
export const loaderOf = (id: PluginId): (() => Promise<{ plugin: RoomPlugin<PluginId> }>) | undefined =>
  found[`./plugins/${id}/plugin.tsx`]
