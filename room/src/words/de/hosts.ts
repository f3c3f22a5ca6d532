import type { Words } from '../words.ts'

export const deHosts: Words['hosts'] = {
  lock: 'Raum abschließen',
  unlock: 'Raum aufschließen',
  locked: 'Der Raum ist abgeschlossen.',
  unlocked: 'Der Raum ist wieder offen.',
  lockedSign: 'Abgeschlossen',
  lockedText: 'Niemand Neues kommt herein, außer die Leitung bittet die Person herein.',

  more: (name) => `Mehr für ${name}`,
  makeHost: 'Leitung übertragen',
  makeHostTitle: (name) => `Soll ${name} das Gespräch mit leiten?`,
  makeHostText:
    'Wer leitet, bittet Menschen herein und hinaus, schließt den Raum ab, lädt andere ein und beendet das Gespräch für alle.',
  makeHostForGood: 'Die Person bleibt Gastgeber, auch wenn sie über ihren Link zurückkommt.',
  isHostNow: (name) => `${name} leitet jetzt das Gespräch mit.`,
  madeHost: (by) => (by ? `${by} hat Ihnen die Leitung mit übertragen.` : 'Sie leiten das Gespräch jetzt mit.'),
  madeHostText: 'Sie können Menschen hereinbitten, andere stummschalten und das Gespräch für alle beenden.',
  unmadeHost: 'Sie leiten das Gespräch nicht mehr mit.',
  unmadeHostText: 'Sie bleiben wie bisher im Gespräch.',

  invite: 'Einladen',
  inviteTitle: 'Jemanden zu diesem Gespräch einladen',
  inviteName: 'Name der Person',
  inviteNameHint: 'Wenn Sie nichts eintragen, wird die Person danach gefragt.',
  inviteRole: 'Die Person kommt als',
  inviteRoles: {
    GUEST: 'wartet, bis die Leitung sie hereinbittet',
    PARTICIPANT: 'kommt gleich herein, etwa zum Dolmetschen',
    HOST: 'kann alles, was Sie können',
  },
  guestWithoutWaiting: 'kommt gleich herein',
  makeLink: 'Link erstellen',
  linkTitle: (name) => (name ? `Link für ${name}` : 'Der Link für Ihren Gast'),
  linkText: 'Dieser Link ist für eine Person. Wer ihn hat, kann hereinkommen; geben Sie ihn deshalb nur ihr.',
  linkReady: 'Der Link ist fertig.',
  inviteAnother: 'Noch jemanden einladen',
  done: 'Fertig',
}

export const deTold: Words['told'] = {
  letIn: 'Sie sind jetzt im Gespräch.',
  mayJoin: 'Es ist so weit. Sie können jetzt teilnehmen.',
  resumed: 'Sie sind wieder im Gespräch.',
  sentBack: 'Die Leitung hat Sie ins Wartezimmer zurückgebeten.',
  removed: (by) => `${by} hat Sie aus diesem Gespräch entfernt`,
  endedBy: (name) => `${name} hat es für alle beendet. Ihre Kamera und Ihr Mikrofon sind aus.`,
  lockedTitle: 'Der Raum ist abgeschlossen',
  lockedText: (team) =>
    `Das Gespräch läuft, und im Moment kommt niemand Neues herein. ${team} sieht, dass Sie da sind, und kann Sie hereinbitten.`,
  lockedGoesOn: 'Wenn der Raum wieder offen ist, geht es auf dieser Seite von selbst weiter.',
}
