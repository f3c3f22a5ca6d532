import type { LaterWords } from '../../words.ts'

export const esResilience: LaterWords['resilience'] = {
  ownVideoPaused: 'Su vídeo está en pausa porque la conexión es débil.',
  ownVideoPausedText: 'Los demás le siguen oyendo. El vídeo volverá por sí solo.',
  ownInterrupted: 'Su dispositivo ha detenido la cámara o el micrófono.',
  ownInterruptedText: 'Puede que los esté usando una llamada de teléfono u otra aplicación.',
  resume: 'Reanudar cámara y sonido',
  stillPaused: '¿Sigue sin funcionar? Vuelva a cargar la página; su lugar se conserva.',
  forgotten: 'Su cámara y su micrófono están apagados.',
  forgottenText: 'Esta página ha vuelto a cargar y su navegador no recuerda si estaban encendidos.',
  turnBothOn: 'Encender los dos',
  gone: (device, now) => `${device} ya no está. Ahora se usa: ${now}.`,
  back: (device) => `${device} está de vuelta y se usa de nuevo.`,
  notStarted: (device, still) => `${device} no se pudo iniciar. Se sigue usando: ${still}.`,
  someDevice: { microphone: 'Su micrófono', camera: 'Su cámara' },
  anotherDevice: { microphone: 'otro micrófono', camera: 'otra cámara' },
}
