import type { ProblemCode } from './problems.ts'

/**
 * Where a visit is. The server decides, the room shows. Every phase has its own screen, every `name` here its
 * own case in the room's one exhaustive switch.
 */
export type Phase =
  /** The link is none that was ever made, or was replaced or taken back. */
  | { name: 'unknown' }
  /** The page was loaded again after its visit had ended, when it had no link any more. */
  | { name: 'ended' }
  /** The seat was taken out of the session. `by`: the host in the call who has done so. */
  | { name: 'removed'; by: string | null }
  /** The session was cancelled. */
  | { name: 'cancelled' }
  /** The booked time is over, and this visit has no place in a call that runs on. */
  | { name: 'over' }
  /** Each link belongs to the first browser that entered by it, and this is another. */
  | { name: 'used-elsewhere' }
  /** Another page of the same link has taken this one's place. */
  | { name: 'taken-over'; by: Elsewhere }
  /** Before the room opens. */
  | { name: 'too-early' }
  /** A fee has to be paid, or a card be left, before devices are asked for: `payments` in the view has it. */
  | { name: 'payment' }
  /**
   * Camera, microphone and name are made ready; nobody sees this page yet. `openElsewhere`: where the link is in use by
   * another page, which somebody who joins here asks for its place.
   */
  | { name: 'precall'; openElsewhere: Elsewhere | null }
  /**
   * Somebody has knocked: a guest at the waiting room, or whoever comes to a locked room. `knockedAt`: when (ISO
   * 8601). `message`: what a host wrote to them. `turnedAway`: a host said "not now"; from `mayKnockAt` on (ISO 8601)
   * they may knock again. `ahead`: how many have waited for longer. `locked`: the room is locked. `sentBack`: a host
   * has sent them here out of the call. `moving`: the link is in use on another device, where somebody is asked whether
   * it may move here; a host can say so as well, and from `mayMoveAt` on (ISO 8601) whoever waits here, where
   * nobody would have to let them in. `nobodyLetsIn`: the session has no host any more; a server from before does not say.
   */
  | {
      name: 'waiting'
      knockedAt: string
      message: string | null
      turnedAway: { mayKnockAt: string } | null
      ahead: number
      locked: boolean
      sentBack: boolean
      moving: { mayMoveAt: string | null } | null
      nobodyLetsIn?: true
    }
  | { name: 'in-call' }
  /** Taken out of the others' sight and hearing for a while by a host. */
  | { name: 'on-hold' }
  /**
   * Has left. `mayReturn`: whether the session still takes this visit back. `by`: who has ended it for everyone, unless
   * that was this visit itself.
   */
  | { name: 'exit'; reason: LeaveReason; mayReturn: boolean; by: string | null }

/** Where the other page is: a window of the same browser, or another browser and most likely another device. */
export type Elsewhere = 'this-browser' | 'another-browser'

export type PhaseName = Phase['name']

/** Where a page is once its visit has ended, so that its address leads nobody back in. */
export const endedPath = '/session/ended'

/** What is true of a phase. A new phase is described here; nobody else has a list of phases. */
export type PhaseTraits = {
  /** It leads to a call or is in one: it can be left, and the page makes ready for connections. */
  leadsToCall: boolean
  /** Camera and microphone are in use, or ready for it. */
  holdsDevices: boolean
  /** The visit has a place in the call, on hold or not. */
  isInCall: boolean
  /** Somebody has asked to go in, and something holds them at the door. */
  isAtDoor: boolean
  /** The person may ask to go in; from the exit, as long as the session takes them back. */
  mayEnter: boolean
  /** The page is told who is expected; whoever has no business in the session is not. */
  knowsWhoComes: boolean
  /** The page shows what the server may change at any time; else it shows a notice, and awaits nothing. */
  needsServer: boolean
  /** The visit is over for whoever sits here: the page's address no longer shows the link. At the exit it depends. */
  hidesLink: boolean
  /** What the page is answered, whatever it asks for. */
  refuses: ProblemCode | null
}

