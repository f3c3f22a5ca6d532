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
  log: 'Nachrichten',
  empty: 'Noch keine Nachrichten.',
  label: 'Nachricht schreiben',
  send: 'Senden',
  alone: 'Noch ist niemand sonst da. Wer später kommt, sieht nicht, was Sie jetzt schreiben.',
  says: (name, text) => `${name} schreibt: ${text}`,
  left: (n) => `Noch ${n} Zeichen`,
  cut: (n) => `Das war zu lang: Am Ende ${n === 1 ? 'fehlt 1 Zeichen' : `fehlen ${n} Zeichen`}.`,
  show: 'Anzeigen',
  opensNew: '(öffnet in einem neuen Tab)',

  files: {
    attach: 'Datei senden',
    drop: 'Hier ablegen, um sie allen zu senden',
    tooLarge: (name, limit) => `${name} ist zu groß. Eine Datei darf bis zu ${limit} haben.`,
    alone: 'Noch ist niemand sonst da, dem Sie eine Datei senden könnten.',
    offers: (name, file) => `${name} sendet die Datei ${file}.`,
    download: 'Herunterladen',
    of: (action, file) => `${action}: ${file}`,
    waiting: 'Es beginnt gleich.',
    cancel: 'Abbrechen',
    progress: (done, size) => `${done} von ${size}`,
    done: 'Heruntergeladen',
    arrived: (file) => `${file} ist heruntergeladen.`,
    notThere:
      'Nicht bei Ihren Downloads? Vielleicht erlaubt die Seite um diese herum keine. Öffnen Sie dafür Ihren Link in einem eigenen Tab.',
    saveAgain: 'Noch einmal speichern',
    saveFile: 'Sichern',
    toSave: 'Sie ist da. Mit dieser Schaltfläche sichern Sie sie oder geben sie weiter.',
    cannotSave: 'Sie ist da. Diese App kann keine Dateien sichern: Öffnen Sie dafür Ihren Link in Ihrem Browser.',
    interrupted: 'Das Herunterladen wurde unterbrochen.',
    damaged: 'Die Datei ist nicht so angekommen, wie sie gesendet wurde.',
    again: 'Noch einmal versuchen',
    gone: 'Nicht mehr verfügbar',
    shared: 'Die anderen können sie herunterladen, solange Sie im Gespräch sind.',
    waitingFor: (name) => `${name}: beginnt gleich`,
    sendingTo: (name) => `Wird an ${name} gesendet`,
    has: (name) => `${name} hat sie.`,
    notSent: (name) => `${name} hat sie nicht bekommen.`,
    takeBack: 'Nicht mehr senden',
    takenBack: 'Sie senden diese Datei nicht mehr.',
    lost: 'Das haben Sie gesendet, bevor Ihre Seite neu geladen hat. Senden Sie es noch einmal, falls es jemand noch braucht.',
    unreadable: 'Diese Datei wurde geändert oder entfernt und kann nicht mehr gesendet werden.',
    preview: (file) => `Vorschau von ${file}`,

    newMessages: 'Neue Nachrichten',
    private:
      'Nachrichten und Dateien gehen von Browser zu Browser und werden nach dem Gespräch nicht aufbewahrt. Wenn die Leitung die Nachrichten speichert, lesen Sie es hier.',
    save: 'Nachrichten speichern',
    savedBy: (name) => `${name} hat die Nachrichten gespeichert.`,
    savedByMe: 'Sie haben die Nachrichten gespeichert. Die anderen können das lesen.',
    transcript: {
      title: (call) => `Nachrichten: ${call}`,
      zone: (zone) => `Uhrzeiten: ${zone}`,
      file: (name) => `[Datei: ${name}]`,
      name: (date) => `Nachrichten ${date}.txt`,
    },
  },
}
