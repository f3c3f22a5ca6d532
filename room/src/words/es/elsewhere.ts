import type { Words } from '../words.ts'

export const esElsewhere: Words['elsewhere'] = {
  window: 'Su llamada está abierta en otra ventana.',
  windowText: 'Si lo prefiere, puede continuar aquí.',
  device: 'Su llamada está abierta en otro dispositivo.',
  deviceText: 'Su otro dispositivo le pedirá que lo confirme.',
  unsure: 'Este enlace ya está abierto.',
  unsureText:
    'Este navegador no guarda cookies, así que no sabemos si estaba abierto aquí. Al unirse, entrará en cuanto la otra página se cierre o lo permita.',
  opened: (name) => `El enlace de ${name} se abrió en otro dispositivo`,
  moves: 'La llamada pasa allí cuando le deja entrar.',
}