/** On the way to a call. */
const onTheWay = {
  leadsToCall: true,
  holdsDevices: true,
  isInCall: false,
  isAtDoor: false,
  mayEnter: true,
  knowsWhoComes: true,
  needsServer: true,
  hidesLink: false,
  refuses: null,
} as const satisfies PhaseTraits

const inside = { ...onTheWay, isInCall: true, mayEnter: false } as const

/** Neither in a call nor on the way to one. */
const outside = { ...onTheWay, leadsToCall: false, holdsDevices: false } as const

/** Nothing follows here by itself. */
const notice = { ...outside, mayEnter: false, knowsWhoComes: false, needsServer: false } as const

export const phases = {
  unknown: { ...notice, refuses: 'wrong-phase' },
  ended: notice,
  removed: { ...notice, hidesLink: true, refuses: 'wrong-phase' },
  cancelled: { ...notice, hidesLink: true, refuses: 'wrong-phase' },
  over: { ...notice, hidesLink: true },
  'used-elsewhere': { ...notice, refuses: 'link-used-elsewhere' },
  'taken-over': { ...notice, hidesLink: true, refuses: 'wrong-phase' },
  'too-early': { ...outside, mayEnter: false },
  payment: { ...outside, mayEnter: false },
  precall: onTheWay,
  waiting: { ...onTheWay, isAtDoor: true },
  'in-call': inside,
  'on-hold': inside,
  exit: outside,
} as const satisfies Record<PhaseName, PhaseTraits>

/** The phases of which `trait` says `value`. */
export type PhaseNameWith<Trait extends keyof PhaseTraits, Value = true> = {
  [Name in PhaseName]: (typeof phases)[Name][Trait] extends Value ? Name : never
}[PhaseName]

/**
 * Why a visit is no longer in the call: its person left it, a host ended it for everyone, its page was gone for
 * longer than the grace.
 */
export const leaveReasons = ['left', 'ended', 'lost'] as const
export type LeaveReason = (typeof leaveReasons)[number]

/**
 * How somebody went out of the call, as a session's summary tells it. Besides the reasons above: their seat was taken
 * away, a host sent them back to the waiting room. `opened-elsewhere` stands in older summaries only: to open a link in
 * another browser has once put whoever was in the call out of it.
 */
export const callExits = [...leaveReasons, 'removed', 'returned-to-waiting', 'opened-elsewhere'] as const
export type CallExit = (typeof callExits)[number]

/** What may follow a phase without a new page being opened. */
export const nextPhases: Record<PhaseName, readonly PhaseName[]> = {
  unknown: [],
  ended: [],
  removed: [],
  cancelled: ['removed', 'unknown'],
  over: ['removed', 'unknown'],
  'used-elsewhere': ['removed', 'unknown'],
  'taken-over': ['precall', 'payment', 'waiting', 'in-call', 'on-hold', 'too-early', 'used-elsewhere', ...closed()],
  'too-early': ['precall', 'payment', 'taken-over', ...closed()],
  payment: ['precall', 'too-early', 'taken-over', 'used-elsewhere', 'exit', ...closed()],
  precall: [
    'waiting',
    'payment',
    'in-call',
    'on-hold',
    'exit',
    'taken-over',
    'used-elsewhere',
    'too-early',
    ...closed(),
  ],
  waiting: ['in-call', 'on-hold', 'precall', 'exit', 'taken-over', 'too-early', ...closed()],
  'in-call': ['on-hold', 'waiting', 'exit', 'taken-over', 'removed', 'over', 'unknown'],
  'on-hold': ['in-call', 'waiting', 'exit', 'taken-over', 'removed', 'over', 'unknown'],
  exit: [
    'waiting',
    'in-call',
    'on-hold',
    'precall',
    'payment',
    'taken-over',
    'too-early',
    'used-elsewhere',
    ...closed(),
  ],
}

function closed(): readonly PhaseName[] {
  return ['over', 'cancelled', 'removed', 'unknown']
}
