import type { Words } from '../words.ts'

const rules = new Intl.PluralRules('de')
const isOne = (n: number) => rules.select(n) === 'one'
const people = (n: number) => (isOne(n) ? '1 Person wartet' : `${n} Personen warten`)

export const dePlugins: Words['plugins'] = {
  'waiting-room': {
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
  },
  chat: {
    title: 'Chat',
    control: 'Chat',
    controlCount: (n) => (n === 0 ? 'Chat' : `Chat, ${isOne(n) ? '1 neue Nachricht' : `${n} neue Nachrichten`}`),
    log: 'Nachrichten',
    empty: 'Noch keine Nachrichten.',
    label: 'Nachricht schreiben',
    send: 'Senden',
    alone: 'Noch ist niemand sonst da. Wer später kommt, sieht nicht, was Sie jetzt schreiben.',
    says: (name, text) => `${name} schreibt: ${text}`,
    left: (n) => `Noch ${n} Zeichen`,
    show: 'Anzeigen',
    opensNew: '(öffnet in einem neuen Tab)',
  },
  'screen-share': {
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
  },
}
