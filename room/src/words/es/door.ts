import type { Words } from '../words.ts'
import { list } from './call.ts'

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
  justNow: 'ahora mismo',
  letIn: 'Dejar entrar',
  letInOne: (name) => `Dejar entrar a ${name}`,
  lettingIn: (name) => `${name} va a entrar…`,
  willSee: (names) => `Verá a ${list(names)}`,
  undo: 'Deshacer',
  undoOne: (name) => `Deshacer: ${name} sigue en espera`,
  undone: (name) => `${name} sigue en espera.`,
  moreForAll: 'Más para todos los que esperan',
  fold: 'Ocultar la sala de espera',
  keys: '↑ ↓ elegir · L dejar entrar · T mensaje',
  mayKnockIn: (left) => `Ahora no. Puede llamar en ${left}`,
  mayKnock: 'Ahora no. Puede volver a llamar',
  later: 'Ocultar este aviso',
  sent: 'Usted escribió:',
  away: 'Se perdió la conexión, su lugar se conserva',
  awayShort: 'Sin conexión',
  notification: 'Hay alguien en la sala de espera',
  atTheDoor: (name) => `${name} quiere entrar`,
}
