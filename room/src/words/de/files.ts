import type { Words } from '../words.ts'

/** The words of files and of saving, in the chat. */
export const deFiles: Words['files'] = {
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
  saveAgain: 'Noch einmal speichern',
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
}
