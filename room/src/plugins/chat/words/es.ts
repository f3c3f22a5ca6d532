import type { words as en } from './en.ts'

const rules = new Intl.PluralRules('es')
const isOne = (n: number) => rules.select(n) === 'one'

/** The words of the chat. */
export const words: typeof en = {
  key: 'Chat',
  you: 'Usted',
  someone: 'Alguien',
  title: 'Chat',
  control: 'Chat',
  controlCount: (n) => (n === 0 ? 'Chat' : `Chat, ${isOne(n) ? '1 mensaje nuevo' : `${n} mensajes nuevos`}`),
  says: (name, text) => `${name} escribe: ${text}`,
  show: 'Mostrar',

  files: {
    offers: (name, file) => `${name} envía el archivo ${file}.`,
    savedBy: (name) => `${name} ha guardado los mensajes.`,
    savedByMe: 'Ha guardado los mensajes. Los demás pueden leer que lo hizo.',
  },
}
