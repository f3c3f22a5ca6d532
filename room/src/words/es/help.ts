import type { Words } from '../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const esHelp: Words['help'] = {
  asks: {
    hear: (name) => `${name} no le oye`,
    see: (name) => `${name} no le ve`,
    heard: (name) => `${name} cree que usted no le oye`,
    seen: (name) => `${name} cree que usted no le ve`,
    other: (name) => `${name} necesita ayuda`,
  },
  microphone: { on: 'Micrófono encendido', off: 'Micrófono apagado', failed: 'El micrófono no funciona' },
  camera: { on: 'Cámara encendida', off: 'Cámara apagada', failed: 'La cámara no funciona' },
}
