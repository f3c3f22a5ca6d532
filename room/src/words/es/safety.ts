import type { Words } from '../words.ts'

/** The words of the safety code. */
export const esSafety: Words['safety'] = {
  button: 'Código de seguridad',
  title: (name) => `Código de seguridad con ${name}`,
  text: (name) =>
    `Léanselo mutuamente: si ${name} ve los mismos números, no hay nadie entre ustedes que pueda escuchar o mirar.`,
  differs: 'Si los números son distintos, termine la llamada y pónganse en contacto de otra manera.',
  none: 'No hay código hasta que estén conectados entre sí.',
}
