import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Contact } from '@anteroom/contract/api/teams'
import type { Hold } from '@anteroom/contract/door'
import { hasPlugin, type SessionSettings } from '@anteroom/contract/feature-flags'
import { plainOrNull } from '@anteroom/contract/names'
import { isDue } from '@anteroom/contract/payments'
import {
  type CallExit,
  type LeaveReason,
  type PhaseName,
  type PhaseNameWith,
  type PhaseTraits,
  phases,
} from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import { graceMs } from '@anteroom/contract/time-limits'
import { asSeen, type SeatPayment } from '../payments/seen.ts'
import { isOver } from '../sessions/rules.ts'

/** One session with all its seats and who is behind them: what every decision about a visit is made from. */
export type RoomState = {
  session: SessionFacts
  /** Oldest first; removed ones are among them. */
  seats: readonly Seat[]
}

export type SessionFacts = {
  sessionId: string
  teamId: string
  name: string | null
  /** The team's name. */
  team: string
  /** How people reach it, as far as it has said. */
  contact: Contact
  startTime: Date
  /** When people can come in: at the start, or some minutes before. */
  opensAt: Date
  endTime: Date
  canceledTime: Date | null
  actualStartTime: Date | null
  actualEndTime: Date | null
  settings: SessionSettings
  /** The call that is running; null when nobody is in it. */
  callId: string | null
  /** The call that was locked last. */
  lockedCallId: string | null
  revision: number
}

export type Seat = {
  participantId: string
  role: Role
  /** As the integrator gave it. */
  displayName: string | null
  deletedAt: Date | null
  /** The number of its entry link, which grows with each new one. */
  linkVersion: number
  /** SHA-256, hex, of the key in that link; null where none opens the seat. */
  linkHash: string | null
  /** Whether its id is a link as well: of a seat from before links had keys. */
  opensById: boolean
  /** What was asked of whoever sits here, the fee first. */
  payments: readonly SeatPayment[]
  /** Null until a page has connected. */
  visit: Visit | null
}

/** Where a visit stands, whatever its pages see: those between the first and the last are phases as well. */
export type Stage = 'outside' | Hold | PhaseNameWith<'isInCall'> | 'left'

/** What the phase of that name is like; null before and after it, and for one that only a later version knows. */
export const traitsOf = (stage: Stage): PhaseTraits | null =>
  stage === 'outside' || stage === 'left' ? null : (phases[stage] ?? null)

/** Whether somebody has asked to go in, and a gate holds them. */
export const isAtDoor = (stage: Stage): stage is Hold => traitsOf(stage)?.isAtDoor === true

/** The stages of which their phases say so, for queries. */
export function stagesWith(...traits: ('isAtDoor' | 'isInCall')[]): PhaseName[] {
  return (Object.keys(phases) as PhaseName[]).filter((name) => traits.some((trait) => phases[name][trait]))
}

export type Visit = {
  visitId: string
  /** The page that speaks for this visit. */
  pageId: string
  /** Grows with each new page and each time the visit goes into the call. */
  generation: number
  /** SHA-256, hex, of the secret of the browser that has the visit. */
  browserHash: string
  /** The same of the browser that entered first. */
  ownerHash: string | null
  /** As the visitor typed it. */
  name: string | null
  stage: Stage
  /** Why the stage is `left`; null where the seat was taken away. */
  leftReason: LeaveReason | null
  processId: string | null
  /** Since when the page is out of reach; null while it is connected. */
  goneAt: Date | null
  knockedAt: Date | null
  turnedAwayAt: Date | null
  waitingMessage: string | null
  /** The call that a host let this guest into. */
  admittedCallId: string | null
  /** The call that this visit is in, or was in last. */
  lastCallId: string | null
  firstEnteredAt: Date | null
  /** When it last came into the call. */
  enteredAt: Date | null
  /** When and how it last went out of the call. */
  lastLeftAt: Date | null
  lastLeftReason: CallExit | null
  /** What the browser found out before the call; null until it has. */
  check: ConnectionCheck | null
  /** The visit of the host who has made this one a host. */
  madeHostBy: string | null
  /** The visit of the host who has ended the call for this one, or taken its seat away. */
  sentOutBy: string | null
  /** The call in which a host has put this visit on hold. */
  heldCallId: string | null
  /** Null while no other page asks for the place. */
  rival: Rival | null
}

