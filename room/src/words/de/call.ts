import type { Words } from '../words.ts'

export const list = (names: readonly string[]) =>
  Intl.ListFormat ? new Intl.ListFormat('de', { type: 'conjunction' }).format(names) : names.join(', ')

export const deCall: Pick<Words, 'call' | 'people' | 'menu'> = {
  call: {
    title: (names) => (names.length > 0 ? `Gespräch mit ${list(names)}` : 'Gespräch'),
    controls: 'Bedienung',
    tiles: 'Personen im Gespräch',
    alone: 'Noch ist niemand sonst da',
    anybody: 'Wer dazukommt, erscheint hier.',
    stay: 'Bitte lassen Sie diese Seite offen.',
    invite: 'Noch jemanden einladen',
    expected: (names) => `${list(names)} ${names.length === 1 ? 'erscheint' : 'erscheinen'} hier.`,
    joined: (name) => `${name} ist dazugekommen.`,
    left: (name) => `${name} ist gegangen.`,
    mute: 'Ton aus',
    unmute: 'Ton an',
    microphone: 'Mikrofon',
    stopVideo: 'Video aus',
    startVideo: 'Video an',
    people: 'Per\u00adsonen',
    peopleCount: (n) => `Per\u00adsonen, ${n} im Gespräch`,
    raiseHand: 'Hand heben',
    lowerHand: 'Hand senken',
    handRaised: 'Hand gehoben',
    raisedHand: (name) => `${name} hat die Hand gehoben.`,
    menu: 'Menü',
    more: 'Mehr',
    moreCount: (n) => `Mehr, ${n} neu`,
    moreNotices: (n) => `${n} weitere`,
    choose: { microphone: 'Mikrofon wählen', camera: 'Kamera wählen' },
    end: 'Beenden',
    endTitle: 'Gespräch verlassen oder beenden?',
    leaveText: (names) =>
      names.length > 0
        ? `${list(names)} ${names.length === 1 ? 'bleibt' : 'bleiben'} im Gespräch.`
        : 'Über denselben Link kommen Sie zurück.',
    endForEveryone: 'Für alle beenden',
    endForEveryoneText: (others) =>
      others === 1 ? 'Das Gespräch endet für Sie beide.' : 'Das Gespräch endet sofort für alle.',
    microphoneOff: 'Mikrofon aus',
    cameraOff: 'Kamera aus',
    speaking: 'Spricht',
    onHold: 'Wartet kurz',
    line: {
      connecting: 'Wird verbunden …',
      interrupted: 'Unterbrochen. Wird neu verbunden …',
      failed: 'Keine Verbindung. Neuer Versuch …',
    },
    screenOf: (name) => `Bildschirm von ${name}`,
    playingStopped: 'Ihr Browser hat Ton oder Bild angehalten.',
    playAgain: 'Ton und Bild abspielen',
    pluginFailed: 'Ein Teil des Gesprächs konnte nicht geladen werden.',
    tryAgain: 'Noch einmal versuchen',
  },

  people: {
    title: 'Personen',
  },

  menu: {
    help: 'Hilfe',
  },
}
