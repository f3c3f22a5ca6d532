import type { Words } from '../words.ts'

export const esLink: Words['link'] = {
  copy: 'Copiar enlace',
  copied: 'Copiado',
  copiedLong: 'El enlace está copiado.',
  copyByHand: 'No se pudo copiar. El enlace está marcado abajo: cópielo a mano, por favor.',
  share: 'Compartir enlace',
  code: 'Código con el enlace, para escanear con una cámara',
}

export const esOtherBrowser: Words['otherBrowser'] = {
  title: 'Por favor, abra esta página en otro navegador',
  text: 'Quizá abrió su enlace dentro de una aplicación de correo o de mensajes. La cámara y el micrófono no funcionan aquí.',
  browser: { apple: 'Safari', others: 'Chrome' },
  steps: (browser) => [
    `Busque un menú en esta pantalla, a menudo tres puntos, y elija «Abrir en ${browser}» o «Abrir en el navegador».`,
    `Si no hay ninguno, copie aquí su enlace. Abra ${browser} y pegue el enlace en la barra de direcciones.`,
  ],
  scan: 'O escanee el código con la cámara de otro teléfono o tableta, que abrirá la página allí.',
  insecureTitle: 'La cámara y el micrófono no funcionan aquí',
  insecureText:
    'Los navegadores solo los permiten en páginas cuya dirección empieza por «https». Por favor, avise a la consulta.',
  goOn: 'Continuar sin cámara ni micrófono',
  goOnText: 'Verá y oirá a los demás, y podrá escribirles.',
}
