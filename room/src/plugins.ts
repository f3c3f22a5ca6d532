import type { PluginId } from '@anteroom/contract/plugins'
import type { RoomPlugin } from './desk/plugin-host.ts'

/** How each plugin is fetched that has a side in the room: only when a session has it, and its call is on the screen. */
export const loadPlugin: { [Id in PluginId]?: () => Promise<{ plugin: RoomPlugin<Id> }> } = {
  chat: () => import('./plugins/chat/plugin.tsx'),
  'screen-share': () => import('./plugins/screen-share/plugin.tsx'),
}
