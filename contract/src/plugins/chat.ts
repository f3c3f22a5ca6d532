import type { PluginManifest } from '../plugin-manifest.ts'

/** Written words and files between the people of one call, from browser to browser. */
export const chat = {
  asks: ['view', 'channel', 'streams', 'panel', 'announce', 'chime', 'setTitleCount'],
  key: 'C',
} as const satisfies PluginManifest
