import type { Words } from '../words.ts'

export const deCaptions: Words['captions'] = {
  title: 'Untertitel',
  hint: 'Auf diesem Gerät geschrieben, aus dem, was Sie hören. Kein Ton verlässt es, und nichts wird aufbewahrt.',
  unavailable: 'Dieser Browser kann auf diesem Gerät keine Untertitel schreiben. Chrome oder Edge am Computer kann es.',
  listening: 'Was die anderen sagen, erscheint hier.',
  fetching: 'Ihr Browser lädt, was er für Untertitel braucht. Das geschieht nur einmal.',
  off: 'Untertitel aus',
}
