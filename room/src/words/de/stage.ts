import type { Words } from '../words.ts'

export const deStage: Words['stage'] = {
  pin: 'Groß lassen',
  unpin: 'Nicht mehr groß',
  pinned: (name) => `${name} bleibt groß.`,
  unpinned: 'Die Bilder ordnen sich wieder von selbst.',
  of: (action, name) => `${action}: ${name}`,
  selfMenu: 'Mein Bild einstellen',
  showWhole: 'Das ganze Bild zeigen',
  fillScreen: 'Bildschirm füllen',
  pictureInPicture: 'Kleines Fenster über anderen Programmen',
  leavePictureInPicture: 'Zurück ins Gespräch',
  pictureInPictureFailed: 'Das kleine Fenster ging nicht auf. Bitte versuchen Sie es noch einmal.',
  frozen: 'Das Bild steht still. Bitte warten …',
  weak: 'Schwache Verbindung',
  'very-weak': 'Sehr schwache Verbindung',
  ownGood: 'Ihre Verbindung ist wieder gut.',
}
