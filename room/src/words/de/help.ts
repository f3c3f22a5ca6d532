import type { Words } from '../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const deHelp: Words['help'] = {
  tell: (host) => `Sagen Sie ${host}, was nicht geht`,
  troubles: { hear: 'Ich höre Sie nicht', see: 'Ich sehe Sie nicht', other: 'Etwas anderes' },
  read: (host) => `${host} liest es jetzt.`,
  unheard: 'Das kam nicht an. Bitte sagen Sie es auf anderem Weg.',
  asks: {
    hear: (name) => `${name} hört Sie nicht`,
    see: (name) => `${name} sieht Sie nicht`,
    other: (name) => `${name} braucht Hilfe`,
  },
  microphone: { on: 'Mikrofon an', off: 'Mikrofon aus', failed: 'Mikrofon geht nicht' },
  camera: { on: 'Kamera an', off: 'Kamera aus', failed: 'Kamera geht nicht' },
  answer: 'Antworten',
  answers: {
    speaker: 'Prüfen Sie Ihren Lautsprecher',
    volume: 'Machen Sie lauter',
    unmute: 'Drücken Sie auf „Ton an“',
    video: 'Schalten Sie Ihre Kamera ein',
    reload: 'Laden Sie die Seite neu',
    chat: 'Schreiben Sie in den Chat',
  },
  answered: (host, answer) => `${host}: ${answer}`,
}
