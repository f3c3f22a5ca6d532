import type { Words } from '../words.ts'

export const esElsewhere: Words['elsewhere'] = {
  window: 'Este enlace está abierto en otra ventana.',
  windowText: 'Únase para continuar aquí.',
  device: 'Este enlace se está usando en otro dispositivo.',
  deviceText: 'Cuando se una, preguntaremos allí si la llamada puede pasar aquí.',
  unsure: 'Este enlace ya está abierto.',
  unsureText:
    'Este navegador no guarda cookies, así que no sabemos si estaba abierto aquí. Al unirse, entrará en cuanto la otra página se cierre o lo permita.',
  opened: (name) => `El enlace de ${name} se abrió en otro dispositivo`,
  moves: 'La llamada pasa allí cuando le deja entrar.',
}
