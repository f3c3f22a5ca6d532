import type { Words } from '../words.ts'

/** The words of the safety code. */
export const deSafety: Words['safety'] = {
  button: 'Sicherheitscode',
  title: (name) => `Sicherheitscode mit ${name}`,
  text: (name) =>
    `Lesen Sie ihn einander vor: Sieht ${name} dieselben Zahlen, dann steht niemand zwischen Ihnen, der mithören oder zusehen könnte.`,
  differs: 'Wenn die Zahlen verschieden sind, beenden Sie das Gespräch und melden Sie sich auf anderem Weg.',
  none: 'Einen Code gibt es erst, wenn Sie miteinander verbunden sind.',
}
