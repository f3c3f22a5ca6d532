import type { Words } from '../words.ts'

export const esResilience: Words['resilience'] = {
  videoPaused: 'Vídeo en pausa, conexión débil',
  videoPausedOf: (name) => `El vídeo de ${name} está en pausa porque la conexión es débil.`,
  interrupted: 'Interrumpido un momento',
  interruptedOf: (name) => `${name} se ha interrumpido un momento.`,
}
