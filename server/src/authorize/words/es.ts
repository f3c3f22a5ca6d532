import { html } from '../../pages/look/markup.ts'
import type { Words } from './en.ts'

const minutes = (seconds: number) => {
  const count = Math.ceil(seconds / 60)
  return count === 1 ? 'un minuto' : `${count} minutos`
}

/** Every word that a person reads on these pages, in Spanish. */
export const es: Words = {
  language: 'es',
  errorTitle: (page) => `Error: ${page}`,

  signIn: {
    title: 'Iniciar sesión',
    why: (application, host) =>
      html`${application}${host ? html` (${host})` : null} quiere trabajar con las videoconsultas de su equipo. Primero inicie sesión; después usted decide.`,
    email: 'Correo electrónico',
    password: 'Contraseña',
    button: 'Iniciar sesión',
    address: (host) => html`Compruebe que la dirección de esta página es ${host}.`,
    help: '¿No tiene contraseña o la ha olvidado? Pregunte a la persona que se encarga de sus videoconsultas.',
    back: (application) => html`Cancelar y volver a ${application}`,
  },

  consent: {
    title: (application) => `¿Permitir el acceso a ${application}?`,
    heading: (application, team) => html`¿Permite que ${application} actúe en nombre de ${team ?? 'su equipo'}?`,
    host: (host) => html`de ${host}`,
    signedInAs: 'Ha iniciado sesión como',
    other: '¿No es usted? Usar otra cuenta',
    chooseTeam: '¿Para qué equipo?',
    notYourTeam: (application) =>
      html`${application} pregunta por un equipo al que usted no pertenece. Elija uno de los suyos o use otra cuenta.`,
    able: (application, team) =>
      html`Si lo permite, ${application} podrá, en nombre ${team ? html`de ${team}` : 'del equipo'}:`,
    abilities: {
      'sessions:read': 'ver todas las citas y sus horas',
      sessions: 'ver, reservar, cambiar y cancelar citas',
      participants: 'ver, invitar y quitar a personas, y obtener sus enlaces',
      summaries: 'ver quién estuvo en una cita, cuándo y con qué conexión',
      payments: 'ver pagos, pedirlos, cobrar en tarjetas guardadas y devolverlos',
      webhooks: 'recibir avisos cuando cambie una cita y cuando alguien entre o salga',
      audit: 'leer el registro de quién hizo qué, cuándo y desde qué red',
    },
    limits: (application) =>
      html`${application} no podrá hacer nada más. El permiso termina cuando usted deje el equipo o lo retire un administrador.`,
    allow: 'Permitir',
    deny: 'No permitir',
    next: (host) => html`En ambos casos volverá a ${host}.`,
    nextApp: (application) => html`En ambos casos volverá a ${application} en este dispositivo.`,
  },

  errors: {
    noEmail: 'Escriba su correo electrónico.',
    noPassword: 'Escriba su contraseña.',
    wrong: 'El correo electrónico y la contraseña no coinciden. Compruebe los dos e inténtelo de nuevo.',
    wait: (seconds) =>
      `Se ha escrito una contraseña incorrecta demasiadas veces. Inténtelo de nuevo dentro de ${minutes(seconds)}, por favor.`,
    busy: 'En este momento muchas personas están iniciando sesión. Inténtelo de nuevo en un momento, por favor.',
    stale: 'Esta página ha estado abierta demasiado tiempo. Inténtelo de nuevo, por favor.',
    noTeam: 'Elija el equipo.',
    noDecision: 'Elija si lo permite o no.',
  },

  refused: {
    title: 'Este enlace no funciona',
    'unknown-application': 'No conocemos, o ya no conocemos, el programa que le ha traído aquí.',
    'other-address':
      'El programa que le ha traído aquí nos pide que le enviemos a una dirección que no conocemos como suya.',
    calm: 'No se ha compartido nada con nadie.',
    way: 'Por favor, vuelva al programa del que viene e inténtelo allí de nuevo. Si vuelve a ocurrir, avise a quien se encarga de ese programa.',
    forThem: 'Lo que esa persona necesita saber:',
  },

  broken: {
    title: 'No ha funcionado',
    bug: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo en un momento, por favor.',
    request: 'No hemos podido leer lo que ha enviado su navegador.',
    many: 'Desde su red han llegado demasiadas peticiones. Inténtelo de nuevo en un momento, por favor.',
    way: 'Si vuelve a ocurrir, regrese al programa del que viene y empiece allí de nuevo.',
  },
}
