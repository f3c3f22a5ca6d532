import type { Words } from '../words.ts'

export const esStage: Words['stage'] = {
  selfMenu: 'Opciones de mi imagen',
  frozen: 'La imagen se ha detenido. Esperándola…',
  weak: 'Conexión débil',
  ownGood: 'Su conexión vuelve a ser buena.',
}
