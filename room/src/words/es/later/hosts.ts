import type { LaterWords } from '../../words.ts'

export const esHosts: LaterWords['hosts'] = {
  lock: 'Cerrar la sala',
  unlock: 'Abrir la sala',
  lockedText: 'No entra nadie nuevo, a menos que un anfitrión le deje entrar.',
  makeHost: 'Hacer anfitrión',
  makeHostTitle: (name) => `¿Hacer anfitrión a ${name}?`,
  makeHostText:
    'Los anfitriones dejan entrar y salir a las personas, cierran la sala, invitan a otras y terminan la llamada para todos.',
  makeHostForGood: 'Seguirá siendo anfitrión, también cuando vuelva con su enlace.',
  isHostNow: (name) => `${name} tiene ahora el papel de anfitrión.`,
  madeHostText: 'Puede dejar entrar a personas, silenciar a otras y terminar la llamada para todos.',
  unmadeHostText: 'Sigue en la llamada como antes.',

  invite: 'Invitar',
  inviteTitle: 'Invitar a alguien a esta llamada',
  inviteName: 'Su nombre',
  inviteNameHint: 'Si lo deja vacío, se le preguntará al entrar.',
  inviteRole: 'Entra como',
  inviteRoles: {
    GUEST: 'Paciente o familiar',
    PARTICIPANT: 'Intérprete o cuidador',
    HOST: 'Colega',
  },
  inviteHints: {
    GUEST: 'Espera hasta que usted le deje entrar.',
    PARTICIPANT: 'Entra directamente.',
    HOST: 'Entra directamente, como anfitrión igual que usted.',
  },
  makeLink: 'Crear un enlace',
  linkTitle: (name) => (name ? `Enlace para ${name}` : 'El enlace para su invitado'),
  linkText: 'Este enlace es para una sola persona. Quien lo tenga puede entrar; déselo solo a ella.',
  linkReady: 'El enlace está listo.',
  inviteAnother: 'Invitar a alguien más',
  done: 'Listo',
}

export const esTold: LaterWords['told'] = {
  removed: (by) => `${by} le ha retirado de esta llamada`,
  lockedText: (team) =>
    `La llamada está en curso y en este momento no entra nadie nuevo. ${team} ve que usted está aquí y puede dejarle entrar.`,
  lockedGoesOn: 'Cuando la sala vuelva a abrirse, esta página continuará por sí sola.',
}
