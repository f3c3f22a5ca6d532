import type { What, Where } from '../../en/later/devices.ts'
import type { LaterWords } from '../../words.ts'

const its = (what: What) =>
  ({ both: 'su cámara y su micrófono', camera: 'su cámara', microphone: 'su micrófono' })[what]
const Its = (what: What) => its(what).replace(/^s/, 'S')
const quoted = (what: What) => ({ both: '«Cámara» y «Micrófono»', camera: '«Cámara»', microphone: '«Micrófono»' })[what]

const tryAgain = 'Intentar de nuevo'
const tryAgainWith = (what: What) =>
  `${tryAgain}: ${{ both: 'cámara y micrófono', camera: 'cámara', microphone: 'micrófono' }[what]}`

const comeBack = (button: string) => ({
  tap: `Vuelva aquí y toque «${button}».`,
  select: `Vuelva aquí y haga clic en «${button}».`,
})

function allowSteps(what: What, { browser, system }: Where): string[] {
  if (system === 'ios' && browser === 'safari') {
    return [
      'Toque el menú de la página, al lado de la dirección.',
      'Toque los tres puntos, si los hay, y después «Ajustes del sitio web» o «Configuración del sitio web».',
      `Ponga ${quoted(what)} en «Permitir».`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'ios') {
    return [
      'Abra la app «Ajustes» o «Configuración» de su teléfono o tableta.',
      'Toque «Apps» y después el nombre de su navegador.',
      `Active ${quoted(what)}.`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'android') {
    return [
      'Toque el símbolo a la izquierda de la dirección.',
      'Toque «Permisos».',
      `Active ${quoted(what)}.`,
      comeBack(tryAgain).tap,
    ]
  }
  if (browser === 'firefox') {
    return [
      `Haga clic en ${what === 'microphone' ? 'el micrófono tachado' : 'la cámara tachada'} al lado de la dirección.`,
      'Haga clic en la cruz al lado de «Bloqueado».',
      `Vuelva aquí, haga clic en «${tryAgain}» y después en «Permitir».`,
    ]
  }
  if (browser === 'safari') {
    return [
      'En el menú «Safari», elija «Ajustes para este sitio web» o «Configuración de este sitio web».',
      `Ponga ${quoted(what)} en «Permitir».`,
      comeBack(tryAgain).select,
    ]
  }
  return [
    'Haga clic en el símbolo a la izquierda de la dirección.',
    `Active ${quoted(what)}.`,
    `Vuelva aquí. Si no ocurre nada, haga clic en «${tryAgain}».`,
  ]
}

function systemSteps(what: What, { system }: Where): string[] {
  if (system === 'mac') {
    return [
      'Abra «Ajustes del Sistema» o «Configuración del Sistema» y después «Privacidad y seguridad».',
      `Abra ${quoted(what)} y active su navegador.`,
      'Cierre su navegador, ábralo de nuevo y abra otra vez su enlace.',
    ]
  }
  if (system === 'windows') {
    return [
      'Abra «Configuración» y después «Privacidad y seguridad».',
      `Abra ${quoted(what)} y active el acceso, también el de las aplicaciones de escritorio.`,
      comeBack('Intentar de nuevo').select,
    ]
  }
  if (system === 'ios' || system === 'android') {
    return [
      'Abra la app «Ajustes» o «Configuración» y busque la lista de aplicaciones.',
      `Abra allí su navegador y permita ${quoted(what)}.`,
      comeBack('Intentar de nuevo').tap,
    ]
  }
  return [
    `Permita ${quoted(what)} para su navegador en los ajustes de su sistema.`,
    comeBack('Intentar de nuevo').select,
  ]
}

const goodBrowser = ({ system }: Where) => (system === 'ios' || system === 'mac' ? 'Safari' : 'Chrome, Edge o Firefox')
const them = (what: What) => ({ both: 'los', camera: 'la', microphone: 'lo' })[what]
const none = (): string[] => []

export const esDevices: LaterWords['devices'] = {
  camera: 'Cámara',
  speaker: 'Altavoz',
  problems: {
    denied: {
      title: (what) =>
        ({
          both: 'Su cámara y su micrófono están bloqueados',
          camera: 'Su cámara está bloqueada',
          microphone: 'Su micrófono está bloqueado',
        })[what],
      text: () => '',
      steps: allowSteps,
    },
    'denied-by-system': {
      title: (what) => `Su dispositivo no deja que el navegador use ${its(what)}`,
      text: () => 'Un ajuste de su ordenador o teléfono lo impide.',
      steps: systemSteps,
    },
    dismissed: {
      title: (what) =>
        ({
          both: 'Su cámara y su micrófono todavía no tienen permiso',
          camera: 'Su cámara todavía no tiene permiso',
          microphone: 'Su micrófono todavía no tiene permiso',
        })[what],
      text: () => 'Su navegador pidió permiso y la pregunta se cerró.',
      steps: () => [`Elija «${tryAgain}».`, 'Cuando su navegador pregunte, elija «Permitir».'],
    },
    missing: {
      title: (what) =>
        ({
          both: 'No se encontró ninguna cámara ni ningún micrófono',
          camera: 'No se encontró ninguna cámara',
          microphone: 'No se encontró ningún micrófono',
        })[what],
      text: (what) =>
        ({
          both: 'Si los tiene, conéctelos, por favor. Empezarán a usarse por sí solos.',
          camera: 'Si tiene una, conéctela, por favor. Empezará a usarse por sí sola.',
          microphone: 'Si tiene uno, conéctelo, por favor. Empezará a usarse por sí solo.',
        })[what],
      steps: none,
    },
    'in-use': {
      title: (what) => `No se ${what === 'both' ? 'pueden' : 'puede'} iniciar ${its(what)}`,
      text: (what) => `Quizá otro programa ${them(what)} esté usando, por ejemplo otra videollamada.`,
      steps: (what) => [
        `Cierre otros programas y pestañas que puedan estar usándo${them(what)}.`,
        'Después elija «Intentar de nuevo».',
      ],
    },
    insecure: {
      title: (what) => `${Its(what)} no se ${what === 'both' ? 'pueden' : 'puede'} usar en esta página`,
      text: () =>
        'Los navegadores solo lo permiten en páginas cuya dirección empieza por «https». Por favor, avise a la consulta.',
      steps: none,
    },
    framed: {
      title: (what) => `Esta página no puede usar ${its(what)}`,
      text: () => 'Se muestra dentro de otra página que no lo permite. Ábrala en su propia pestaña.',
      steps: none,
    },
    unsupported: {
      title: (what) => `Esta aplicación no puede usar ${its(what)}`,
      text: (_, where) =>
        `Quizá abrió el enlace dentro de una aplicación de correo o de mensajes. Por favor, ábralo en ${goodBrowser(where)}.`,
      steps: (_, where) => [
        'Copie el enlace con el botón de abajo.',
        `Abra ${goodBrowser(where)}.`,
        'Pegue el enlace en la barra de direcciones y ábralo.',
      ],
    },
    background: {
      title: () => 'No se puede desenfocar su fondo',
      text: () => 'Mientras tanto su cámara queda apagada, para que nadie vea lo que usted quería ocultar.',
      steps: none,
    },
    unknown: {
      title: (what) => `${Its(what)} no se ${what === 'both' ? 'iniciaron' : 'inició'}`,
      text: () => 'Intentarlo de nuevo suele ayudar; también cerrar el navegador y volver a abrir su enlace.',
      steps: none,
    },
  },
  tryAgain,
  tryAgainWith,
  newTab: 'Abrir en una pestaña nueva',
  noTab: '¿No se abrió nada? La página que rodea a esta no lo permite. Copie el enlace y ábralo en una pestaña propia.',
  noiseSuppression: 'Reducir el ruido de fondo',
  unnamed: (kind, n) => `${kind} ${n}`,
  systemSpeaker: 'El que elija el dispositivo',
  none: 'No se encontró ninguno',
  notAllowed: 'Se sabrá cuando dé permiso',
  testSpeaker: 'Probar el altavoz',
  testing: '¿Lo oye?',
  testHelp: 'Si no oye nada, suba el volumen o elija otro altavoz.',
  blur: 'Desenfocar mi fondo',
  blurHint: 'Los demás le ven a usted y no la habitación que hay detrás.',
  showUnblurred: 'Mostrarlo sin desenfoque',
}
