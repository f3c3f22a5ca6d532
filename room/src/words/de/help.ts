import type { Words } from '../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const deHelp: Words['help'] = {
  asks: {
    hear: (name) => `${name} hört Sie nicht`,
    see: (name) => `${name} sieht Sie nicht`,
    heard: (name) => `${name} meint, dass Sie nichts hören`,
    seen: (name) => `${name} meint, dass Sie kein Bild haben`,
    other: (name) => `${name} braucht Hilfe`,
  },
  microphone: { on: 'Mikrofon an', off: 'Mikrofon aus', failed: 'Mikrofon geht nicht' },
  camera: { on: 'Kamera an', off: 'Kamera aus', failed: 'Kamera geht nicht' },
}
