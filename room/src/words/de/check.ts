import type { Words } from '../words.ts'

export const deCheck: Words['check'] = {
  running: 'Ihre Verbindung wird geprüft …',

  findings: {
    'no-calls': 'Browser kann keine Gespräche',
    'sound-only': 'Nur Ton',
    'no-microphone': 'Kein Mikrofon',
    'no-devices': 'Keine Kamera, kein Mikrofon',
    'weak-line': 'Schwache Leitung',
    'no-relay': 'Vermittlung nicht erreicht',
    'no-way': 'Netz sperrt das Gespräch vielleicht',
  },
}
