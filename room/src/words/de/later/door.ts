import type { LaterWords } from '../../words.ts'

/** What hosts do about those who wait, beyond letting them in. */
export const deDoor: LaterWords['door'] = {
  message: 'Nachricht',
  letAllIn: 'Alle einlassen',
  letAllTitle: (n) => `Alle ${n} einlassen?`,
  letAllText: 'Sie werden einander sehen.',
  notNow: 'Jetzt nicht',
  notNowOne: (name) => `Jetzt nicht: ${name}`,
  notNowText: (name) => `Sie können ${name} trotzdem jederzeit hereinbitten.`,
  reason: (name) => `Nachricht an ${name} (freiwillig)`,
  ownWords: 'Ihre eigenen Worte',
  askToWait: (name) => `${name} um Geduld bitten?`,
  askThem: 'Um Geduld bitten',
  reasonsOften: ['Ich komme 10 Minuten später.', 'Ich bin noch in einem anderen Gespräch.'],
  messageTo: (name) => `Nachricht an ${name}`,
  messageHint: 'Erscheint auf dem Bildschirm im Wartezimmer.',
  send: 'Senden',
  takeAway: 'Nachricht zurücknehmen',
  quiet: (name) => `Kein Gong für ${name}`,
  soundOff: 'Kein Gong',
  soundOn: 'Gong',
  loud: (name) => `Gong für ${name}`,
  notify: 'Auf diesem Computer benachrichtigen',
  notifyHint: 'Wenn jemand kommt und Sie ein anderes Fenster ansehen. Die Benachrichtigung nennt keine Namen.',
  notifyRefused: 'Dieser Browser erlaubt dieser Seite keine Benachrichtigungen.',
}
