import type { ServerPlugins } from './plugin.ts'
import { waitingRoom } from './waiting-room/plugin.ts'

/** The plugins that have a side on the server. */
export const serverPlugins: ServerPlugins = {
  'waiting-room': waitingRoom,
}
