import type { LaterWords } from '../../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const esHelp: LaterWords['help'] = {
  tell: (host) => `Diga a ${host} qué falla`,
  troubles: {
    hear: 'No le oigo',
    see: 'No le veo',
    heard: 'Usted no me oye',
    seen: 'Usted no me ve',
    other: 'Otra cosa',
  },
  reads: (host) => `${host} lo ve enseguida en su pantalla.`,
  read: (host) => `${host} lo está leyendo.`,
  unheard: 'No ha llegado. Avise de otra manera, por favor.',
  answer: 'Responder',
  both: {
    on: (name) => `${name} tiene encendidos el micrófono y la cámara`,
    off: (name) => `${name} tiene apagados el micrófono y la cámara`,
  },
  devices: (name, devices) => `${name}: ${devices}`,
  sendTo: (name) => `Enviar a ${name}:`,
  answers: {
    speaker: 'Revise su altavoz',
    volume: 'Suba el volumen',
    unmute: 'Pulse «Activar»',
    video: 'Encienda su cámara',
    reload: 'Vuelva a cargar la página',
    chat: 'Escriba en el chat',
  },
  answered: (host, answer) => `${host}: ${answer}`,
}
