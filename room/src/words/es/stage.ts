import type { Words } from '../words.ts'

export const esStage: Words['stage'] = {
  pin: 'Mantener en grande',
  unpin: 'Ya no en grande',
  pinned: (name) => `${name} se mantiene en grande.`,
  unpinned: 'Las imágenes se ordenan otra vez por sí solas.',
  of: (action, name) => `${action}: ${name}`,
  selfMenu: 'Opciones de mi imagen',
  showWhole: 'Mostrar toda la imagen',
  fillScreen: 'Llenar la pantalla',
  pictureInPicture: 'Ventana pequeña sobre otros programas',
  leavePictureInPicture: 'Volver a la llamada',
  pictureInPictureFailed: 'La ventana pequeña no se abrió. Inténtelo de nuevo, por favor.',
  frozen: 'La imagen se ha detenido. Esperándola…',
  weak: 'Conexión débil',
  'very-weak': 'Conexión muy débil',
  ownGood: 'Su conexión vuelve a ser buena.',
}
