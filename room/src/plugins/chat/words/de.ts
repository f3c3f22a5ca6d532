import type { words as en } from './en.ts'

const rules = new Intl.PluralRules('de')
const isOne = (n: number) => rules.select(n) === 'one'

/** The words of the chat. */
export const words: typeof en = {
  key: 'Chat',
  you: 'Sie',
  someone: 'Jemand',
  title: 'Chat',
  control: 'Chat',
  controlCount: (n) => (n === 0 ? 'Chat' : `Chat, ${isOne(n) ? '1 neue Nachricht' : `${n} neue Nachrichten`}`),
  says: (name, text) => `${name} schreibt: ${text}`,
  show: 'Anzeigen',

  files: {
    offers: (name, file) => `${name} sendet die Datei ${file}.`,
    savedBy: (name) => `${name} hat die Nachrichten gespeichert.`,
    savedByMe: 'Sie haben die Nachrichten gespeichert. Die anderen können das lesen.',
  },
}
