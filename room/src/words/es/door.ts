import type { Words } from '../words.ts'

const rules = new Intl.PluralRules('es')
const isOne = (n: number) => rules.select(n) === 'one'
const people = (n: number) => (isOne(n) ? '1 persona espera' : `${n} personas esperan`)

/** Who knocks, and what hosts do about it. */
export const esDoor: Words['door'] = {
  title: 'Sala de espera',
  control: 'En es\u00adpera',
  controlCount: (n) => `En es\u00adpera: ${n === 0 ? 'nadie' : people(n)}`,
  knocks: (name) => `${name} está en la sala de espera`,
  people,
  nobody: 'No espera nadie.',
  nobodyText: 'Quien llegue aparecerá aquí al instante, con un sonido.',
  sinceShort: (time) => `Espera: ${time}`,
  letIn: 'Dejar entrar',
  letInOne: (name) => `Dejar entrar a ${name}`,
  letAllIn: 'Dejar entrar a todos',
  notNow: 'Ahora no',
  notNowOne: (name) => `Ahora no: ${name}`,
  later: 'Ocultar este aviso',
  more: (n) => `y ${n} más`,
  message: 'Mensaje',
  messageTo: (name) => `Mensaje para ${name}`,
  messageHint: 'Aparece en su pantalla de espera.',
  send: 'Enviar',
  sent: 'Esto puede leerse en su pantalla:',
  takeAway: 'Retirar el mensaje',
  quiet: (name) => `Quitar el sonido de ${name}`,
  soundOff: 'Sin sonido',
  soundOn: 'Con sonido',
  loud: (name) => `Poner el sonido de ${name}`,
  away: 'Se perdió la conexión, su lugar se conserva',
  notify: 'Avisarme en este ordenador',
  notifyHint: 'Cuando llega alguien y usted mira otra ventana. El aviso no dice nombres.',
  notification: 'Hay alguien en la sala de espera',
  notifyRefused: 'Este navegador no permite avisos de esta página.',
  atTheDoor: (name) => `${name} quiere entrar`,
}
