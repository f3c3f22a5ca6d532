import type { LaterWords } from '../../words.ts'

/** What hosts do about those who wait, beyond letting them in. */
export const esDoor: LaterWords['door'] = {
  message: 'Mensaje',
  letAllIn: 'Dejar entrar a todos',
  letAllTitle: (n) => `¿Dejar entrar a los ${n}?`,
  letAllText: 'Se verán entre ellos.',
  notNow: 'Ahora no',
  notNowOne: (name) => `Ahora no: ${name}`,
  notNowText: (name) => `Puede dejar entrar a ${name} en cualquier momento.`,
  reason: (name) => `Mensaje para ${name} (opcional)`,
  ownWords: 'Con sus propias palabras',
  askToWait: (name) => `¿Pedir a ${name} que espere?`,
  askThem: 'Pedir que espere',
  reasonsOften: ['Llevo 10 minutos de retraso.', 'Todavía estoy con otra persona.'],
  messageTo: (name) => `Mensaje para ${name}`,
  messageHint: 'Aparece en su pantalla de espera.',
  send: 'Enviar',
  takeAway: 'Retirar el mensaje',
  quiet: (name) => `Sin timbre para ${name}`,
  soundOff: 'Sin timbre',
  soundOn: 'Con timbre',
  loud: (name) => `Con timbre para ${name}`,
  notify: 'Avisarme en este ordenador',
  notifyHint: 'Cuando llega alguien y usted mira otra ventana. El aviso no dice nombres.',
  notifyRefused: 'Este navegador no permite avisos de esta página.',
}