/** A page in another browser whose person asks for the place of the one that speaks: one at most. */
export type Rival = {
  /** What hosts call it by. */
  rivalId: string
  pageId: string
  browserHash: string
  processId: string | null
  goneAt: Date | null
  askedAt: Date
  turnedAwayAt: Date | null
  waitingMessage: string | null
}

/**
 * A page in front of somebody: what tells it from other pages and other browsers. `was`: what only the page itself knows
 * while it does not speak for the visit, that it did before, or that its person has left.
 */
export type Page = {
  pageId: string
  browserHash: string
  /** The number of the link by which it came; null where nobody has asked yet. */
  linkVersion?: number
  was?: 'here' | 'left' | undefined
}

/** A page behind an entry link. */
export type Asker = {
  participantId: string
  sessionId: string
  page: Page
  /** As it was last shown: what it asks for then is done before what others ask for. */
  inCall?: boolean
}

/** Whether this page speaks for the visit. All others only look on, and may ask for its place. */
export function speaks(visit: Visit | null, page: Page): boolean {
  return visit?.pageId === page.pageId
}

/** Whether this page's browser is the one that has the seat, or nobody has it yet. */
export function hasSeat(visit: { browserHash: string | null } | null | undefined, page: Page): boolean {
  return !visit?.browserHash || visit.browserHash === page.browserHash
}

export function findSeat(state: RoomState, participantId: string): Seat | undefined {
  return state.seats.find((seat) => seat.participantId === participantId)
}

export function findVisit(state: RoomState, visitId: string): (Seat & { visit: Visit }) | undefined {
  return state.seats.find((seat): seat is Seat & { visit: Visit } => seat.visit?.visitId === visitId)
}

/** The page that asks for a place, by the id of that wish. */
export function findRival(state: RoomState, rivalId: string): (Seat & { visit: Visit & { rival: Rival } }) | undefined {
  return state.seats.find(
    (seat): seat is Seat & { visit: Visit & { rival: Rival } } => seat.visit?.rival?.rivalId === rivalId,
  )
}

export function isInCall(state: RoomState, visit: Visit | null): boolean {
  const { callId } = state.session
  return callId !== null && visit?.lastCallId === callId && traitsOf(visit.stage)?.isInCall === true
}

/** Whether somebody may let others in, send them out, and end the call: hosts, while they are in it. */
export function isHostInCall(state: RoomState, seat: Seat): boolean {
  return seat.role === 'HOST' && seat.visit?.stage === 'in-call' && isInCall(state, seat.visit)
}

/** Whether the call that runs is locked. */
export function isLocked({ session }: RoomState): boolean {
  return session.callId !== null && session.lockedCallId === session.callId
}

/** Whether people can come in. */
export function isOpen({ session }: RoomState, now: Date): boolean {
  return !session.canceledTime && now >= session.opensAt && !isOver(session.endTime, now)
}

/** Whether a page has been gone for longer than the grace. */
export function isLapsed({ goneAt }: { goneAt: Date | null }, now: Date): boolean {
  return goneAt !== null && now.getTime() - goneAt.getTime() >= graceMs
}

/** The name that the integrator gave, if it can be seen. */
export const givenName = (seat: Seat): string | null => plainOrNull(seat.displayName) || null

export function nameOf(seat: Seat): string | null {
  return givenName(seat) || plainOrNull(seat.visit?.name ?? null) || null
}

/** Whether they came as a guest; a host in the room may have made them a host since. */
export function cameAsGuest({ role, visit }: Seat): boolean {
  return role === 'GUEST' || (role === 'HOST' && Boolean(visit?.madeHostBy))
}

/** What has to be paid before whoever sits here may come to the door; null where nothing has, or nobody could take it. */
export function dueOf({ session }: RoomState, { payments }: Seat): SeatPayment | null {
  if (payments.length === 0 || !hasPlugin(session.settings, 'stripe-payments')) return null
  return payments.find((payment) => payment.isCollectable && isDue(asSeen(payment))) ?? null
}

/** Whether several guests come, who need not know of each other. */
export function isGroup({ seats }: RoomState): boolean {
  return seats.filter((seat) => !seat.deletedAt && cameAsGuest(seat)).length > 1
}
