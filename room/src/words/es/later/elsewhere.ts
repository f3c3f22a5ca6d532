import type { LaterWords } from '../../words.ts'

export const esElsewhere: LaterWords['elsewhere'] = {
  unsureWay: (team) =>
    `Si ya lo abrió aquí: este navegador no guarda cookies, por eso no lo reconocemos. Permita las cookies y pida un enlace nuevo a ${team}.`,
  asking: 'Confirme en su otro dispositivo',
  askingText: (team) => `Allí se pregunta si la llamada puede pasar aquí. ${team} también puede dejarle entrar.`,
  mayMoveIn: (left) => `Si allí no responde nadie, podrá traerla aquí usted en ${left}.`,
  mayMove: 'Allí no ha respondido nadie. Puede traerla aquí usted.',
  refused: 'Su llamada sigue en su otro dispositivo',
  refusedText: 'Para traerla aquí, vuelva a preguntar y luego pulse «Pasarla allí» en su otro dispositivo.',
  asked: '¿Pasar la llamada al otro dispositivo?',
  askedText: 'Su enlace se abrió en otro dispositivo y allí alguien quiere unirse. Si no es usted, quédese aquí.',
  move: 'Pasarla allí',
  stay: 'Quedarse aquí',
  takenWindow: 'Usted abrió el mismo enlace en una ventana más reciente, y la llamada pasó allí.',
  onceOnly: 'Deje esta página abierta hasta el final.',
  onceOnlyText:
    'Su navegador no guarda nada de ella y su enlace solo vale en un navegador. Si la cierra, quizá no pueda volver a entrar.',
}
