import type { LaterWords } from '../../words.ts'

export const deElsewhere: LaterWords['elsewhere'] = {
  unsureWay: (team) =>
    `Falls Sie ihn schon hier geöffnet hatten: In diesem Browser sind Cookies aus, darum erkennen wir ihn nicht wieder. Bitte erlauben Sie Cookies, und bitten Sie ${team} um einen neuen Link.`,
  asking: 'Bitte bestätigen Sie an Ihrem anderen Gerät',
  askingText: (team) => `Dort wird gefragt, ob das Gespräch hierher wechseln darf. Auch ${team} kann Sie hereinbitten.`,
  mayMoveIn: (left) => `Wenn dort niemand antwortet, können Sie es in ${left} selbst hierher holen.`,
  mayMove: 'Dort hat niemand geantwortet. Sie können es selbst hierher holen.',
  refused: 'Ihr Gespräch bleibt am anderen Gerät',
  refusedText:
    'Um es hierher zu holen, fragen Sie noch einmal und drücken Sie dann am anderen Gerät auf „Dorthin wechseln“.',
  asked: 'Soll das Gespräch an das andere Gerät wechseln?',
  askedText:
    'Ihr Link wurde an einem anderen Gerät geöffnet, und dort möchte jemand teilnehmen. Wenn Sie das nicht sind, bleiben Sie hier.',
  move: 'Dorthin wechseln',
  stay: 'Hier bleiben',
  takenWindow: 'Sie haben denselben Link in einem neueren Fenster geöffnet. Das Gespräch läuft jetzt dort.',
  onceOnly: 'Bitte lassen Sie diese Seite bis zum Ende offen.',
  onceOnlyText:
    'Ihr Browser behält nichts davon, und Ihr Link gilt nur in einem Browser. Ist die Seite einmal zu, kommen Sie vielleicht nicht mehr hinein.',
}
