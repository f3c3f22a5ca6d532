import type { LaterWords } from '../../words.ts'

/** The words for what goes wrong with sound and picture in a call, and is put right again. */
export const deResilience: LaterWords['resilience'] = {
  ownVideoPaused: 'Ihr Video ist wegen einer schwachen Verbindung angehalten.',
  ownVideoPausedText: 'Die anderen hören Sie weiterhin. Das Video kommt von selbst zurück.',
  ownInterrupted: 'Ihr Gerät hat Kamera oder Mikrofon angehalten.',
  ownInterruptedText: 'Vielleicht benutzt sie gerade ein Anruf oder eine andere App.',
  resume: 'Kamera und Ton wieder einschalten',
  stillPaused: 'Immer noch nichts? Laden Sie die Seite neu; Ihr Platz bleibt Ihnen.',
  forgotten: 'Ihre Kamera und Ihr Mikrofon sind aus.',
  forgottenText: 'Diese Seite hat neu geladen, und Ihr Browser weiß nicht mehr, ob beide an waren.',
  turnBothOn: 'Beide einschalten',
  gone: (device, now) => `${device} ist nicht mehr da. Jetzt in Gebrauch: ${now}.`,
  back: (device) => `${device} ist wieder da und wird wieder benutzt.`,
  notStarted: (device, still) => `${device} ließ sich nicht starten. Weiter in Gebrauch: ${still}.`,
  someDevice: { microphone: 'Ihr Mikrofon', camera: 'Ihre Kamera' },
  anotherDevice: { microphone: 'ein anderes Mikrofon', camera: 'eine andere Kamera' },
}
