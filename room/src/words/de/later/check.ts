import type { LaterWords } from '../../words.ts'

const seeAbove = 'Was Sie tun können, steht oben.'

export const deCheck: LaterWords['check'] = {
  good: 'Keine Probleme gefunden',
  weak: 'Ihre Verbindung ist schwach',
  soundOnly: 'Ihre Verbindung reicht nur für Ton',
  noServer: 'Wir sind von hier aus kaum zu erreichen',
  noWay: 'Ihr Netz lässt das Gespräch vielleicht nicht zu',
  hardWay: 'Ihr Netz erschwert das Gespräch vielleicht',
  noBrowser: 'Dieser Browser kann keine Videogespräche',
  noCamera: 'Ihre Kamera ist nicht bereit',
  noMicrophone: 'Ihr Mikrofon ist nicht bereit',
  noDevices: 'Kamera und Mikrofon sind nicht bereit',
  again: 'Noch einmal prüfen',
  details: 'Technische Angaben',
  looking: 'Einen Moment …',
  notKnown: 'Nicht bekannt.',

  suggest: {
    title: 'Nur mit Ton teilnehmen?',
    text: 'Ihre Leitung ist im Moment langsam. Ohne Ihr Bild sind Sie viel besser zu hören.',
    button: 'Meine Kamera ausschalten',
    done: 'Ihre Kamera ist aus. Sie können sie jederzeit einschalten.',
  },

  parts: {
    browser: {
      name: 'Ihr Browser',
      ok: 'Kann Videogespräche.',
      insecure: 'Diese Seite ist nicht sicher, deshalb geht keine Kamera. Bitte sagen Sie der Praxis Bescheid.',
      'no-webrtc': 'Kann keine Videogespräche. Bitte nehmen Sie einen anderen Browser oder ein anderes Gerät.',
      'no-devices':
        'Kann Kamera und Mikrofon nicht benutzen. Bitte öffnen Sie Ihren Link in Chrome, Edge, Firefox oder Safari.',
    },
    camera: {
      name: 'Kamera',
      ok: 'Funktioniert.',
      off: 'Ausgeschaltet.',
      asking: 'Ihr Browser fragt, ob sie benutzt werden darf. Bitte wählen Sie „Zulassen“ oder „Erlauben“.',
      still: 'Zeigt kein Bild. Ist sie verdeckt, oder benutzt sie ein anderes Programm?',
      problem: `Kann nicht benutzt werden. ${seeAbove}`,
    },
    microphone: {
      name: 'Mikrofon',
      ok: 'Sie sind zu hören.',
      off: 'Ausgeschaltet.',
      asking: 'Ihr Browser fragt, ob es benutzt werden darf. Bitte wählen Sie „Zulassen“ oder „Erlauben“.',
      unheard: 'Ist an. Noch ist nichts zu hören: Bitte sagen Sie etwas.',
      silenced: 'Wird von Ihrem Gerät stumm gehalten. Gibt es daran oder am Headset einen Schalter?',
      problem: `Kann nicht benutzt werden. ${seeAbove}`,
    },
    speaker: {
      name: 'Lautsprecher',
      ok: 'Sie haben den Test gehört.',
      untested: 'Noch nicht probiert.',
      unheard: 'Sie haben nichts gehört. Stellen Sie lauter oder wählen Sie oben einen anderen Lautsprecher.',
      play: 'Ton abspielen',
      heard: 'Ich habe ihn gehört',
      notHeard: 'Ich habe nichts gehört',
    },
    reachability: {
      name: 'Netz',
      ok: 'Lässt das Gespräch durch.',
      'slow-server': 'Lässt das Gespräch durch. Wir sind nur auf dem langsameren Weg zu erreichen, das genügt aber.',
      'no-udp':
        'Lässt das Gespräch nur auf einem langsamen Weg durch. Ein anderes Netz, etwa das Ihres Telefons, ist vielleicht besser.',
      'no-relay':
        'Eine Hilfe für schwierige Netze ist nicht zu erreichen. Wenn das Gespräch nicht klappt, versuchen Sie ein anderes Netz.',
      'no-way': 'Sperrt anscheinend Ton und Bild. Versuchen Sie ein anderes Netz, etwa das Ihres Telefons, ohne VPN.',
      'no-server': 'Wir sind kaum zu erreichen. Prüfen Sie, ob Sie online sind, oder versuchen Sie ein anderes Netz.',
      ways: 'Wege durch das Netz',
      works: 'geht',
      reached: 'antwortet',
      blocked: 'gesperrt',
      notTried: 'nicht versucht',
    },
    bandwidth: {
      name: 'Geschwindigkeit',
      ok: 'Genug für Bild und Ton.',
      weak: 'Genug für Ton; Bilder können zeitweise stehen bleiben. Gehen Sie näher an Ihren Router oder schließen Sie andere Programme.',
      'sound-only': 'Genug nur für Ton. Gehen Sie näher an Ihren Router oder schließen Sie andere Programme.',
      rates: (up, down) => `Senden ${up}, Empfangen ${down} Mbit/s`,
    },
  },

  ways: {
    websocket: 'Zu uns, der schnelle Weg',
    'long-polling': 'Zu uns, der langsamere Weg',
    direct: 'Direkt zwischen Browsern',
    reflexive: 'Durch Ihren Router',
    'turn-udp': 'Über eine Vermittlung',
    'turn-tcp': 'Über eine Vermittlung, mit TCP',
    'turn-tls': 'Über eine Vermittlung, verschlüsselt wie Webseiten',
  },
}
