import type { Permission } from '@anteroom/contract/api/permissions'
import type { Language } from '@anteroom/contract/languages'
import { html, type Part } from '../../pages/look/markup.ts'

const minutes = (seconds: number) => {
  const count = Math.ceil(seconds / 60)
  return count === 1 ? 'a minute' : `${count} minutes`
}

/** Every word that a person reads on these pages, in English. Plain and kind; no terms of the trade. */
export const en = {
  language: 'en' as Language,
  errorTitle: (page: string) => `Error: ${page}`,

  signIn: {
    title: 'Sign in',
    why: (application: Part, host: Part) =>
      html`${application}${host ? html` (${host})` : null} would like to work with your team’s video consultations. Sign in first; then you decide.`,
    email: 'Email address',
    password: 'Password',
    button: 'Sign in',
    address: (host: Part) => html`Check that the address of this page is ${host}.`,
    help: 'No password, or forgot it? Ask whoever looks after your video consultations.',
    back: (application: Part) => html`Cancel and go back to ${application}`,
  },

  consent: {
    title: (application: string) => `Allow ${application}?`,
    heading: (application: Part, team: Part) => html`Allow ${application} to act for ${team ?? 'your team'}?`,
    host: (host: Part) => html`from ${host}`,
    signedInAs: 'Signed in as',
    other: 'Not you? Use another account',
    chooseTeam: 'For which team?',
    notYourTeam: (application: Part) =>
      html`${application} asks for a team that you are not a member of. Choose one of yours, or use another account.`,
    able: (application: Part, team: Part) => html`${application} can then, for ${team ?? 'the team'}:`,
    abilities: {
      'sessions:read': 'see all sessions, and when they are',
      sessions: 'see, book, change and cancel sessions',
      participants: 'see, invite and remove people, and get their links',
      summaries: 'see who was in a session and how good the line was',
      payments: 'see payments, ask for them, charge cards that were left, and refund',
      webhooks: 'be notified of changes, and of who comes or goes',
      audit: 'read the log of who did what, when, and from which network',
    } satisfies Record<Permission, string>,
    limits: (application: Part) =>
      html`${application} can do nothing else. It ends when you leave the team or an admin takes it back.`,
    allow: 'Allow',
    deny: 'Do not allow',
    next: (host: Part) => html`Either way, you go back to ${host}.`,
    nextApp: (application: Part) => html`Either way, you go back to ${application} on this device.`,
  },

  errors: {
    noEmail: 'Enter your email address.',
    noPassword: 'Enter your password.',
    wrong: 'Email address and password do not belong together. Check both and try again.',
    wait: (seconds: number) => `There were too many wrong passwords. Please try again in ${minutes(seconds)}.`,
    busy: 'Many people are signing in just now. Please try again in a moment.',
    stale: 'This page was open for too long. Please try again.',
    noTeam: 'Choose the team.',
    noDecision: 'Choose whether to allow it.',
  },

  refused: {
    title: 'This link does not work',
    'unknown-application': 'We do not know the software that sent you here, or not any more.',
    'other-address':
      'The software that sent you here asks us to send you on to an address that we do not know as one of its own.',
    calm: 'Nothing was shared with anybody.',
    way: 'Please go back to the software you came from and try again there. If it happens again, tell whoever looks after that software.',
    forThem: 'What they need to know:',
  },

  broken: {
    title: 'That did not work',
    bug: 'Something went wrong on our side. Please try again in a moment.',
    request: 'We could not read what your browser sent.',
    many: 'There were too many requests from your network. Please try again in a moment.',
    way: 'If it happens again, go back to the software you came from and start again there.',
  },
}

/** What every language has to say. */
export type Words = typeof en
