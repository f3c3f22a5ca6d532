import type { Words } from '../words.ts'

export const deStage: Words['stage'] = {
  selfMenu: 'Mein Bild einstellen',
  frozen: 'Das Bild steht still. Bitte warten …',
  weak: 'Schwache Leitung',
  ownGood: 'Ihre Verbindung ist wieder gut.',
}
