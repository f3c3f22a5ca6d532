import type { LaterWords } from '../../words.ts'

export const esLink: LaterWords['link'] = {
  copy: 'Copiar enlace',
  copied: 'Copiado',
  copiedLong: 'El enlace está copiado.',
  copyByHand: 'No se pudo copiar. El enlace está marcado abajo: cópielo a mano, por favor.',
  share: 'Compartir enlace',
  code: 'Código con el enlace, para escanear con una cámara',
}

export const esOtherBrowser: LaterWords['otherBrowser'] = {
  title: 'Por favor, abra esta página en otro navegador',
  text: 'La cámara y el micrófono no funcionan aquí, como en muchas aplicaciones de correo o de mensajes.',
  browser: { apple: 'Safari', others: 'Chrome' },
  menu: (browser) => `O busque un menú, a menudo tres puntos, y elija «Abrir en ${browser}» o «Abrir en el navegador».`,
  scan: 'Escanee este código con la cámara de otro teléfono o tableta. Allí se abrirá esta página.',
  elsewhere: 'Usar otro dispositivo',
  insecureTitle: 'La cámara y el micrófono no funcionan aquí',
  insecureText:
    'Los navegadores solo los permiten en páginas cuya dirección empieza por «https». Por favor, avise a la consulta.',
  goOn: 'Continuar sin cámara ni micrófono',
  goOnText: 'Si continúa aquí, verá y oirá a los demás, y podrá escribirles.',
  noCalls: {
    title: 'Este navegador no puede hacer videollamadas',
    text: 'Puede que un ajuste o una extensión las haya desactivado.',
    steps: (browser) => ['Copie su enlace.', `Abra ${browser} y pegue el enlace en la barra de direcciones.`],
    lockdownTitle: 'El modo de aislamiento no permite llamadas',
    lockdownText: 'Puede permitir llamadas en este sitio web:',
    lockdownSteps: {
      ios: [
        'Abra el menú de la página, junto a la dirección.',
        'Toque los tres puntos y luego «Ajustes del sitio web».',
        'Desactive «Modo de aislamiento». En lo demás sigue activado.',
      ],
      mac: [
        'En el menú «Safari», elija «Ajustes para este sitio web…».',
        'Desactive «Activar el modo de aislamiento». En lo demás sigue activado.',
      ],
      app: [
        'Abra la app «Ajustes» y luego «Privacidad y seguridad».',
        'Toque «Modo de aislamiento» y luego «Configurar navegación web».',
        'Desactive la app en la que lee esto.',
      ],
    },
    goOn: 'Esperar aquí',
    goOnText: (team) => `${team} también puede escribirle aquí.`,
  },
  failedTitle: 'La llamada no ha empezado',
  failedText: 'Su navegador no pudo empezar la llamada. Volver a cargar la página suele ayudar; su lugar se conserva.',
}
