import type { Words } from '../words.ts'

export const deDevices: Words['devices'] = {
  microphone: 'Mikrofon',
  level: 'Wie laut Ihr Mikrofon ist',
  saySomething: 'Sagen Sie etwas: Der Balken bewegt sich.',
  heard: 'Ihr Mikrofon funktioniert.',
  micOff: 'Ihr Mikrofon ist aus.',
  micAsking: 'Ihr Browser fragt vielleicht nach dem Mikrofon: Bitte wählen Sie „Zulassen“ oder „Erlauben“.',
  cameraOff: 'Ihre Kamera ist aus',
  cameraAsking: 'Ihre Kamera startet …',
  cameraAskingText: 'Ihr Browser fragt vielleicht danach: Bitte wählen Sie „Zulassen“ oder „Erlauben“.',
  blurStarting: 'Ihr Hintergrund wird unscharf gestellt …',
  preview: 'Ihr Bild, wie im Spiegel',
}
