import type { Words } from '../words.ts'

const rules = new Intl.PluralRules('es')
const isOne = (n: number) => rules.select(n) === 'one'
const people = (n: number) => (isOne(n) ? '1 persona espera' : `${n} personas esperan`)

export const esPlugins: Words['plugins'] = {
  'waiting-room': {
    title: 'Sala de espera',
    control: 'En es\u00adpera',
    controlCount: (n) => `En es\u00adpera: ${n === 0 ? 'nadie' : people(n)}`,
    knocks: (name) => `${name} está en la sala de espera`,
    people,
    nobody: 'No espera nadie.',
    nobodyText: 'Quien llegue aparecerá aquí al instante, con un sonido.',
    sinceShort: (time) => `Espera: ${time}`,
    letIn: 'Dejar entrar',
    letInOne: (name) => `Dejar entrar a ${name}`,
    letAllIn: 'Dejar entrar a todos',
    notNow: 'Ahora no',
    notNowOne: (name) => `Ahora no: ${name}`,
    later: 'Ocultar este aviso',
    more: (n) => `y ${n} más`,
    message: 'Mensaje',
    messageTo: (name) => `Mensaje para ${name}`,
    messageHint: 'Aparece en su pantalla de espera.',
    send: 'Enviar',
    sent: 'Esto puede leerse en su pantalla:',
    takeAway: 'Retirar el mensaje',
    quiet: (name) => `Quitar el sonido de ${name}`,
    soundOff: 'Sin sonido',
    soundOn: 'Con sonido',
    loud: (name) => `Poner el sonido de ${name}`,
    away: 'Se perdió la conexión, su lugar se conserva',
  },
  chat: {
    title: 'Chat',
    control: 'Chat',
    controlCount: (n) => (n === 0 ? 'Chat' : `Chat, ${isOne(n) ? '1 mensaje nuevo' : `${n} mensajes nuevos`}`),
    log: 'Mensajes',
    empty: 'Todavía no hay mensajes.',
    label: 'Escribir un mensaje',
    send: 'Enviar',
    alone: 'Todavía no hay nadie más; quien llegue después no verá lo que usted escriba ahora.',
    says: (name, text) => `${name} escribe: ${text}`,
    left: (n) => (isOne(n) ? 'Queda 1 carácter' : `Quedan ${n} caracteres`),
    show: 'Mostrar',
    opensNew: '(se abre en una pestaña nueva)',
  },
  'screen-share': {
    share: 'Com\u00adpartir',
    shareLong: 'pantalla',
    stop: 'Dejar de compartir',
    sharing: 'Está mostrando su pantalla a los demás.',
    started: 'Está mostrando su pantalla.',
    stopped: 'Su pantalla ya no se muestra.',
    otherShares: 'Otra persona está mostrando su pantalla. La suya aparecerá al lado.',
    denied:
      'El navegador no lo permitió. Busque en los ajustes del sistema el permiso del navegador para grabar la pantalla.',
    framed: 'La página que rodea esta llamada no deja que muestre su pantalla. En una pestaña propia sí podrá.',
    failed: 'No se pudo mostrar la pantalla. Inténtelo de nuevo, por favor.',
  },
}
