import type { Words } from '../words.ts'

export const deLink: Words['link'] = {
  copy: 'Link kopieren',
  copied: 'Kopiert',
  copiedLong: 'Der Link ist kopiert.',
  copyByHand: 'Er konnte nicht kopiert werden. Der Link ist unten markiert: Bitte kopieren Sie ihn von Hand.',
  share: 'Link teilen',
  code: 'Code mit dem Link, zum Scannen mit einer Kamera',
}

export const deOtherBrowser: Words['otherBrowser'] = {
  title: 'Bitte öffnen Sie diese Seite in einem anderen Browser',
  text: 'Vielleicht haben Sie Ihren Link in einer App für E-Mails oder Nachrichten geöffnet. Kamera und Mikrofon funktionieren hier nicht.',
  browser: { apple: 'Safari', others: 'Chrome' },
  steps: (browser) => [
    `Suchen Sie auf diesem Bildschirm ein Menü, oft drei Punkte, und wählen Sie „In ${browser} öffnen“ oder „Im Browser öffnen“.`,
    `Wenn es keines gibt, kopieren Sie hier Ihren Link. Öffnen Sie ${browser} und setzen Sie den Link in das Adressfeld ein.`,
  ],
  scan: 'Oder scannen Sie den Code mit der Kamera eines anderen Telefons oder Tablets, das die Seite dann öffnet.',
  insecureTitle: 'Kamera und Mikrofon funktionieren hier nicht',
  insecureText:
    'Browser erlauben sie nur auf Seiten, deren Adresse mit „https“ beginnt. Bitte sagen Sie der Praxis Bescheid.',
  goOn: 'Ohne Kamera und Mikrofon weiter',
  goOnText: 'Sie sehen und hören die anderen und können ihnen schreiben.',
}
