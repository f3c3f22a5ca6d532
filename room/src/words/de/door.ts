import type { Words } from '../words.ts'
import { list } from './call.ts'

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
  justNow: 'gerade eben',
  letIn: 'Einlassen',
  letInOne: (name) => `Einlassen: ${name}`,
  lettingIn: (name) => `${name} kommt herein …`,
  willSee: (names) => `Sieht dort ${list(names)}`,
  undo: 'Halt',
  undoOne: (name) => `Halt: ${name} wartet weiter`,
  undone: (name) => `${name} wartet weiter.`,
  moreForAll: 'Mehr für alle Wartenden',
  fold: 'Wartezimmer ausblenden',
  keys: '↑ ↓ wählen · L einlassen · T Nachricht',
  mayKnockIn: (left) => `Jetzt nicht. Darf anklopfen in ${left}`,
  mayKnock: 'Jetzt nicht. Darf wieder anklopfen',
  later: 'Diese Meldung ausblenden',
  sent: 'Sie schrieben:',
  away: 'Verbindung verloren, der Platz bleibt',
  awayShort: 'Getrennt',
  notification: 'Jemand ist im Wartezimmer',
  atTheDoor: (name) => `${name} möchte hereinkommen`,
}
