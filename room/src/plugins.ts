import type { PluginId } from '@anteroom/contract/plugins'
import type { RoomPlugin } from './plugin-host.ts'

/** How each plugin is fetched: only those that a session has, and only once its call is on the screen. */
export const loadPlugin: Record<PluginId, () => Promise<{ plugin: RoomPlugin }>> = {
  'waiting-room': () => import('./plugins/waiting-room/waiting-room.tsx'),
  chat: () => import('./plugins/chat/chat.tsx'),
  'screen-share': () => import('./plugins/screen-share/screen-share.tsx'),
}
