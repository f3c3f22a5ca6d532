import type { Words } from '../words.ts'

/** The words for what goes wrong with sound and picture in a call, and is put right again. */
export const deResilience: Words['resilience'] = {
  videoPaused: 'Video angehalten, schwache Verbindung',
  videoPausedOf: (name) => `Das Video von ${name} ist wegen einer schwachen Verbindung angehalten.`,
  interrupted: 'Kurz unterbrochen',
  interruptedOf: (name) => `${name} ist kurz unterbrochen.`,
}
