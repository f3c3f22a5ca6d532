import type { What, Where } from '../../en/later/devices.ts'
import type { LaterWords } from '../../words.ts'

const it = (what: What) => ({ both: 'Kamera und Mikrofon', camera: 'Kamera', microphone: 'Mikrofon' })[what]
const your = (what: What) =>
  ({ both: 'Ihre Kamera und Ihr Mikrofon', camera: 'Ihre Kamera', microphone: 'Ihr Mikrofon' })[what]
const are = (what: What) => (what === 'both' ? 'sind' : 'ist')
const quoted = (what: What) => (what === 'both' ? '„Kamera“ und „Mikrofon“' : `„${it(what)}“`)

const tryAgain = 'Noch einmal versuchen'
const tryAgainWith = (what: What) => `${tryAgain}: ${it(what)}`

const comeBack = (button: string) => ({
  tap: `Kommen Sie hierher zurück und tippen Sie auf „${button}“.`,
  select: `Kommen Sie hierher zurück und klicken Sie auf „${button}“.`,
})

function allowSteps(what: What, { browser, system }: Where): string[] {
  if (system === 'ios' && browser === 'safari') {
    return [
      'Tippen Sie auf das Symbol für das Seitenmenü neben der Adresse.',
      'Tippen Sie auf die drei Punkte, falls welche da sind, und dann auf „Website-Einstellungen“.',
      `Stellen Sie ${quoted(what)} auf „Erlauben“.`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'ios') {
    return [
      'Öffnen Sie die App „Einstellungen“ Ihres Telefons oder Tablets.',
      'Tippen Sie auf „Apps“ und dann auf den Namen Ihres Browsers.',
      `Schalten Sie ${quoted(what)} ein.`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'android') {
    return [
      'Tippen Sie auf das Symbol links neben der Adresse.',
      'Tippen Sie auf „Berechtigungen“.',
      `Schalten Sie ${quoted(what)} ein.`,
      comeBack(tryAgain).tap,
    ]
  }
  if (browser === 'firefox') {
    return [
      `Klicken Sie neben der Adresse auf ${what === 'microphone' ? 'das durchgestrichene Mikrofon' : 'die durchgestrichene Kamera'}.`,
      'Klicken Sie auf das Kreuz neben „Blockiert“.',
      `Kommen Sie hierher zurück und klicken Sie auf „${tryAgain}“ und dann auf „Erlauben“.`,
    ]
  }
  if (browser === 'safari') {
    return [
      'Wählen Sie im Menü „Safari“ den Eintrag „Einstellungen für diese Website“.',
      `Stellen Sie ${quoted(what)} auf „Erlauben“.`,
      comeBack(tryAgain).select,
    ]
  }
  return [
    'Klicken Sie auf das Symbol links neben der Adresse.',
    `Schalten Sie ${quoted(what)} ein.`,
    `Kommen Sie hierher zurück. Wenn nichts geschieht, klicken Sie auf „${tryAgain}“.`,
  ]
}

function systemSteps(what: What, { system }: Where): string[] {
  if (system === 'mac') {
    return [
      'Öffnen Sie die „Systemeinstellungen“ und dort „Datenschutz & Sicherheit“.',
      `Öffnen Sie ${quoted(what)} und schalten Sie Ihren Browser ein.`,
      'Schließen Sie Ihren Browser ganz, öffnen Sie ihn wieder und dann noch einmal Ihren Link.',
    ]
  }
  if (system === 'windows') {
    return [
      'Öffnen Sie die „Einstellungen“ und dort „Datenschutz und Sicherheit“.',
      `Öffnen Sie ${quoted(what)} und schalten Sie den Zugriff ein, auch den für Desktop-Apps.`,
      comeBack('Noch einmal versuchen').select,
    ]
  }
  if (system === 'ios' || system === 'android') {
    return [
      'Öffnen Sie die App „Einstellungen“ und dort die Liste der Apps.',
      `Öffnen Sie Ihren Browser und erlauben Sie ${quoted(what)}.`,
      comeBack('Noch einmal versuchen').tap,
    ]
  }
  return [
    `Erlauben Sie ${quoted(what)} für Ihren Browser in den Einstellungen Ihres Systems.`,
    comeBack('Noch einmal versuchen').select,
  ]
}

const goodBrowser = ({ system }: Where) =>
  system === 'ios' || system === 'mac' ? 'Safari' : 'Chrome, Edge oder Firefox'
const none = (): string[] => []

export const deDevices: LaterWords['devices'] = {
  camera: 'Kamera',
  speaker: 'Lautsprecher',
  problems: {
    denied: {
      title: (what) => `${your(what)} ${are(what)} blockiert`,
      text: () => '',
      steps: allowSteps,
    },
    'denied-by-system': {
      title: (what) => `${it(what)}: Ihr Gerät sperrt den Browser aus`,
      text: () => 'Eine Einstellung Ihres Computers oder Telefons verhindert den Zugriff.',
      steps: systemSteps,
    },
    dismissed: {
      title: (what) => `${your(what)} ${are(what)} noch nicht erlaubt`,
      text: () => 'Ihr Browser hat um Erlaubnis gefragt, und die Frage wurde geschlossen.',
      steps: () => [`Wählen Sie „${tryAgain}“.`, 'Wenn Ihr Browser fragt, wählen Sie „Zulassen“ oder „Erlauben“.'],
    },
    missing: {
      title: (what) =>
        ({
          both: 'Keine Kamera und kein Mikrofon gefunden',
          camera: 'Keine Kamera gefunden',
          microphone: 'Kein Mikrofon gefunden',
        })[what],
      text: (what) =>
        what === 'both'
          ? 'Wenn Sie beides haben, schließen Sie es bitte an. Es wird dann von selbst benutzt.'
          : `Wenn Sie ${what === 'camera' ? 'eine haben, schließen Sie sie' : 'eines haben, schließen Sie es'} bitte an. ${what === 'camera' ? 'Sie' : 'Es'} wird dann von selbst benutzt.`,
      steps: none,
    },
    'in-use': {
      title: (what) => `${your(what)} ${what === 'both' ? 'lassen' : 'lässt'} sich nicht starten`,
      text: (what) =>
        `Vielleicht benutzt gerade ein anderes Programm ${what === 'both' ? 'die Geräte' : 'das Gerät'}, etwa ein anderer Videoanruf.`,
      steps: (what) => [
        `Schließen Sie andere Programme und Tabs, die ${what === 'both' ? 'sie' : 'es'} benutzen könnten.`,
        'Wählen Sie dann „Noch einmal versuchen“.',
      ],
    },
    insecure: {
      title: (what) => `${it(what)}: auf dieser Seite nicht möglich`,
      text: () =>
        'Browser erlauben das nur auf Seiten, deren Adresse mit „https“ beginnt. Bitte sagen Sie der Praxis Bescheid.',
      steps: none,
    },
    framed: {
      title: (what) => `Diese Seite darf ${your(what)} nicht benutzen`,
      text: () =>
        'Sie wird in einer anderen Seite gezeigt, die es nicht erlaubt. Bitte öffnen Sie sie in einem eigenen Tab.',
      steps: none,
    },
    unsupported: {
      title: (what) => `Diese App kann ${your(what)} nicht benutzen`,
      text: (_, where) =>
        `Vielleicht haben Sie den Link in einer App für E-Mails oder Nachrichten geöffnet. Bitte öffnen Sie ihn in ${goodBrowser(where)}.`,
      steps: (_, where) => [
        'Kopieren Sie den Link mit der Schaltfläche unten.',
        `Öffnen Sie ${goodBrowser(where)}.`,
        'Setzen Sie den Link in das Adressfeld ein und öffnen Sie ihn.',
      ],
    },
    background: {
      title: () => 'Ihr Hintergrund lässt sich nicht unscharf stellen',
      text: () => 'Ihre Kamera bleibt solange aus, damit niemand sieht, was Sie verbergen wollten.',
      steps: none,
    },
    unknown: {
      title: (what) => `${your(what)} ${what === 'both' ? 'wurden' : 'wurde'} nicht gestartet`,
      text: () =>
        'Oft hilft es, es noch einmal zu versuchen oder den Browser zu schließen und den Link wieder zu öffnen.',
      steps: none,
    },
  },
  tryAgain,
  tryAgainWith,
  newTab: 'In neuem Tab öffnen',
  noTab:
    'Es ging nichts auf? Die Seite um diese herum erlaubt es nicht. Kopieren Sie den Link, und öffnen Sie ihn in einem eigenen Tab.',
  noiseSuppression: 'Hintergrundgeräusche verringern',
  unnamed: (kind, n) => `${kind} ${n}`,
  systemSpeaker: 'Wie am Gerät eingestellt',
  none: 'Nichts gefunden',
  notAllowed: 'Erst nach der Erlaubnis bekannt',
  testSpeaker: 'Lautsprecher testen',
  testing: 'Hören Sie etwas?',
  testHelp: 'Wenn Sie nichts hören, stellen Sie lauter oder wählen Sie einen anderen Lautsprecher.',
  blur: 'Hintergrund unscharf stellen',
  blurHint: 'Die anderen sehen Sie, aber nicht den Raum hinter Ihnen.',
  showUnblurred: 'Ohne Unschärfe zeigen',
}
