import type { words as en } from './en.ts'

/** The words of showing a screen. */
export const words: typeof en = {
  key: 'Bildschirm teilen oder nicht mehr teilen',
  close: 'Schließen',
  newTab: 'In neuem Tab öffnen',
  share: 'Teilen',
  shareLong: 'des Bildschirms',
  stop: 'Nicht mehr teilen',
  sharing: 'Sie zeigen den anderen Ihren Bildschirm.',
  started: 'Sie zeigen Ihren Bildschirm.',
  stopped: 'Ihr Bildschirm wird nicht mehr gezeigt.',
  otherShares: 'Jemand zeigt schon einen Bildschirm. Ihrer erscheint daneben.',
  denied:
    'Der Browser hat es nicht erlaubt. Bitte sehen Sie in den Systemeinstellungen nach, ob er den Bildschirm aufnehmen darf.',
  framed:
    'Die Seite um dieses Gespräch herum lässt Sie Ihren Bildschirm nicht zeigen. In einem eigenen Tab können Sie es.',
  failed: 'Der Bildschirm konnte nicht gezeigt werden. Bitte versuchen Sie es noch einmal.',
}
