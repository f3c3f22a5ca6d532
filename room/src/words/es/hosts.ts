import type { Words } from '../words.ts'

export const esHosts: Words['hosts'] = {
  locked: 'La sala está cerrada.',
  unlocked: 'La sala vuelve a estar abierta.',
  lockedSign: 'Cerrada',

  more: (name) => `Más para ${name}`,
  madeHost: (by) => (by ? `${by} le ha dado el papel de anfitrión.` : 'Ahora tiene usted el papel de anfitrión.'),
  unmadeHost: 'Ya no tiene usted el papel de anfitrión.',
}

export const esTold: Words['told'] = {
  letIn: 'Ya está en la llamada.',
  mayJoin: 'Es la hora. Ya puede unirse.',
  resumed: 'Está de nuevo en la llamada.',
  sentBack: (who) => `${who} le pide que espere aquí. Todo está bien: su llamada no ha terminado.`,
  endedBy: (name) => `${name} ha terminado la llamada.`,
  lockedTitle: 'La sala está cerrada',
}
