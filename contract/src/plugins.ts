/**
 * The plugins that a room can have. A plugin is a folder with its id in `room/src/plugins/`, in
 * `server/src/plugins/`, or in both, plus its line here.
 */
export const pluginIds = ['waiting-room', 'chat', 'screen-share'] as const

export type PluginId = (typeof pluginIds)[number]

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
