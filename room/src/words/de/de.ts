import type { Words } from '../words.ts'
import { deCall, list } from './call.ts'
import { deCheck } from './check.ts'
import { deDevices } from './devices.ts'
import { deDoor } from './door.ts'
import { deElsewhere } from './elsewhere.ts'
import { deHelp } from './help.ts'
import { deHosts, deTold } from './hosts.ts'
import { deResilience } from './resilience.ts'
import { deStage } from './stage.ts'

const rules = new Intl.PluralRules('de')
const count = (one: string, other: string) => (n: number) => `${n} ${rules.select(n) === 'one' ? one : other}`

/** Every word that a person reads, in German. */
export const de: Words = {
  language: 'Sprache',
  large: 'Größere Schrift und Knöpfe',
  list,
  units: {
    days: count('Tag', 'Tage'),
    hours: count('Stunde', 'Stunden'),
    minutes: count('Minute', 'Minuten'),
    seconds: count('Sekunde', 'Sekunden'),
    together: (parts) => parts.join(' und '),
    underAMinute: 'weniger als eine Minute',
    shortMinutes: (minutes) => `${minutes} Min.`,
    shortHours: (hours, minutes) => `${hours} Std. ${minutes} Min.`,
  },
  you: 'Sie',
  someone: 'Jemand',
  close: 'Schließen',
  exit: 'Verlassen',

  booked: {
    today: 'Heute',
    at: (day, time) => `${day}, ${time}`,
    zone: (zone) => `in Ihrer Zeitzone (${zone})`,
  },
  meeting: {
    title: 'Mit dabei',
    host: 'Ihr Gast',
    guest: (team) => `Jemand von ${team}`,
    more: (n) => `und ${n} weitere`,
    presence: {
      'not-here': 'ist noch nicht da',
      away: 'ist gerade nicht im Raum',
      waits: 'ist im Wartezimmer',
      here: 'ist da',
    },
  },

  connection: 'Verbindung',
  offline: 'Im Moment keine Verbindung. Es wird neu verbunden …',
  offlineInCall: 'Wir verbinden Sie neu … Sie können weitersprechen.',
  crowded: 'Einen Moment, gerade kommen sehr viele …',
  restoring: 'Die Verbindung zur Praxis wird wiederhergestellt …',
  restoringInCall: 'Die Verbindung zur Praxis wird wiederhergestellt … Sie können weitersprechen.',
  undone: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es noch einmal.',
  untold: {
    left: 'Sie haben das Gespräch verlassen. Wir sagen es den anderen, sobald die Verbindung wieder da ist.',
    ended:
      'Sie haben das Gespräch verlassen. Für die anderen endet es, sobald die Verbindung wieder da ist. Bitte lassen Sie diese Seite offen.',
  },
  backOnline: 'Wieder verbunden.',
  loading: 'Einen Moment …',
  broken: {
    title: 'Diese Seite wurde nicht vollständig geladen',
    text: 'Vielleicht war die Verbindung kurz unterbrochen. Bitte laden Sie die Seite neu; Ihr Platz bleibt Ihnen.',
    button: 'Neu laden',
  },

  precall: {
    title: 'Bereit für das Gespräch?',
    titleStart: 'Bereit für das Gespräch?',
    titleMove: 'Gespräch hierher holen?',
    titleAlmost: 'Fast geschafft',
    name: 'Ihr Name',
    nameHint: (name) => (name ? `Damit ${name} weiß, wer Sie sind.` : 'Damit die anderen wissen, wer Sie sind.'),
    nameMissing: 'Bitte schreiben Sie Ihren Namen.',
    join: 'Teilnehmen',
    start: 'Gespräch starten',
    moveHere: 'Gespräch hierher holen',
    joining: 'Einen Moment …',
    check: 'Noch kann Sie niemand sehen oder hören.',
    allOff: 'Kamera und Mikrofon bleiben beim Teilnehmen aus.',
    joinWithout: {
      both: 'Ohne Kamera und Mikrofon teilnehmen',
      camera: 'Ohne Kamera teilnehmen',
      microphone: 'Ohne Mikrofon teilnehmen',
    },
    settings: 'Kamera und Ton',
    without: {
      both: 'Sie können alle sehen, hören und anschreiben.',
      camera: 'Sie können auch nur mit Ton teilnehmen.',
      microphone: 'Die anderen sehen Sie, und Sie können ihnen schreiben.',
    },
  },

  waiting: {
    title: 'Sie sind im Wartezimmer',
    started: (name) => `${name} lässt Sie gleich herein`,
    first: 'Vor Ihnen wartet niemand.',
    next: 'Sie sind als Nächstes dran.',
    ahead: (n) => (n === 1 ? 'Eine Person ist vor Ihnen dran.' : `${n} Personen sind vor Ihnen dran.`),
    keepOpen: 'Wir klingeln, wenn Sie dran sind. Lassen Sie diese Seite offen.',
    free: 'Bis dahin können Sie etwas anderes tun.',
    since: (time) => `Im Wartezimmer seit ${time}`,
    message: (team) => `Nachricht von ${team}`,
    turnedAway: (who) => `${who} braucht noch einen Moment`,
    back: 'Kurz zurück im Wartezimmer',
    knocked: 'Sie haben noch einmal gefragt.',
    leaveTitle: 'Wartezimmer verlassen?',
    leaveText: 'Sie können mit demselben Link wiederkommen, würden aber Ihren Platz in der Reihe verlieren.',
    stay: 'Weiter warten',
    selfView: 'Niemand kann Sie jetzt sehen oder hören.',
  },

  ...deCall,
  hosts: deHosts,
  stage: deStage,
  told: deTold,

  problems: {
    'wrong-phase': 'Das geht im Moment nicht. Die Seite zeigt, wo Sie gerade sind.',
    'too-soon': 'Das war etwas zu früh. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
    'link-used-elsewhere': 'Dieser Link gehört zu einem anderen Browser. Bitte machen Sie dort weiter.',
    'not-allowed': 'Das kann nur die Leitung des Gesprächs.',
    'plugin-off': 'In diesem Gespräch gibt es das nicht.',
    'session-over': 'Die gebuchte Zeit ist um.',
    'session-cancelled': 'Dieser Termin wurde abgesagt.',
    'too-many-requests':
      'Das war etwas viel auf einmal. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
    'invalid-request':
      'Damit ging es nicht. Bitte prüfen Sie, was Sie geschrieben haben, und versuchen Sie es noch einmal.',
    conflict: 'Es ist kein Platz mehr frei. Bitte entfernen Sie zuerst jemanden.',
    unavailable: 'Im Moment keine Verbindung. Bitte versuchen Sie es noch einmal; Ihr Platz bleibt Ihnen.',
  },
  problem: (code) => `Das hat nicht geklappt. Bitte versuchen Sie es noch einmal. (${code})`,

  check: deCheck,
  devices: deDevices,
  door: deDoor,
  help: deHelp,
  plugins: import.meta.glob('../../plugins/*/words/de.ts', { eager: true, import: 'words' }),
  resilience: deResilience,
  elsewhere: deElsewhere,
}

globalThis.anteroomWords = de
