import type { LaterWords } from '../../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const deHelp: LaterWords['help'] = {
  tell: (host) => `Sagen Sie ${host}, was nicht geht`,
  troubles: {
    hear: 'Ich höre Sie nicht',
    see: 'Ich sehe Sie nicht',
    heard: 'Sie hören mich nicht',
    seen: 'Sie sehen mich nicht',
    other: 'Etwas anderes',
  },
  reads: (host) => `${host} sieht es sofort auf dem Bildschirm.`,
  read: (host) => `${host} liest es jetzt.`,
  unheard: 'Das kam nicht an. Bitte sagen Sie es auf anderem Weg.',
  answer: 'Antworten',
  both: {
    on: (name) => `Bei ${name} sind Mikrofon und Kamera an`,
    off: (name) => `Bei ${name} sind Mikrofon und Kamera aus`,
  },
  devices: (name, devices) => `${name}: ${devices}`,
  sendTo: (name) => `An ${name} senden:`,
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
