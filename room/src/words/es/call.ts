import type { Words } from '../words.ts'

export const list = (names: readonly string[]) =>
  Intl.ListFormat ? new Intl.ListFormat('es', { type: 'conjunction' }).format(names) : names.join(', ')

export const esCall: Pick<Words, 'call' | 'people' | 'menu'> = {
  call: {
    title: (names) => (names.length > 0 ? `Llamada con ${list(names)}` : 'Llamada'),
    controls: 'Controles',
    tiles: 'Personas en la llamada',
    alone: 'Todavía no hay nadie más',
    anybody: 'Quien entre aparecerá aquí.',
    stay: 'Por favor, mantenga abierta esta página.',
    invite: 'Invitar a alguien más',
    expected: (names) => `${list(names)} ${names.length === 1 ? 'aparecerá' : 'aparecerán'} aquí.`,
    joined: (name) => `${name} ha entrado.`,
    left: (name) => `${name} ha salido.`,
    mute: 'Silen\u00adciar',
    unmute: 'Acti\u00advar',
    microphone: 'micrófono',
    stopVideo: 'Apa\u00adgar vídeo',
    startVideo: 'Acti\u00advar vídeo',
    people: 'Per\u00adsonas',
    peopleCount: (n) => `Per\u00adsonas, ${n} en la llamada`,
    raiseHand: 'Levantar la mano',
    lowerHand: 'Bajar la mano',
    handRaised: 'Mano levantada',
    raisedHand: (name) => `${name} ha levantado la mano.`,
    menu: 'Menú',
    more: 'Más',
    moreCount: (n) => `Más, ${n} nuevos`,
    moreNotices: (n) => `${n} más`,
    choose: { microphone: 'Elegir micrófono', camera: 'Elegir cámara' },
    end: 'Terminar llamada',
    endTitle: '¿Salir de la llamada o terminarla?',
    leaveText: (names) =>
      names.length > 0
        ? `${list(names)} ${names.length === 1 ? 'sigue' : 'siguen'} en la llamada.`
        : 'Puede volver con el mismo enlace.',
    endForEveryone: 'Terminar para todos',
    endForEveryoneText: (others) =>
      others === 1 ? 'La llamada termina para los dos.' : 'La llamada termina para todos en el acto.',
    microphoneOff: 'Micrófono apagado',
    cameraOff: 'Cámara apagada',
    speaking: 'Está hablando',
    onHold: 'En espera',
    line: {
      connecting: 'Conectando…',
      interrupted: 'Conexión interrumpida. Volviendo a conectar…',
      failed: 'Sin conexión. Intentándolo de nuevo…',
    },
    screenOf: (name) => `Pantalla de ${name}`,
    playingStopped: 'Su navegador ha detenido el sonido o la imagen.',
    playAgain: 'Reproducir sonido e imagen',
    pluginFailed: 'No se pudo cargar una parte de la llamada.',
    tryAgain: 'Intentar de nuevo',
  },

  people: {
    title: 'Personas',
  },

  menu: {
    help: 'Ayuda',
  },
}
