import type { LaterWords } from '../../words.ts'

export const deHosts: LaterWords['hosts'] = {
  lock: 'Raum abschließen',
  unlock: 'Raum aufschließen',
  lockedText: 'Niemand Neues kommt herein, außer die Leitung bittet die Person herein.',
  makeHost: 'Leitung übertragen',
  makeHostTitle: (name) => `Soll ${name} das Gespräch mit leiten?`,
  makeHostText:
    'Wer leitet, bittet Menschen herein und hinaus, schließt den Raum ab, lädt andere ein und beendet das Gespräch für alle.',
  makeHostForGood: 'Die Person bleibt Gastgeber, auch wenn sie über ihren Link zurückkommt.',
  isHostNow: (name) => `${name} leitet jetzt das Gespräch mit.`,
  madeHostText: 'Sie können Menschen hereinbitten, andere stummschalten und das Gespräch für alle beenden.',
  unmadeHostText: 'Sie bleiben wie bisher im Gespräch.',

  invite: 'Einladen',
  inviteTitle: 'Jemanden zu diesem Gespräch einladen',
  inviteName: 'Name der Person',
  inviteNameHint: 'Wenn Sie nichts eintragen, wird die Person danach gefragt.',
  inviteRole: 'Die Person kommt als',
  inviteRoles: {
    GUEST: 'Patient oder Angehörige',
    PARTICIPANT: 'Dolmetschen oder Betreuung',
    HOST: 'Aus Ihrem Team',
  },
  inviteHints: {
    GUEST: 'Wartet, bis Sie hereinbitten.',
    PARTICIPANT: 'Kommt gleich herein.',
    HOST: 'Kommt gleich herein und leitet mit Ihnen.',
  },
  makeLink: 'Link erstellen',
  linkTitle: (name) => (name ? `Link für ${name}` : 'Der Link für Ihren Gast'),
  linkText: 'Dieser Link ist für eine Person. Wer ihn hat, kann hereinkommen; geben Sie ihn deshalb nur ihr.',
  linkReady: 'Der Link ist fertig.',
  inviteAnother: 'Noch jemanden einladen',
  done: 'Fertig',
}

export const deTold: LaterWords['told'] = {
  removed: (by) => `${by} hat Sie aus diesem Gespräch entfernt`,
  lockedText: (team) =>
    `Das Gespräch läuft, und im Moment kommt niemand Neues herein. ${team} sieht, dass Sie da sind, und kann Sie hereinbitten.`,
  lockedGoesOn: 'Wenn der Raum wieder offen ist, geht es auf dieser Seite von selbst weiter.',
}
