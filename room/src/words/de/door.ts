import type { Words } from '../words.ts'

const rules = new Intl.PluralRules('de')
const isOne = (n: number) => rules.select(n) === 'one'
const people = (n: number) => (isOne(n) ? '1 Person wartet' : `${n} Personen warten`)

/** Who knocks, and what hosts do about it. */
export const deDoor: Words['door'] = {
  title: 'Wartezimmer',
  control: 'War\u00adtende',
  controlCount: (n) => `War\u00adtende im Wartezimmer: ${n === 0 ? 'niemand' : people(n)}`,
  knocks: (name) => `${name} ist im Wartezimmer`,
  people,
  nobody: 'Niemand wartet.',
  nobodyText: 'Wer ankommt, erscheint sofort hier, mit einem Ton.',
  sinceShort: (time) => `Wartezeit: ${time}`,
  letIn: 'Hereinbitten',
  letInOne: (name) => `Hereinbitten: ${name}`,
  letAllIn: 'Alle hereinbitten',
  notNow: 'Jetzt nicht',
  notNowOne: (name) => `Jetzt nicht: ${name}`,
  later: 'Diese Meldung ausblenden',
  more: (n) => `und ${n} weitere`,
  message: 'Nachricht',
  messageTo: (name) => `Nachricht an ${name}`,
  messageHint: 'Erscheint auf dem Bildschirm im Wartezimmer.',
  send: 'Senden',
  sent: 'Auf dem Bildschirm steht jetzt:',
  takeAway: 'Nachricht zurücknehmen',
  quiet: (name) => `Ton aus für ${name}`,
  soundOff: 'Ton aus',
  soundOn: 'Ton an',
  loud: (name) => `Ton an für ${name}`,
  away: 'Verbindung verloren, der Platz bleibt',
  notify: 'Auf diesem Computer benachrichtigen',
  notifyHint: 'Wenn jemand kommt und Sie ein anderes Fenster ansehen. Die Benachrichtigung nennt keine Namen.',
  notification: 'Jemand ist im Wartezimmer',
  notifyRefused: 'Dieser Browser erlaubt dieser Seite keine Benachrichtigungen.',
  atTheDoor: (name) => `${name} möchte hereinkommen`,
}
