import type { Words } from '../words.ts'

export const esCheck: Words['check'] = {
  running: 'Comprobando su conexión…',

  findings: {
    'no-calls': 'El navegador no puede hacer llamadas',
    'sound-only': 'Solo sonido',
    'no-microphone': 'Sin micrófono',
    'no-devices': 'Sin cámara ni micrófono',
    'weak-line': 'Conexión débil',
    'no-relay': 'Servidor intermedio no alcanzado',
    'no-way': 'Puede que la red bloquee la llamada',
  },
}
