import { html } from '../../pages/look/markup.ts'
import type { Words } from './en.ts'

const minutes = (seconds: number) => {
  const count = Math.ceil(seconds / 60)
  return count === 1 ? 'einer Minute' : `${count} Minuten`
}

/** Every word that a person reads on these pages, in German. */
export const de: Words = {
  language: 'de',
  errorTitle: (page) => `Fehler: ${page}`,

  signIn: {
    title: 'Anmelden',
    why: (application, host) =>
      html`${application}${host ? html` (${host})` : null} möchte mit den Videosprechstunden Ihres Teams arbeiten. Melden Sie sich zuerst an; danach entscheiden Sie.`,
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    button: 'Anmelden',
    address: (host) => html`Prüfen Sie, ob die Adresse dieser Seite ${host} ist.`,
    help: 'Kein Passwort oder Passwort vergessen? Wenden Sie sich an die Person, die bei Ihnen die Videosprechstunden betreut.',
    back: (application) => html`Abbrechen und zurück zu ${application}`,
  },

  consent: {
    title: (application) => `Zugriff für ${application} erlauben?`,
    heading: (application, team) => html`Darf ${application} für ${team ?? 'Ihr Team'} handeln?`,
    host: (host) => html`von ${host}`,
    signedInAs: 'Angemeldet als',
    other: 'Nicht Sie? Anderes Konto verwenden',
    chooseTeam: 'Für welches Team?',
    notYourTeam: (application) =>
      html`${application} fragt nach einem Team, dem Sie nicht angehören. Wählen Sie eines von Ihren, oder verwenden Sie ein anderes Konto.`,
    able: (application, team) =>
      html`Wenn Sie es erlauben, kann ${application} im Namen ${team ? html`von ${team}` : 'des Teams'}:`,
    abilities: {
      'sessions:read': 'alle Termine und ihre Zeiten sehen',
      sessions: 'Termine sehen, buchen, ändern und absagen',
      participants: 'Personen sehen, einladen und entfernen und ihre Links bekommen',
      summaries: 'sehen, wer wann dabei war und wie gut die Verbindung war',
      payments: 'Zahlungen sehen, anfordern und erstatten und hinterlegte Karten belasten',
      webhooks: 'Nachricht bekommen, wenn sich Termine ändern und wenn jemand kommt oder geht',
      audit: 'das Protokoll lesen: wer was getan hat, wann und aus welchem Netz',
    },
    limits: (application) =>
      html`${application} kann nichts anderes tun. Die Erlaubnis endet, wenn Sie das Team verlassen oder die Verwaltung sie zurücknimmt.`,
    allow: 'Erlauben',
    deny: 'Nicht erlauben',
    next: (host) => html`In beiden Fällen geht es weiter zu ${host}.`,
    nextApp: (application) => html`In beiden Fällen geht es auf diesem Gerät weiter zu ${application}.`,
  },

  errors: {
    noEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
    noPassword: 'Geben Sie Ihr Passwort ein.',
    wrong:
      'E-Mail-Adresse und Passwort gehören nicht zusammen. Bitte prüfen Sie beide und versuchen Sie es noch einmal.',
    wait: (seconds) => `Das Passwort war zu oft falsch. Bitte versuchen Sie es in ${minutes(seconds)} noch einmal.`,
    busy: 'Gerade melden sich viele Menschen an. Bitte versuchen Sie es gleich noch einmal.',
    stale: 'Diese Seite war zu lange offen. Bitte versuchen Sie es noch einmal.',
    noTeam: 'Wählen Sie das Team.',
    noDecision: 'Wählen Sie, ob Sie es erlauben.',
  },

  refused: {
    title: 'Dieser Link funktioniert nicht',
    'unknown-application': 'Die Software, von der Sie kommen, kennen wir nicht oder nicht mehr.',
    'other-address':
      'Die Software, von der Sie kommen, bittet uns, Sie an eine Adresse weiterzuleiten, die wir nicht als eine der ihren kennen.',
    calm: 'Es wurde nichts an jemanden weitergegeben.',
    way: 'Bitte gehen Sie zurück zu der Software, von der Sie kommen, und versuchen Sie es dort noch einmal. Wenn es wieder passiert, sagen Sie es der Person, die sich um diese Software kümmert.',
    forThem: 'Das muss sie wissen:',
  },

  broken: {
    title: 'Das hat nicht geklappt',
    bug: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.',
    request: 'Wir konnten nicht lesen, was Ihr Browser geschickt hat.',
    many: 'Aus Ihrem Netz kamen zu viele Anfragen. Bitte versuchen Sie es gleich noch einmal.',
    way: 'Wenn es wieder passiert, gehen Sie zurück zu der Software, von der Sie kommen, und beginnen Sie dort von vorn.',
  },
}
