import type { Words } from '../words.ts'
import { esCall, list } from './call.ts'
import { esCheck } from './check.ts'
import { esDevices } from './devices.ts'
import { esDoor } from './door.ts'
import { esElsewhere } from './elsewhere.ts'
import { esHelp } from './help.ts'
import { esHosts, esTold } from './hosts.ts'
import { esResilience } from './resilience.ts'
import { esStage } from './stage.ts'

const rules = new Intl.PluralRules('es')
const count = (one: string, other: string) => (n: number) => `${n} ${rules.select(n) === 'one' ? one : other}`

/** Every word that a person reads, in Spanish as it is understood on both sides of the Atlantic. */
export const es: Words = {
  language: 'Idioma',
  large: 'Texto y botones más grandes',
  list,
  units: {
    days: count('día', 'días'),
    hours: count('hora', 'horas'),
    minutes: count('minuto', 'minutos'),
    seconds: count('segundo', 'segundos'),
    together: (parts) => parts.join(' y '),
    underAMinute: 'menos de un minuto',
    shortMinutes: (minutes) => `${minutes} min`,
    shortHours: (hours, minutes) => `${hours} h y ${minutes} min`,
  },
  you: 'Usted',
  someone: 'Alguien',
  close: 'Cerrar',
  exit: 'Salir',

  booked: {
    today: 'Hoy',
    at: (day, time) => `${day}, ${time}`,
    zone: (zone) => `en su zona horaria (${zone})`,
  },
  meeting: {
    title: 'Va a hablar con',
    host: 'Su visitante',
    guest: (team) => `Alguien de ${team}`,
    more: (n) => `y ${n} más`,
    presence: {
      'not-here': 'todavía no ha llegado',
      away: 'no está en la sala en este momento',
      waits: 'está en la sala de espera',
      here: 'ya está aquí',
    },
  },

  connection: 'Conexión',
  offline: 'Ahora mismo no hay conexión. Volviendo a conectar…',
  offlineInCall: 'Volviendo a conectar… Puede seguir hablando.',
  crowded: 'Un momento: está entrando mucha gente…',
  restoring: 'Se está restableciendo la conexión con la consulta…',
  restoringInCall: 'Se está restableciendo la conexión con la consulta… Puede seguir hablando.',
  undone: 'No hemos podido hacer lo que acaba de pedir. Inténtelo de nuevo.',
  untold: {
    left: 'Ha salido. Avisaremos a los demás en cuanto vuelva la conexión.',
    ended: 'Ha salido. La llamada terminará para los demás en cuanto vuelva la conexión. No cierre esta página.',
  },
  backOnline: 'Conexión recuperada.',
  loading: 'Un momento…',
  broken: {
    title: 'Esta página no se cargó por completo',
    text: 'Quizá la conexión se perdió un momento. Vuelva a cargar la página, por favor; su lugar se conserva.',
    button: 'Volver a cargar',
  },

  precall: {
    title: '¿Todo listo para la llamada?',
    titleStart: '¿Todo listo para empezar?',
    titleMove: '¿Traer la llamada aquí?',
    titleAlmost: 'Ya casi está',
    name: 'Su nombre',
    nameHint: (name) => (name ? `Para que ${name} sepa quién es usted.` : 'Para que los demás sepan quién es usted.'),
    nameMissing: 'Escriba su nombre, por favor.',
    join: 'Unirse',
    start: 'Iniciar la llamada',
    moveHere: 'Traer la llamada aquí',
    joining: 'Un momento…',
    check: 'Nadie puede verle ni oírle todavía.',
    allOff: 'Se unirá con la cámara y el micrófono apagados.',
    joinWithout: {
      both: 'Unirse sin cámara ni micrófono',
      camera: 'Unirse sin cámara',
      microphone: 'Unirse sin micrófono',
    },
    settings: 'Cámara y sonido',
    without: {
      both: 'Podrá ver, oír y escribir a todos.',
      camera: 'Puede unirse solo con sonido.',
      microphone: 'Los demás le verán y usted podrá escribirles.',
    },
  },

  waiting: {
    title: 'Está en la sala de espera',
    started: (name) => `${name} le hará pasar pronto`,
    first: 'No hay nadie antes que usted.',
    next: 'Usted es la siguiente persona.',
    ahead: (n) => (n === 1 ? 'Una persona va antes que usted.' : `${n} personas van antes que usted.`),
    keepOpen: 'Sonará un timbre cuando sea su turno. Mantenga abierta esta página.',
    free: 'Mientras tanto, puede hacer otra cosa.',
    since: (time) => `En la sala de espera desde las ${time}`,
    message: (team) => `Un mensaje de ${team}`,
    turnedAway: (who) => `${who} necesita un poco más de tiempo`,
    back: 'De vuelta en la sala de espera por un momento',
    knocked: 'Ha vuelto a preguntar.',
    leaveTitle: '¿Salir de la sala de espera?',
    leaveText: 'Puede volver con el mismo enlace, pero perdería su turno.',
    stay: 'Seguir esperando',
    selfView: 'Nadie puede verle ni oírle ahora.',
  },

  ...esCall,
  hosts: esHosts,
  stage: esStage,
  told: esTold,

  problems: {
    'wrong-phase': 'Eso no es posible en este momento. La página muestra dónde está usted.',
    'too-soon': 'Fue un poco pronto. Espere un momento e inténtelo de nuevo, por favor.',
    'link-used-elsewhere': 'Este enlace pertenece a otro navegador. Continúe allí, por favor.',
    'not-allowed': 'Solo un anfitrión puede hacer eso.',
    'plugin-off': 'En esta llamada no está disponible.',
    'session-over': 'La hora reservada ya pasó.',
    'session-cancelled': 'Esta cita se ha cancelado.',
    'too-many-requests': 'Fueron demasiadas cosas a la vez. Espere un momento e inténtelo de nuevo, por favor.',
    'invalid-request': 'No se pudo usar. Revise lo que escribió e inténtelo de nuevo, por favor.',
    conflict: 'No queda ningún lugar. Retire primero a alguien, por favor.',
    unavailable: 'Ahora mismo no hay conexión. Inténtelo de nuevo, por favor; su lugar se conserva.',
  },
  problem: (code) => `No ha funcionado. Inténtelo de nuevo, por favor. (${code})`,

  check: esCheck,
  devices: esDevices,
  door: esDoor,
  help: esHelp,
  plugins: import.meta.glob('../../plugins/*/words/es.ts', { eager: true, import: 'words' }),
  resilience: esResilience,
  elsewhere: esElsewhere,
}

globalThis.anteroomWords = es
