import type { LaterWords } from '../../words.ts'

const seeAbove = 'Arriba se explica qué puede hacer.'

export const esCheck: LaterWords['check'] = {
  good: 'No hemos encontrado problemas',
  weak: 'Su conexión es débil',
  soundOnly: 'Su conexión alcanza solo para sonido',
  noServer: 'Casi no se nos puede alcanzar desde aquí',
  noWay: 'Puede que su red bloquee la llamada',
  hardWay: 'Puede que su red dificulte la llamada',
  noBrowser: 'Este navegador no permite videollamadas',
  noCamera: 'Su cámara no está lista',
  noMicrophone: 'Su micrófono no está listo',
  noDevices: 'La cámara y el micrófono no están listos',
  again: 'Comprobar de nuevo',
  details: 'Datos técnicos',
  looking: 'Un momento…',
  notKnown: 'No se sabe.',

  suggest: {
    title: '¿Unirse solo con sonido?',
    text: 'Su conexión es lenta en este momento. Sin su imagen se le oirá mucho mejor.',
    button: 'Apagar mi cámara',
    done: 'Su cámara está apagada. Puede encenderla en cualquier momento.',
  },

  parts: {
    browser: {
      name: 'Navegador',
      ok: 'Permite videollamadas.',
      insecure: 'Esta página no es segura, por lo que no se puede usar la cámara. Por favor, avise a la consulta.',
      'no-webrtc': 'No puede hacer videollamadas. Use otro navegador u otro dispositivo, por favor.',
      'no-devices':
        'No puede usar la cámara ni el micrófono. Por favor, abra su enlace en Chrome, Edge, Firefox o Safari.',
    },
    camera: {
      name: 'Cámara',
      ok: 'Funciona.',
      off: 'Apagada.',
      asking: 'Su navegador pregunta si puede usarse. Elija «Permitir», por favor.',
      still: 'No da imagen. ¿Está tapada o la usa otro programa?',
      problem: `No se puede usar. ${seeAbove}`,
    },
    microphone: {
      name: 'Micrófono',
      ok: 'Se le oye.',
      off: 'Apagado.',
      asking: 'Su navegador pregunta si puede usarse. Elija «Permitir», por favor.',
      unheard: 'Está activado. Todavía no se oye nada: diga algo, por favor.',
      silenced: 'Su dispositivo lo mantiene en silencio. ¿Hay un interruptor en él o en los auriculares?',
      problem: `No se puede usar. ${seeAbove}`,
    },
    speaker: {
      name: 'Altavoz',
      ok: 'Usted oyó la prueba.',
      untested: 'Todavía sin probar.',
      unheard: 'No oyó nada. Suba el volumen o elija arriba otro altavoz.',
      play: 'Reproducir un sonido',
      heard: 'Lo oí',
      notHeard: 'No oí nada',
    },
    reachability: {
      name: 'Red',
      ok: 'Deja pasar la llamada.',
      'slow-server': 'Deja pasar la llamada. Solo se nos alcanza por la vía más lenta, pero es suficiente.',
      'no-udp': 'Deja pasar la llamada solo por una vía lenta. Otra red, como la de su teléfono, puede ser mejor.',
      'no-relay': 'No se alcanza una ayuda para redes difíciles. Si la llamada no funciona, pruebe con otra red.',
      'no-way': 'Parece bloquear el sonido y la imagen. Pruebe con otra red, como la de su teléfono, sin VPN.',
      'no-server': 'Casi no se nos puede alcanzar. Compruebe que tiene conexión o pruebe con otra red.',
      ways: 'Vías por la red',
      works: 'funciona',
      reached: 'responde',
      blocked: 'bloqueada',
      notTried: 'sin probar',
    },
    bandwidth: {
      name: 'Velocidad',
      ok: 'Suficiente para imagen y sonido.',
      weak: 'Suficiente para sonido; la imagen puede detenerse a veces. Acérquese a su router o cierre otros programas.',
      'sound-only': 'Suficiente solo para sonido. Acérquese a su router o cierre otros programas.',
      rates: (up, down) => `Envío ${up}, recepción ${down} Mbit/s`,
    },
  },

  ways: {
    websocket: 'Hasta nosotros, la vía rápida',
    'long-polling': 'Hasta nosotros, la vía más lenta',
    direct: 'Directamente entre navegadores',
    reflexive: 'A través de su router',
    'turn-udp': 'A través de un servidor intermedio',
    'turn-tcp': 'A través de un servidor intermedio, por TCP',
    'turn-tls': 'A través de un servidor intermedio, cifrado como las páginas web',
  },
}
