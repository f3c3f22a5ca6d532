import type { Words } from '../words.ts'

export const esCaptions: Words['captions'] = {
  title: 'Subtítulos',
  hint: 'Se escriben en este dispositivo a partir de lo que usted oye. Ningún sonido sale de él y no se guarda nada.',
  unavailable:
    'Este navegador no puede escribir subtítulos en este dispositivo. Chrome o Edge en un ordenador sí pueden.',
  listening: 'Aquí aparece lo que dicen los demás.',
  fetching: 'Su navegador está descargando lo que necesita para los subtítulos. Solo ocurre una vez.',
  off: 'Quitar los subtítulos',
}
