import { enCall } from './call.ts'
import { enCheck } from './check.ts'
import { enDevices } from './devices.ts'
import { enDoor } from './door.ts'
import { enElsewhere } from './elsewhere.ts'
import { enHelp } from './help.ts'
import { enHosts, enTold } from './hosts.ts'
import { enLink, enOtherBrowser } from './link.ts'
import { enPayments } from './payments.ts'
import { enResilience } from './resilience.ts'
import { enCaptions, enSafety, enStage } from './stage.ts'

/** What is read in the parts that are fetched later, in English. */
export const enLater = {
  roles: { HOST: 'Host', GUEST: 'Guest', PARTICIPANT: 'Participant' },
  understood: 'OK',
  cancel: 'Cancel',
  booked: {
    title: 'Booked for',
    was: 'It was booked for',
  },

  notice: {
    unknown: {
      title: 'We could not find your appointment',
      text: 'Check that you copied the whole link from your message.',
      way: (team: string) => `If it is complete, ask ${team || 'the practice that sent it'} for a new link.`,
    },
    ended: {
      title: 'This visit has ended',
      text: 'For your privacy, this page has forgotten your link.',
      way: () => 'To come back, open the link in your message again.',
    },
    removed: {
      title: 'You are no longer part of this call',
      text: 'Your link does not open this call any more.',
      way: (team: string) => `If you think that this is a mistake, please contact ${team}.`,
    },
    cancelled: {
      title: 'This appointment was cancelled',
      text: 'There is no call at this time.',
      way: (team: string) => `If you did not expect this or need a new appointment, please contact ${team}.`,
    },
    over: {
      title: 'This appointment is over',
      text: '',
      way: (team: string) => `If you missed it or need more time, please contact ${team}.`,
    },
    'used-elsewhere': {
      title: 'Open this on the device you used first',
      text: 'For your privacy, your link opens only on the phone, tablet or computer where you used it first, in the same browser.',
      way: (team: string) => `If you cannot, ask ${team} for a new link.`,
    },
    'taken-over': {
      title: 'Your call is open somewhere else',
      text: 'It has moved to another device.',
      way: () => 'You can close this page, or move the call back here.',
    },
    useHere: 'Move this call here',
  },

  tooEarly: {
    title: 'You are early',
    opens: 'The room opens',
    opensIn: (left: string) => `in ${left}`,
    opening: 'The room is opening…',
    goesOn: 'Keep this page open: we ring when it is time, and you can join from here.',
    help: (team: string) => `If the time does not suit you, please contact ${team}.`,
  },

  /** Before a telephone number, and before an address. */
  contact: { call: 'Call', write: 'Email' },

  turnedAway: {
    text: 'We ring as soon as you can come in. That can be at any time, so keep this page open.',
    askIn: (left: string) => `You can ask again in ${left}.`,
    ask: 'Ask again',
  },

  nobodyLetsIn: {
    title: 'Nobody can let you in at the moment.',
    text: (team: string) =>
      `Please contact ${team}. As soon as somebody is there for you, this page goes on by itself.`,
  },

  onHold: {
    title: 'You are on hold',
    text: (who: string) =>
      `${who} has put you on hold for a moment. Please keep this page open: the call goes on here.`,
    private: 'Nobody can see or hear you now, and you cannot see or hear the others.',
  },
  exitScreen: {
    left: 'You have left the call',
    ended: 'The call has ended',
    lost: 'The connection was lost',
    lostText: 'We could not reach this page for a while, so you left the call.',
    lasted: (how: string) => `You were in the call for ${how}.`,
    rejoin: 'Rejoin',
    return: 'Return',
    thanks: 'Thank you.',
    off: 'Your camera and microphone are off.',
    mayClose: 'You can close this page.',
    mayReturn: 'The call is still open.',
    mayReturnEnded: 'Not finished yet?',
  },
  /** By the page around a room in a frame. */
  askedToUnmute: {
    title: { microphone: 'Switch your microphone on?', camera: 'Switch your camera on?' },
    text: 'The page around this call asks for it. Nothing is switched on unless you say so.',
    yes: { microphone: 'Switch microphone on', camera: 'Switch camera on' },
  },
  rating: {
    title: 'How was the connection?',
    good: 'Good',
    fair: 'Fair',
    poor: 'Poor',
    thanks: 'Thank you.',
    note: 'Your name does not go with your answer.',
  },

  ...enCall,
  captions: enCaptions,
  check: enCheck,
  devices: enDevices,
  door: enDoor,
  elsewhere: enElsewhere,
  help: enHelp,
  hosts: enHosts,
  link: enLink,
  otherBrowser: enOtherBrowser,
  payments: enPayments,
  plugins: import.meta.glob('../../../plugins/*/words/later/en.ts', { eager: true, import: 'words' }),
  resilience: enResilience,
  safety: enSafety,
  stage: enStage,
  told: enTold,
}
