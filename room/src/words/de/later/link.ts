import type { LaterWords } from '../../words.ts'

export const deLink: LaterWords['link'] = {
  copy: 'Link kopieren',
  copied: 'Kopiert',
  copiedLong: 'Der Link ist kopiert.',
  copyByHand: 'Er konnte nicht kopiert werden. Der Link ist unten markiert: Bitte kopieren Sie ihn von Hand.',
  share: 'Link teilen',
  code: 'Code mit dem Link, zum Scannen mit einer Kamera',
}

export const deOtherBrowser: LaterWords['otherBrowser'] = {
  title: 'Bitte öffnen Sie diese Seite in einem anderen Browser',
  text: 'Kamera und Mikrofon funktionieren hier nicht, wie in vielen Apps für E-Mails oder Nachrichten.',
  browser: { apple: 'Safari', others: 'Chrome' },
  menu: (browser) =>
    `Oder suchen Sie ein Menü, oft drei Punkte, und wählen Sie „In ${browser} öffnen“ oder „Im Browser öffnen“.`,
  scan: 'Scannen Sie diesen Code mit der Kamera eines anderen Handys oder Tablets. Dort öffnet sich dann diese Seite.',
  elsewhere: 'Ein anderes Gerät benutzen',
  insecureTitle: 'Kamera und Mikrofon funktionieren hier nicht',
  insecureText:
    'Browser erlauben sie nur auf Seiten, deren Adresse mit „https“ beginnt. Bitte sagen Sie der Praxis Bescheid.',
  goOn: 'Ohne Kamera und Mikrofon weiter',
  goOnText: 'Wenn Sie hier weitermachen, sehen und hören Sie die anderen und können ihnen schreiben.',
  noCalls: {
    title: 'Dieser Browser kann keine Videogespräche',
    text: 'Vielleicht hat eine Einstellung oder Erweiterung sie ausgeschaltet.',
    steps: (browser) => [
      'Kopieren Sie Ihren Link.',
      `Öffnen Sie ${browser} und setzen Sie den Link in das Adressfeld ein.`,
    ],
    lockdownTitle: 'Der Blockierungsmodus lässt keine Gespräche zu',
    lockdownText: 'So erlauben Sie sie für diese Website:',
    lockdownSteps: {
      ios: [
        'Öffnen Sie das Seitenmenü neben der Adresse.',
        'Tippen Sie auf die drei Punkte, dann auf „Website-Einstellungen“.',
        'Schalten Sie „Blockierungsmodus“ aus. Überall sonst bleibt er an.',
      ],
      mac: [
        'Wählen Sie im Menü „Safari“ „Einstellungen für diese Website …“.',
        'Schalten Sie „Blockierungsmodus aktivieren“ aus. Überall sonst bleibt er an.',
      ],
      app: [
        'Öffnen Sie die App „Einstellungen“, dann „Datenschutz & Sicherheit“.',
        'Tippen Sie auf „Blockierungsmodus“, dann auf „Surfen im Internet konfigurieren“.',
        'Schalten Sie die App aus, in der Sie dies lesen.',
      ],
    },
    goOn: 'Hier warten',
    goOnText: (team) => `${team} kann Ihnen hier schreiben.`,
  },
  failedTitle: 'Das Gespräch hat nicht begonnen',
  failedText:
    'Ihr Browser konnte das Gespräch nicht beginnen. Oft hilft es, die Seite neu zu laden; Ihr Platz bleibt Ihnen.',
}
