import { waysOf } from '@anteroom/contract/api/teams'
import { hasPlugin, roomSettingsOf, type SessionSettings } from '@anteroom/contract/feature-flags'
import { plainName, plainOrNull } from '@anteroom/contract/names'
import type { OwnPayment, Payer, SeenPayment } from '@anteroom/contract/payments'
import { isUnsettled } from '@anteroom/contract/payments'
import { type PhaseName, phases } from '@anteroom/contract/phases'
import type { Expected, IceServer, Look, Person, TurnedAway, VisitView, Waiter } from '@anteroom/contract/realtime'
import { asOwn, asSeen } from '../payments/seen.ts'
import { isHeld, isKnocking, turnedAway } from './door/knocking.ts'
import { findingsOf } from './findings.ts'
import { holdsPlace, phaseOf, rivalOf } from './rules.ts'
import {
  cameAsGuest,
  dueOf,
  findVisit,
  givenName,
  isGroup,
  isHostInCall,
  isInCall,
  isLapsed,
  isLocked,
  nameOf,
  type Page,
  type Rival,
  type RoomState,
  type Seat,
  speaks,
  type Visit,
} from './state.ts'

/** `relayOnly`: whether that is so in all sessions. */
type Context = { page: Page; now: Date; iceServers: IceServer[]; relayOnly: boolean; look?: Look | undefined }

/**
 * What one page may know of the room. People who wait see nobody, and only people who can let others in see who waits.
 * In a group, those who are not in the call know the hosts, the clinic and the time; even the session's name may tell
 * who else comes.
 */
export function viewOf(state: RoomState, seat: Seat, { page, now, iceServers, relayOnly, look }: Context): VisitView {
  const { session, seats } = state
  const phase = phaseOf(state, seat, page, now)
  const others = seats.filter(({ participantId }) => participantId !== seat.participantId)
  const { isInCall: here, knowsWhoComes, leadsToCall } = phases[phase.name]
  const isMine = speaks(seat.visit, page)
  const asking = isMine && seat.visit ? askingRival(seat.visit, now) : null
  const isHost = isMine && isHostInCall(state, seat)
  const settings = roomSettingsOf(session.settings)
  const held = isHost ? heldIn(state, others, now) : []
  const forHost = seat.role === 'HOST' && (isMine || !seat.visit)
  const knowsAll = here || forHost || !isGroup(state)
  return {
    revision: session.revision,
    now: now.toISOString(),
    phase,
    me: {
      visitId: seat.visit?.visitId ?? '',
      generation: isMine ? (seat.visit?.generation ?? 0) : 0,
      role: seat.role,
      name: nameOf(seat),
      nameGiven: givenName(seat) !== null,
      since: here ? (seat.visit?.enteredAt?.toISOString() ?? null) : null,
      madeHostBy: madeHostBy(state, seat),
      asked: asking?.askedAt.toISOString() ?? null,
      askedBy: asking?.rivalId ?? null,
    },
    session: {
      name: knowsAll ? plainOrNull(session.name) : null,
      team: plainName(session.team),
      ...waysOf(session.contact),
      startTime: session.startTime.toISOString(),
      endTime: session.endTime.toISOString(),
      ...(session.opensAt < session.startTime && { opensAt: session.opensAt.toISOString() }),
    },
    settings: { ...settings, relayOnly: relayOnly || settings.relayOnly },
    ...(look && { look }),
    expected: knowsWhoComes ? expectedAmong(state, others, { knowsAll, now, forHost }) : [],
    locked: here && isLocked(state),
    othersJoined: here && others.some(({ visit }) => session.callId !== null && visit?.lastCallId === session.callId),
    people: here ? peopleIn(state, others, { now, forHost: isHost }) : [],
    waiting: held.flatMap(({ waiter, mayKnockAt }) => (mayKnockAt ? [] : [waiter])),
    turnedAway: held.flatMap(({ waiter, mayKnockAt }): TurnedAway[] => (mayKnockAt ? [{ ...waiter, mayKnockAt }] : [])),
    ...ownPayments(session.settings, seat, { phase: phase.name, payee: plainName(session.team) }),
    ...(isHost ? whoPays(state, others, now) : {}),
    iceServers: leadsToCall ? iceServers : [],
  }
}

function askingRival(visit: Visit, now: Date): Rival | null {
  const rival = rivalOf(visit, now)
  return rival && !rival.turnedAwayAt && holdsPlace(visit, now) ? rival : null
}

