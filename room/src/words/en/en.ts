import { enCall, list } from './call.ts'
import { enCheck } from './check.ts'
import { enDevices } from './devices.ts'
import { enDoor } from './door.ts'
import { enElsewhere } from './elsewhere.ts'
import { enHelp } from './help.ts'
import { enHosts, enTold } from './hosts.ts'
import { enResilience } from './resilience.ts'
import { enStage } from './stage.ts'

const count = (one: string, many: string) => (n: number) => `${n} ${n === 1 ? one : many}`

/** Every word that a person reads, in English. Plain and kind; no terms of the trade. */
export const en = {
  language: 'Language',
  large: 'Larger text and buttons',
  list,
  units: {
    days: count('day', 'days'),
    hours: count('hour', 'hours'),
    minutes: count('minute', 'minutes'),
    seconds: count('second', 'seconds'),
    together: (parts: readonly string[]) => parts.join(' '),
    underAMinute: 'less than a minute',
    shortMinutes: (minutes: number) => `${minutes} min`,
    shortHours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  },
  you: 'You',
  someone: 'Someone',
  close: 'Close',
  exit: 'Leave',

  booked: {
    today: 'Today',
    at: (day: string, time: string) => `${day}, ${time}`,
    zone: (zone: string) => `in your time zone (${zone})`,
  },
  meeting: {
    title: 'You are meeting',
    host: 'Your visitor',
    guest: (team: string) => `Somebody from ${team}`,
    more: (n: number) => `and ${n} more`,
    presence: {
      'not-here': 'is not here yet',
      away: 'is not in the room at the moment',
      waits: 'is in the waiting room',
      here: 'is here',
    },
  },

  connection: 'Connection',
  offline: 'No connection at the moment. Reconnecting…',
  offlineInCall: 'Reconnecting… You can go on talking.',
  crowded: 'One moment: many people are coming in…',
  restoring: 'The connection to the clinic is being restored…',
  restoringInCall: 'The connection to the clinic is being restored… You can go on talking.',
  undone: 'We could not do what you just asked for. Please try again.',
  untold: {
    left: 'You have left. We tell the others as soon as the connection is back.',
    ended: 'You have left. The call ends for the others as soon as the connection is back. Please keep this page open.',
  },
  backOnline: 'Connected again.',
  loading: 'One moment…',
  broken: {
    title: 'This page did not load completely',
    text: 'The connection may have been lost for a moment. Please load the page again; your place is kept.',
    button: 'Load again',
  },

  precall: {
    title: 'Ready to join?',
    titleStart: 'Ready to start?',
    titleMove: 'Move the call here?',
    titleAlmost: 'Almost ready',
    name: 'Your name',
    /** `name`: whom one meets, where that is one person whose name is known. */
    nameHint: (name: string | null | undefined) =>
      name ? `So that ${name} knows who you are.` : 'So that the others know who you are.',
    nameMissing: 'Please write your name.',
    join: 'Join',
    start: 'Start call',
    moveHere: 'Move the call here',
    joining: 'Joining…',
    check: 'Nobody can see or hear you yet.',
    allOff: 'You join with camera and microphone off.',
    joinWithout: {
      both: 'Join without camera and microphone',
      camera: 'Join without camera',
      microphone: 'Join without microphone',
    },
    settings: 'Camera and sound',
    without: {
      both: 'You can see, hear and write to everyone.',
      camera: 'You can join with sound only.',
      microphone: 'The others will see you, and you can write to them.',
    },
  },

  waiting: {
    title: 'You are in the waiting room',
    started: (name: string) => `${name} will let you in soon`,
    first: 'You are first.',
    next: 'You are next.',
    ahead: (n: number) => (n === 1 ? 'One person is ahead of you.' : `${n} people are ahead of you.`),
    keepOpen: 'We ring when it is your turn. Keep this page open.',
    free: 'Meanwhile, you can do something else.',
    since: (time: string) => `In the waiting room since ${time}`,
    message: (team: string) => `A message from ${team}`,
    turnedAway: (who: string) => `${who} needs a little longer`,
    back: 'Back in the waiting room for a moment',
    knocked: 'You have asked again.',
    leaveTitle: 'Leave the waiting room?',
    leaveText: 'You can come back with the same link, but you would lose your place in the queue.',
    stay: 'Keep waiting',
    selfView: 'Nobody can see or hear you now.',
  },

  ...enCall,
  hosts: enHosts,
  stage: enStage,
  told: enTold,

  /** What to say when the server says no; other codes have the general words, and the code beside them. */
  problems: {
    'wrong-phase': 'This cannot be done at the moment. The page shows where you are.',
    'too-soon': 'That was a little too soon. Please wait a moment and try again.',
    'link-used-elsewhere': 'This link belongs to another browser. Please go on there.',
    'not-allowed': 'Only a host can do that.',
    'plugin-off': 'This call does without that.',
    'session-over': 'The booked time is over.',
    'session-cancelled': 'This appointment was cancelled.',
    'too-many-requests': 'That was a bit much at once. Please wait a moment and try again.',
    'invalid-request': 'That could not be used. Please check what you wrote and try again.',
    conflict: 'There is no seat left. Remove somebody first.',
    unavailable: 'No connection at the moment. Please try again; your place is kept.',
  } as Readonly<Partial<Record<string, string>>>,
  problem: (code: string) => `That did not work. Please try again. (${code})`,

  check: enCheck,
  devices: enDevices,
  door: enDoor,
  help: enHelp,
  plugins: import.meta.glob('../../plugins/*/words/en.ts', { eager: true, import: 'words' }),
  resilience: enResilience,
  elsewhere: enElsewhere,
}

globalThis.anteroomWords = en
