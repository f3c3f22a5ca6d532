import type { words as en } from './en.ts'

/** The words of showing a screen. */
export const words: typeof en = {
  key: 'Compartir la pantalla o dejar de hacerlo',
  close: 'Cerrar',
  newTab: 'Abrir en una pestaña nueva',
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
}
