import type { LaterWords } from '../../words.ts'
import { deCall } from './call.ts'
import { deCheck } from './check.ts'
import { deDevices } from './devices.ts'
import { deDoor } from './door.ts'
import { deElsewhere } from './elsewhere.ts'
import { deHelp } from './help.ts'
import { deHosts, deTold } from './hosts.ts'
import { deLink, deOtherBrowser } from './link.ts'
import { dePayments } from './payments.ts'
import { deResilience } from './resilience.ts'
import { deCaptions, deSafety, deStage } from './stage.ts'

/** What is read in the parts that are fetched later, in German. */
export const deLater: LaterWords = {
  roles: { HOST: 'Leitung', GUEST: 'Gast', PARTICIPANT: 'Teilnehmend' },
  understood: 'Verstanden',
  cancel: 'Abbrechen',
  booked: {
    title: 'Termin',
    was: 'Der Termin war',
  },

  notice: {
    unknown: {
      title: 'Wir finden Ihren Termin nicht',
      text: 'Bitte prüfen Sie, ob Sie den ganzen Link aus Ihrer Nachricht kopiert haben.',
      way: (team) =>
        team
          ? `Wenn er vollständig ist, bitten Sie ${team} um einen neuen Link.`
          : 'Wenn er vollständig ist, bitten Sie die Praxis, von der Sie ihn haben, um einen neuen Link.',
    },
    ended: {
      title: 'Dieser Besuch ist beendet',
      text: 'Zu Ihrem Schutz hat diese Seite Ihren Link vergessen.',
      way: () => 'Um zurückzukommen, öffnen Sie bitte den Link in Ihrer Nachricht noch einmal.',
    },
    removed: {
      title: 'Sie nehmen nicht mehr an diesem Gespräch teil',
      text: 'Ihr Link führt nicht mehr in dieses Gespräch.',
      way: (team) => `Wenn Sie glauben, dass das ein Versehen ist, wenden Sie sich bitte an ${team}.`,
    },
    cancelled: {
      title: 'Dieser Termin wurde abgesagt',
      text: 'Zu dieser Zeit findet kein Gespräch statt.',
      way: (team) =>
        `Wenn Sie das nicht erwartet haben oder einen neuen Termin brauchen, wenden Sie sich bitte an ${team}.`,
    },
    over: {
      title: 'Dieser Termin ist vorbei',
      text: '',
      way: (team) => `Wenn Sie den Termin verpasst haben oder mehr Zeit brauchen, wenden Sie sich bitte an ${team}.`,
    },
    'used-elsewhere': {
      title: 'Bitte nehmen Sie das Gerät, das Sie zuerst benutzt haben',
      text: 'Zu Ihrem Schutz öffnet sich Ihr Link nur auf dem Handy, Tablet oder Computer, auf dem Sie ihn zuerst benutzt haben, im selben Browser.',
      way: (team) => `Wenn das nicht geht, bitten Sie ${team} um einen neuen Link.`,
    },
    'taken-over': {
      title: 'Ihr Gespräch ist an anderer Stelle geöffnet',
      text: 'Es ist an ein anderes Gerät gewechselt.',
      way: () => 'Sie können diese Seite schließen oder das Gespräch wieder hierher holen.',
    },
    useHere: 'Gespräch hierher holen',
  },

  tooEarly: {
    title: 'Sie sind früh dran',
    opens: 'Der Raum öffnet',
    opensIn: (left) => `noch ${left}`,
    opening: 'Der Raum wird geöffnet …',
    goesOn: 'Lassen Sie diese Seite offen: Wir klingeln, wenn es so weit ist, und Sie können von hier aus teilnehmen.',
    help: (team) => `Wenn Ihnen die Zeit nicht passt, wenden Sie sich bitte an ${team}.`,
  },

  /** Before a telephone number, and before an address. */
  contact: { call: 'Anrufen:', write: 'E-Mail an' },

  turnedAway: {
    text: 'Wir klingeln, sobald Sie hereinkommen können. Das kann jederzeit sein: Lassen Sie diese Seite offen.',
    askIn: (left) => `In ${left} können Sie noch einmal fragen.`,
    ask: 'Noch einmal fragen',
  },

  nobodyLetsIn: {
    title: 'Im Moment kann Sie niemand hereinlassen.',
    text: (team) => `Bitte wenden Sie sich an ${team}. Sobald jemand für Sie da ist, geht es hier von selbst weiter.`,
  },

  onHold: {
    title: 'Bitte warten Sie kurz',
    text: (who) => `${who} lässt Sie kurz warten und holt Sie dann zurück. Bitte lassen Sie diese Seite offen.`,
    private: 'Niemand kann Sie jetzt sehen oder hören, und Sie können die anderen nicht sehen oder hören.',
  },
  exitScreen: {
    left: 'Sie haben das Gespräch verlassen',
    ended: 'Das Gespräch ist beendet',
    lost: 'Die Verbindung ging verloren',
    lostText: 'Diese Seite war eine Weile nicht erreichbar, deshalb haben Sie das Gespräch verlassen.',
    lasted: (how) => `Dauer Ihrer Teilnahme: ${how}.`,
    rejoin: 'Wieder teilnehmen',
    return: 'Zurück',
    thanks: 'Vielen Dank.',
    off: 'Ihre Kamera und Ihr Mikrofon sind aus.',
    mayClose: 'Sie können diese Seite schließen.',
    mayReturn: 'Das Gespräch ist noch offen.',
    mayReturnEnded: 'Noch nicht fertig?',
  },
  askedToUnmute: {
    title: { microphone: 'Ihr Mikrofon einschalten?', camera: 'Ihre Kamera einschalten?' },
    text: 'Darum bittet die Seite, in der dieses Gespräch steht. Ohne Ihr Ja wird nichts eingeschaltet.',
    yes: { microphone: 'Mikrofon einschalten', camera: 'Kamera einschalten' },
  },
  rating: {
    title: 'Wie war die Verbindung?',
    good: 'Gut',
    fair: 'Mittel',
    poor: 'Schlecht',
    thanks: 'Vielen Dank.',
    note: 'Ihr Name steht nicht bei der Antwort.',
  },

  ...deCall,
  captions: deCaptions,
  check: deCheck,
  devices: deDevices,
  door: deDoor,
  elsewhere: deElsewhere,
  help: deHelp,
  hosts: deHosts,
  link: deLink,
  otherBrowser: deOtherBrowser,
  payments: dePayments,
  plugins: import.meta.glob('../../../plugins/*/words/later/de.ts', { eager: true, import: 'words' }),
  resilience: deResilience,
  safety: deSafety,
  stage: deStage,
  told: deTold,
}
