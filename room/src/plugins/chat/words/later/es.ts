import type { words as en } from './en.ts'

const rules = new Intl.PluralRules('es')
const isOne = (n: number) => rules.select(n) === 'one'

/** The words of the open chat. */
export const words: typeof en = {
  log: 'Mensajes',
  empty: 'Todavía no hay mensajes.',
  label: 'Escribir un mensaje',
  send: 'Enviar',
  alone: 'Todavía no hay nadie más; quien llegue después no verá lo que usted escriba ahora.',
  left: (n) => (isOne(n) ? 'Queda 1 carácter' : `Quedan ${n} caracteres`),
  cut: (n) => `Era demasiado largo: ${isOne(n) ? 'falta 1 carácter' : `faltan ${n} caracteres`} al final.`,
  opensNew: '(se abre en una pestaña nueva)',

  files: {
    attach: 'Enviar un archivo',
    drop: 'Suéltelo aquí para enviarlo a todos',
    tooLarge: (name, limit) => `${name} es demasiado grande. Un archivo puede tener hasta ${limit}.`,
    alone: 'Todavía no hay nadie más a quien enviar un archivo.',
    download: 'Descargar',
    of: (action, file) => `${action}: ${file}`,
    waiting: 'Empieza en un momento.',
    cancel: 'Cancelar',
    progress: (done, size) => `${done} de ${size}`,
    done: 'Descargado',
    arrived: (file) => `${file} se ha descargado.`,
    notThere:
      '¿No está entre sus descargas? Puede que la página que rodea a esta no permita ninguna. Abra para ello su enlace en una pestaña propia.',
    saveAgain: 'Guardar otra vez',
    saveFile: 'Guardar',
    toSave: 'Ha llegado. Guárdelo o reenvíelo con este botón.',
    cannotSave: 'Ha llegado. Esta aplicación no puede guardar archivos: abra su enlace en el navegador para ello.',
    interrupted: 'La descarga se interrumpió.',
    damaged: 'El archivo no llegó como se envió.',
    again: 'Intentar de nuevo',
    gone: 'Ya no está disponible',
    shared: 'Los demás pueden descargarlo mientras usted esté en la llamada.',
    waitingFor: (name) => `${name}: empieza en un momento`,
    sendingTo: (name) => `Enviando a ${name}`,
    has: (name) => `${name} lo tiene.`,
    notSent: (name) => `${name} no lo recibió.`,
    takeBack: 'Dejar de enviar',
    takenBack: 'Ya no envía este archivo.',
    lost: 'Lo envió antes de que su página volviera a cargar. Envíelo otra vez si alguien aún lo necesita.',
    unreadable: 'Este archivo se modificó o se eliminó y ya no se puede enviar.',
    preview: (file) => `Vista previa de ${file}`,
    newMessages: 'Mensajes nuevos',
    private: (by) => `Solo queda si ${by ?? 'usted'} lo guarda.`,
    save: 'Guardar el chat',
    saveShort: 'Guardar',
    transcript: {
      title: (call) => `Mensajes: ${call}`,
      zone: (zone) => `Horas: ${zone}`,
      file: (name) => `[Archivo: ${name}]`,
      name: (date) => `mensajes ${date}.txt`,
    },
  },
}
