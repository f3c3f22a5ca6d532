import type { Words } from '../words.ts'

export const esDevices: Words['devices'] = {
  microphone: 'Micrófono',
  level: 'Volumen de su micrófono',
  saySomething: 'Diga algo: la barra se mueve.',
  heard: 'Su micrófono funciona.',
  micOff: 'Su micrófono está apagado.',
  micAsking: 'Puede que su navegador pida permiso para el micrófono: elija «Permitir», por favor.',
  cameraOff: 'Su cámara está apagada',
  cameraAsking: 'Su cámara se está iniciando…',
  cameraAskingText: 'Puede que su navegador pida permiso: elija «Permitir», por favor.',
  blurStarting: 'Desenfocando su fondo…',
  preview: 'Su imagen, como en un espejo',
}