function expectedAmong(
  state: RoomState,
  others: readonly Seat[],
  { knowsAll, now, forHost }: Showing & { knowsAll: boolean },
): Expected[] {
  return others
    .filter((other) => !other.deletedAt && (knowsAll || (other.role === 'HOST' && !cameAsGuest(other))))
    .map((other) => {
      const inCall = isInCall(state, other.visit)
      return {
        name: nameOf(other),
        role: other.role,
        inCall,
        ...(!inCall && other.visit?.firstEnteredAt ? { wasHere: true } : {}),
        ...(forHost && isKnocking(state, other, now)
          ? { waits: true, ...(other.visit.knockedAt && { waitsSince: other.visit.knockedAt.toISOString() }) }
          : {}),
      }
    })
}

/** What somebody pays, as they see it themselves: not on pages that have no business in the session. */
function ownPayments(
  settings: SessionSettings,
  { payments }: Seat,
  { phase, payee }: { phase: PhaseName; payee: string },
): { payments?: OwnPayment[] } {
  const { needsServer } = phases[phase]
  if (payments.length === 0 || !needsServer || !hasPlugin(settings, 'stripe-payments')) return {}
  const own = payments.filter(({ isCollectable, state }) => isCollectable || !isUnsettled(state))
  return own.length > 0 ? { payments: own.map((payment) => asOwn(payment, payee)) } : {}
}

function seenPayments(settings: SessionSettings, { payments }: Seat): { payments?: SeenPayment[] } {
  if (payments.length === 0 || !hasPlugin(settings, 'stripe-payments')) return {}
  return { payments: payments.map(asSeen) }
}

/** Whose page shows the payment screen: they are not at the door yet. */
function whoPays(state: RoomState, others: readonly Seat[], now: Date): { paying?: Payer[] } {
  const paying = others.flatMap((other): Payer[] => {
    const { visit } = other
    if (!visit || other.deletedAt || visit.stage !== 'outside' || isLapsed(visit, now) || !dueOf(state, other))
      return []
    return [{ visitId: visit.visitId, name: nameOf(other) ?? '', connected: visit.goneAt === null }]
  })
  return paying.length > 0 ? { paying } : {}
}

function madeHostBy(state: RoomState, { visit, role }: Seat): string | null {
  const host = visit?.madeHostBy && role === 'HOST' ? findVisit(state, visit.madeHostBy) : undefined
  return host ? nameOf(host) : null
}

type Showing = { now: Date; forHost: boolean }

function peopleIn(state: RoomState, others: readonly Seat[], { now, forHost }: Showing): Person[] {
  return others.flatMap((other): Person[] => {
    const { visit } = other
    if (other.deletedAt || !visit || !isInCall(state, visit)) return []
    return [
      {
        visitId: visit.visitId,
        generation: visit.generation,
        name: nameOf(other) ?? '',
        role: other.role,
        onHold: visit.stage === 'on-hold',
        connected: visit.goneAt === null,
        since: (visit.enteredAt ?? visit.firstEnteredAt ?? now).toISOString(),
        ...(forHost && visit.check ? { findings: findingsOf(visit.check) } : {}),
        ...(forHost ? seenPayments(state.session.settings, other) : {}),
      },
    ]
  })
}

/** Somebody at the door; `mayKnockAt`: from when they may knock again, if a host has told them "not now". */
type AtDoor = { waiter: Waiter; mayKnockAt: string | undefined }

/** Longest waiting first. */
function heldIn(state: RoomState, others: readonly Seat[], now: Date): AtDoor[] {
  return others
    .flatMap((other) => [...waiterAt(state, other, now), ...rivalAt(other, now)])
    .sort((a, b) => a.waiter.since.localeCompare(b.waiter.since))
}

function waiterAt(state: RoomState, seat: Seat, now: Date): AtDoor[] {
  if (!isHeld(state, seat, now)) return []
  const { visitId, knockedAt, goneAt, waitingMessage, check, ownerHash, browserHash } = seat.visit
  const waiter: Waiter = {
    visitId,
    name: nameOf(seat) ?? '',
    since: (knockedAt ?? now).toISOString(),
    connected: goneAt === null,
    message: waitingMessage,
    findings: check ? findingsOf(check) : [],
    otherDevice: ownerHash !== null && ownerHash !== browserHash ? 'new' : null,
    ...seenPayments(state.session.settings, seat),
  }
  return [{ waiter, mayKnockAt: turnedAway(seat.visit)?.mayKnockAt }]
}

function rivalAt(seat: Seat, now: Date): AtDoor[] {
  const rival = rivalOf(seat.visit, now)
  // One that was refused was so by the person themselves, as a rule, and is nobody to be let in.
  if (!seat.visit || !rival || rival.turnedAwayAt || seat.deletedAt || !holdsPlace(seat.visit, now)) return []
  const waiter: Waiter = {
    visitId: rival.rivalId,
    name: nameOf(seat) ?? '',
    since: rival.askedAt.toISOString(),
    connected: rival.goneAt === null,
    message: rival.waitingMessage,
    findings: [],
    otherDevice: 'moves',
  }
  return [{ waiter, mayKnockAt: undefined }]
}
