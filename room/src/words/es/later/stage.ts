import type { LaterWords } from '../../words.ts'

export const esStage: LaterWords['stage'] = {
  pin: 'Mantener en grande',
  unpin: 'Ya no en grande',
  pinned: (name) => `${name} se mantiene en grande.`,
  unpinned: 'Las imágenes se ordenan otra vez por sí solas.',
  of: (action, name) => `${action}: ${name}`,
  showWhole: 'Mostrar toda la imagen',
  fillScreen: 'Llenar la pantalla',
  pictureInPicture: 'Ventana pequeña sobre otros programas',
  leavePictureInPicture: 'Volver a la llamada',
  pictureInPictureFailed: 'La ventana pequeña no se abrió. Inténtelo de nuevo, por favor.',
  ownPicture: 'Mi imagen',
  hideSelf: 'Ocultar mi imagen',
  selfHidden: 'Usted ya no ve su imagen. Los demás le siguen viendo.',
  showSelf: 'Mostrarme mi propia imagen',
  moveSelf: 'Mover mi imagen a la siguiente esquina',
  ownWeak: 'Su conexión es débil.',
  ownWeakText: 'Sin vídeo, los demás le oyen mejor.',
  screenComing: (name) => `Enseguida verá la pantalla de ${name}…`,
  shortcuts: 'Atajos de teclado',
  shortcutsOn: 'Usar teclas sueltas como atajos',
  shortcutsHint: 'No hacen nada mientras usted escribe.',
  keyGroups: { own: 'Usted', panels: 'Paneles', view: 'Vista' },
  keys: {
    microphone: 'Activar o silenciar el micrófono',
    camera: 'Encender o apagar la cámara',
    hand: 'Levantar o bajar la mano',
    people: 'Personas',
    waiting: 'Sala de espera',
    layout: 'Cambiar la disposición',
    fullScreen: 'Pantalla completa',
    list: 'Atajos de teclado',
  },
}

export const esCaptions: LaterWords['captions'] = {
  title: 'Subtítulos',
  hint: 'Se escriben en este dispositivo a partir de lo que usted oye. Ningún sonido sale de él y no se guarda nada.',
  unavailable:
    'Este navegador no puede escribir subtítulos en este dispositivo. Chrome o Edge en un ordenador sí pueden.',
  listening: 'Aquí aparece lo que dicen los demás.',
  fetching: 'Su navegador está descargando lo que necesita para los subtítulos. Solo ocurre una vez.',
  off: 'Quitar los subtítulos',
}

/** The words of the safety code. */
export const esSafety: LaterWords['safety'] = {
  button: 'Código de seguridad',
  title: (name) => `Código de seguridad con ${name}`,
  text: (name) =>
    `Léanselo mutuamente: si ${name} ve los mismos números, no hay nadie entre ustedes que pueda escuchar o mirar.`,
  differs: 'Si los números son distintos, termine la llamada y pónganse en contacto de otra manera.',
  none: 'No hay código hasta que estén conectados entre sí.',
}
