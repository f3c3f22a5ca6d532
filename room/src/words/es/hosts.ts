import type { Words } from '../words.ts'

export const esHosts: Words['hosts'] = {
  lock: 'Cerrar la sala',
  unlock: 'Abrir la sala',
  locked: 'La sala está cerrada.',
  unlocked: 'La sala vuelve a estar abierta.',
  lockedSign: 'Cerrada',
  lockedText: 'No entra nadie nuevo, a menos que un anfitrión le deje entrar.',

  more: (name) => `Más para ${name}`,
  makeHost: 'Hacer anfitrión',
  makeHostTitle: (name) => `¿Hacer anfitrión a ${name}?`,
  makeHostText:
    'Los anfitriones dejan entrar y salir a las personas, cierran la sala, invitan a otras y terminan la llamada para todos.',
  makeHostForGood: 'Seguirá siendo anfitrión, también cuando vuelva con su enlace.',
  isHostNow: (name) => `${name} tiene ahora el papel de anfitrión.`,
  madeHost: (by) => (by ? `${by} le ha dado el papel de anfitrión.` : 'Ahora tiene usted el papel de anfitrión.'),
  madeHostText: 'Puede dejar entrar a personas, silenciar a otras y terminar la llamada para todos.',
  unmadeHost: 'Ya no tiene usted el papel de anfitrión.',
  unmadeHostText: 'Sigue en la llamada como antes.',

  invite: 'Invitar',
  inviteTitle: 'Invitar a alguien a esta llamada',
  inviteName: 'Su nombre',
  inviteNameHint: 'Si lo deja vacío, se le preguntará al entrar.',
  inviteRole: 'Viene como',
  inviteRoles: {
    GUEST: 'espera hasta que un anfitrión le deje entrar',
    PARTICIPANT: 'entra directamente, como un intérprete',
    HOST: 'puede hacer lo mismo que usted',
  },
  guestWithoutWaiting: 'entra directamente',
  makeLink: 'Crear un enlace',
  linkTitle: (name) => (name ? `Enlace para ${name}` : 'El enlace para su invitado'),
  linkText: 'Este enlace es para una sola persona. Quien lo tenga puede entrar; déselo solo a ella.',
  linkReady: 'El enlace está listo.',
  inviteAnother: 'Invitar a alguien más',
  done: 'Listo',
}

export const esTold: Words['told'] = {
  letIn: 'Ya está en la llamada.',
  mayJoin: 'Es la hora. Ya puede unirse.',
  resumed: 'Está de nuevo en la llamada.',
  sentBack: 'Un anfitrión le ha enviado de vuelta a la sala de espera.',
  removed: (by) => `${by} le ha retirado de esta llamada`,
  endedBy: (name) => `${name} la terminó para todos. Su cámara y su micrófono están apagados.`,
  lockedTitle: 'La sala está cerrada',
  lockedText: (team) =>
    `La llamada está en curso y en este momento no entra nadie nuevo. ${team} ve que usted está aquí y puede dejarle entrar.`,
  lockedGoesOn: 'Cuando la sala vuelva a abrirse, esta página continuará por sí sola.',
}
