import type { LaterWords } from '../../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const esHelp: LaterWords['help'] = {
  tell: (host) => `Diga a ${host} qué falla`,
  troubles: { hear: 'No le oigo', see: 'No le veo', heard: 'Usted no me oye', other: 'Otra cosa' },
  read: (host) => `${host} lo está leyendo.`,
  unheard: 'No ha llegado. Avise de otra manera, por favor.',
  answer: 'Responder',
  tellThem: (name) => `Diga a ${name}:`,
  theirs: (name, states) => `${name}: ${states.join(', ')}`,
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
