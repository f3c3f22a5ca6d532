import type { Words } from '../words.ts'

export const deHosts: Words['hosts'] = {
  locked: 'Der Raum ist abgeschlossen.',
  unlocked: 'Der Raum ist wieder offen.',
  lockedSign: 'Abgeschlossen',

  more: (name) => `Mehr für ${name}`,
  madeHost: (by) => (by ? `${by} hat Ihnen die Leitung mit übertragen.` : 'Sie leiten das Gespräch jetzt mit.'),
  unmadeHost: 'Sie leiten das Gespräch nicht mehr mit.',
}

export const deTold: Words['told'] = {
  letIn: 'Sie sind jetzt im Gespräch.',
  mayJoin: 'Es ist so weit. Sie können jetzt teilnehmen.',
  resumed: 'Sie sind wieder im Gespräch.',
  sentBack: (who) => `${who} bittet Sie, hier zu warten. Alles ist in Ordnung: Ihr Gespräch ist nicht zu Ende.`,
  endedBy: (name) => `${name} hat das Gespräch beendet.`,
  lockedTitle: 'Der Raum ist abgeschlossen',
}
