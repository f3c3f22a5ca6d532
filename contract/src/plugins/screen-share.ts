import type { PluginManifest } from '../plugin-manifest.ts'

/** Shows one's own screen to the others. */
export const screenShare = {
  asks: ['screen', 'announce'],
  key: 'S',
} as const satisfies PluginManifest
