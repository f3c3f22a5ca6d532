import type { LaterWords } from '../../words.ts'

export const deStage: LaterWords['stage'] = {
  pin: 'Groß lassen',
  unpin: 'Nicht mehr groß',
  pinned: (name) => `${name} bleibt groß.`,
  unpinned: 'Die Bilder ordnen sich wieder von selbst.',
  of: (action, name) => `${action}: ${name}`,
  showWhole: 'Das ganze Bild zeigen',
  fillScreen: 'Bildschirm füllen',
  pictureInPicture: 'Kleines Fenster über anderen Programmen',
  leavePictureInPicture: 'Zurück ins Gespräch',
  pictureInPictureFailed: 'Das kleine Fenster ging nicht auf. Bitte versuchen Sie es noch einmal.',
  ownPicture: 'Mein Bild',
  hideSelf: 'Mein Bild ausblenden',
  selfHidden: 'Ihr Bild ist für Sie ausgeblendet. Die anderen sehen Sie weiterhin.',
  showSelf: 'Mir mein eigenes Bild zeigen',
  moveSelf: 'Mein Bild in die nächste Ecke schieben',
  ownWeak: 'Ihre Verbindung ist schwach.',
  ownWeakText: 'Ohne Video hören die anderen Sie besser.',
  screenComing: (name) => `Gleich sehen Sie den Bildschirm von ${name}…`,
  shortcuts: 'Tastenkürzel',
  shortcutsOn: 'Einzelne Tasten als Kürzel benutzen',
  shortcutsHint: 'Während Sie schreiben, tun sie nichts.',
  keyGroups: { own: 'Sie selbst', panels: 'Seitenleisten', view: 'Ansicht' },
  keys: {
    microphone: 'Mikrofon an oder aus',
    camera: 'Kamera an oder aus',
    hand: 'Hand heben oder senken',
    people: 'Personen',
    waiting: 'Wartezimmer',
    layout: 'Anordnung ändern',
    fullScreen: 'Vollbild',
    list: 'Tastenkürzel',
  },
}

export const deCaptions: LaterWords['captions'] = {
  title: 'Untertitel',
  hint: 'Auf diesem Gerät geschrieben, aus dem, was Sie hören. Kein Ton verlässt es, und nichts wird aufbewahrt.',
  unavailable: 'Dieser Browser kann auf diesem Gerät keine Untertitel schreiben. Chrome oder Edge am Computer kann es.',
  listening: 'Was die anderen sagen, erscheint hier.',
  fetching: 'Ihr Browser lädt, was er für Untertitel braucht. Das geschieht nur einmal.',
  off: 'Untertitel aus',
}

/** The words of the safety code. */
export const deSafety: LaterWords['safety'] = {
  button: 'Sicherheitscode',
  title: (name) => `Sicherheitscode mit ${name}`,
  text: (name) =>
    `Lesen Sie ihn einander vor: Sieht ${name} dieselben Zahlen, dann steht niemand zwischen Ihnen, der mithören oder zusehen könnte.`,
  differs: 'Wenn die Zahlen verschieden sind, beenden Sie das Gespräch und melden Sie sich auf anderem Weg.',
  none: 'Einen Code gibt es erst, wenn Sie miteinander verbunden sind.',
}
