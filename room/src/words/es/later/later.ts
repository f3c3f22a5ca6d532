import type { LaterWords } from '../../words.ts'
import { esCall } from './call.ts'
import { esCheck } from './check.ts'
import { esDevices } from './devices.ts'
import { esDoor } from './door.ts'
import { esElsewhere } from './elsewhere.ts'
import { esHelp } from './help.ts'
import { esHosts, esTold } from './hosts.ts'
import { esLink, esOtherBrowser } from './link.ts'
import { esPayments } from './payments.ts'
import { esResilience } from './resilience.ts'
import { esCaptions, esSafety, esStage } from './stage.ts'

/** What is read in the parts that are fetched later, in Spanish. */
export const esLater: LaterWords = {
  roles: { HOST: 'Anfitrión', GUEST: 'Invitado', PARTICIPANT: 'Participante' },
  understood: 'Entendido',
  cancel: 'Cancelar',
  booked: {
    title: 'Cita',
    was: 'La cita era',
  },

  notice: {
    unknown: {
      title: 'No encontramos su cita',
      text: 'Compruebe que ha copiado el enlace completo de su mensaje.',
      way: (team) => `Si está completo, pida un enlace nuevo a ${team || 'la consulta que se lo envió'}.`,
    },
    ended: {
      title: 'Esta visita ha terminado',
      text: 'Para proteger su privacidad, esta página ha olvidado su enlace.',
      way: () => 'Para volver, abra otra vez el enlace de su mensaje.',
    },
    removed: {
      title: 'Usted ya no participa en esta llamada',
      text: 'Su enlace ya no abre esta llamada.',
      way: (team) => `Si cree que es un error, póngase en contacto con ${team}.`,
    },
    cancelled: {
      title: 'Esta cita se ha cancelado',
      text: 'No hay ninguna llamada a esta hora.',
      way: (team) => `Si no lo esperaba o necesita una nueva cita, póngase en contacto con ${team}.`,
    },
    over: {
      title: 'Esta cita ha terminado',
      text: '',
      way: (team) => `Si no pudo asistir o necesita más tiempo, póngase en contacto con ${team}.`,
    },
    'used-elsewhere': {
      title: 'Abra el enlace en el dispositivo que usó primero',
      text: 'Para proteger su privacidad, su enlace solo se abre en el teléfono, la tableta o el ordenador donde lo usó primero, con el mismo navegador.',
      way: (team) => `Si no puede, pida un enlace nuevo a ${team}.`,
    },
    'taken-over': {
      title: 'Su llamada está abierta en otro lugar',
      text: 'Ha pasado a otro dispositivo.',
      way: () => 'Puede cerrar esta página o traer la llamada de vuelta aquí.',
    },
    useHere: 'Traer esta llamada aquí',
  },

  tooEarly: {
    title: 'Ha llegado temprano',
    opens: 'La sala se abre',
    opensIn: (left) => `dentro de ${left}`,
    opening: 'La sala se está abriendo…',
    goesOn: 'Mantenga abierta esta página: sonará un timbre cuando sea la hora y podrá unirse desde aquí.',
    help: (team) => `Si la hora no le conviene, póngase en contacto con ${team}.`,
  },

  /** Before a telephone number, and before an address. */
  contact: { call: 'Llamar al', write: 'Escribir a' },

  turnedAway: {
    text: 'Sonará un timbre en cuanto pueda pasar. Puede ser en cualquier momento: mantenga abierta esta página.',
    askIn: (left) => `Podrá volver a preguntar en ${left}.`,
    ask: 'Volver a preguntar',
  },

  nobodyLetsIn: {
    title: 'En este momento nadie puede dejarle entrar.',
    text: (team) => `Póngase en contacto con ${team}. En cuanto haya alguien para usted, esta página continuará sola.`,
  },

  onHold: {
    title: 'Está en espera',
    text: (who) => `${who} le pide que espere un momento y le hará volver. Por favor, mantenga abierta esta página.`,
    private: 'Ahora nadie puede verle ni oírle, y usted no puede ver ni oír a los demás.',
  },
  exitScreen: {
    left: 'Ha salido de la llamada',
    ended: 'La llamada ha terminado',
    lost: 'Se perdió la conexión',
    lostText: 'No pudimos comunicarnos con esta página durante un rato, por lo que usted salió de la llamada.',
    lasted: (how) => `Ha estado en la llamada ${how}.`,
    rejoin: 'Volver a unirse',
    return: 'Volver',
    thanks: 'Gracias.',
    off: 'Su cámara y su micrófono están apagados.',
    mayClose: 'Puede cerrar esta página.',
    mayReturn: 'La llamada sigue abierta.',
    mayReturnEnded: '¿Aún no han terminado?',
  },
  askedToUnmute: {
    title: { microphone: '¿Encender su micrófono?', camera: '¿Encender su cámara?' },
    text: 'Lo pide la página que rodea esta llamada. No se enciende nada si usted no lo acepta.',
    yes: { microphone: 'Encender micrófono', camera: 'Encender cámara' },
  },
  rating: {
    title: '¿Cómo fue la conexión?',
    good: 'Buena',
    fair: 'Regular',
    poor: 'Mala',
    thanks: 'Gracias.',
    note: 'Su respuesta no lleva su nombre.',
  },

  ...esCall,
  captions: esCaptions,
  check: esCheck,
  devices: esDevices,
  door: esDoor,
  elsewhere: esElsewhere,
  help: esHelp,
  hosts: esHosts,
  link: esLink,
  otherBrowser: esOtherBrowser,
  payments: esPayments,
  plugins: import.meta.glob('../../../plugins/*/words/later/es.ts', { eager: true, import: 'words' }),
  resilience: esResilience,
  safety: esSafety,
  stage: esStage,
  told: esTold,
}
