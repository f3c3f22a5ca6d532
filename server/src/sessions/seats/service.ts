import type { EntryLink, NewParticipant, Participant } from '@anteroom/contract/api/participants'
import type { BadMember } from '@anteroom/contract/api/problem'
import { maxParticipants, maxSeatsEver } from '@anteroom/contract/api/sessions'
import type { Answer, ClientPayload } from '@anteroom/contract/realtime'
import { isText, isUuid } from '@anteroom/contract/texts'
import type { Kysely } from 'kysely'
import type { DB } from '../../db/types.gen.ts'
import type { TeamCaller } from '../../ground/caller.ts'
import type { Clock } from '../../ground/clock.ts'
import type { Ids } from '../../ground/ids.ts'
import type { Tell } from '../../ground/news.ts'
import type { Portions } from '../../ground/portions.ts'
import { ProblemError } from '../../ground/problem-error.ts'
import { withWarnings } from '../../ground/reading.ts'
import type { Ledger } from '../../ledger/service.ts'
import type { Fees } from '../../payments/fees.ts'
import type { Sealing } from '../../sealing/sealing.ts'
import type { Asker, Visits } from '../../visits/service.ts'
import { lockSession, raiseRevisions } from '../records.ts'
import { isOver } from '../rules.ts'
import { firstLink, type Links } from './links.ts'
import { type NewSeat, newSeat, seatChange } from './rules.ts'
import {
  countHosts,
  countSeats,
  countSeatsEver,
  findSeat,
  insertSeat,
  listSeats,
  openSeat,
  type ParticipantRow,
  sealSeat,
  takeSeatsWithoutLink,
  updateSeat,
  writeLinkHashes,
} from './store.ts'
import { participantToWire } from './wire.ts'

/** A seat as it is stored. */
export type SeatToStore = NewSeat & { link_hash: string }

type SeatDates = 'created' | 'deleted_at' | 'erased_at'
/** The same as the database writes JSON. */
export type SeatAsJson = Omit<ParticipantRow, SeatDates> & {
  created: string
  deleted_at: string | null
  erased_at: string | null
}

const linksAtOnce = 500

export type Participants = ReturnType<typeof createParticipants>

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  fees: Fees
  tell: Tell
  visits: Visits
  links: Links
  portions: Portions
}

export function createParticipants({ db, sealing, clock, ids, ledger, fees, tell, visits, links, portions }: Parts) {
  const toWire = (row: ParticipantRow) => participantToWire(row, links)

  const jsonToWire = (seat: SeatAsJson) =>
    toWire({
      ...openSeat(sealing, seat),
      created: new Date(seat.created),
      deleted_at: seat.deleted_at === null ? null : new Date(seat.deleted_at),
      erased_at: seat.erased_at === null ? null : new Date(seat.erased_at),
    })

  async function needAccounts({ teamId }: TeamCaller, { fee: text }: NewParticipant) {
    const errors = await fees.wrongAccounts(teamId, [{ text, pointer: '/fee' }])
    if (errors.length > 0) throw new ProblemError('invalid-request', undefined, errors)
  }

  return {
    /** A seat of a session that is being made. */
    newSeat: (asked: NewParticipant): NewSeat => newSeat(asked, ids.random()),

    /** The same as it is stored. */
    toStore: (seat: NewSeat): SeatToStore => ({
      ...sealSeat(sealing, seat.participant_id, seat),
      link_hash: links.hashOf(seat.participant_id, firstLink),
    }),

    toWire,

    jsonToWire: (seats: readonly SeatAsJson[]) => portions.each(seats, jsonToWire),

    /** The seats of some sessions by session, oldest first. */
    async listBySession(sessionIds: string[], withDeleted: boolean): Promise<Map<string, Participant[]>> {
      const bySession = new Map<string, Participant[]>(sessionIds.map((sessionId) => [sessionId, []]))
      const rows = await listSeats(db, sessionIds, withDeleted)
      for (const seat of await portions.each(rows, (row) => toWire(openSeat(sealing, row))))
        bySession.get(seat.session_id)?.push(seat)
      return bySession
    },

    /** How many there are of some sessions, those included that were removed. */
    countEver: (sessionIds: string[]) => countSeatsEver(db, sessionIds),

    async add(
      caller: TeamCaller,
      sessionId: string,
      asked: NewParticipant,
      warnings: readonly BadMember[] = [],
    ): Promise<Participant> {
      await needAccounts(caller, asked)
      const added = await db.transaction().execute(async (trx) => {
        // Adding holds the session, so that two callers at once do not both take the last seat.
        const session = await lockSession(trx, caller.teamId, sessionId)
        if (!session) throw new ProblemError('not-found')
        const now = clock.now()
        if (session.canceled_time) throw new ProblemError('session-over', 'It was cancelled.')
        if (isOver(session.end_time, now)) throw new ProblemError('session-over')
        const seats = await countSeats(trx, sessionId)
        // Whatever happens in a session is decided with all of its seats at hand.
        if (seats.ever >= maxSeatsEver) {
          throw new ProblemError(
            'conflict',
            `A session has at most ${maxSeatsEver} participants in all, those included that were removed. Book another session.`,
          )
        }
        if (seats.now >= maxParticipants) {
          throw new ProblemError('conflict', `A session has at most ${maxParticipants} participants. Remove one first.`)
        }
        await raiseRevisions(trx, [sessionId])
        const seat = newSeat(asked, ids.random())
        const link_hash = Buffer.from(links.hashOf(seat.participant_id, firstLink), 'hex')
        const row = { ...seat, link_hash, session_id: sessionId, client_id: caller.clientId || null, created: now }
        const added = withWarnings(toWire(await insertSeat(trx, sealing, row)), warnings)
        await fees.put(trx, caller, seat, sessionId)
        await ledger.record(trx, caller, {
          ...seatChanged('create', sessionId, seat.participant_id),
          answer: added,
        })
        return added
      })
      tell(`session:${sessionId}`)
      return added
    },

    /** A host in the call adds somebody, and gets the link to hand on. */
    async invite(asker: Asker, { name, role }: ClientPayload<'call:invite'>): Promise<Answer<'call:invite'>> {
      if (name && !isText(name)) return { ok: false, problem: 'invalid-request' }
      const host = await visits.asHost(asker)
      if (!host.ok) return host
      try {
        const asked = { display_name: name?.trim() || null, role: role ?? null }
        const { participant_id } = await this.add(host.caller, asker.sessionId, asked)
        return { ok: true, entryUrl: links.url(participant_id, firstLink) }
      } catch (error) {
        if (error instanceof ProblemError) return { ok: false, problem: error.code }
        throw error
      }
    },

    async get(caller: TeamCaller, participantId: string, withDeleted: boolean): Promise<Participant> {
      const row = isUuid(participantId) ? await findSeat(db, sealing, caller.teamId, participantId) : undefined
      if (!row || (row.deleted_at && !withDeleted)) throw new ProblemError('not-found')
      return toWire(row)
    },

    async change(
      caller: TeamCaller,
      participantId: string,
      asked: NewParticipant,
      warnings: readonly BadMember[] = [],
    ): Promise<Participant> {
      await needAccounts(caller, asked)
      const row = await db.transaction().execute(async (trx) => {
        const change = seatChange(asked)
        // The session first, as everybody does who changes what is in it: otherwise two wait for each other.
        const seat = await findSeat(trx, sealing, caller.teamId, participantId)
        if (!seat) throw new ProblemError('not-found')
        const session = await lockSession(trx, caller.teamId, seat.session_id)
        const isDemoted = seat.role === 'HOST' && change.role !== undefined && change.role !== 'HOST'
        if (session?.call_id && isDemoted && (await countHosts(trx, seat.session_id)) < 2) {
          throw new ProblemError('conflict', 'Nobody could let people in any more. Make somebody else a host first.')
        }
        const row = await updateSeat(trx, sealing, { teamId: caller.teamId, participantId, change })
        if (!row) throw unchangeable(await findSeat(trx, sealing, caller.teamId, participantId))
        if (asked.fee !== undefined) await fees.put(trx, caller, row, row.session_id)
        await raiseRevisions(trx, [row.session_id])
        await ledger.record(trx, caller, {
          ...seatChanged('update', row.session_id, participantId),
          details: { sessionId: row.session_id, members: Object.keys(seatChange(asked)) },
        })
        return row
      })
      tell(`session:${row.session_id}`)
      if (asked.role) await visits.reconsider(row.session_id)
      return withWarnings(toWire(row), warnings)
    },

    /** Takes a seat away for good; doing it again is no mistake, the first answer may have been lost. */
    async remove(caller: TeamCaller, participantId: string): Promise<void> {
      const removed = await visits.removeSeat(caller, participantId)
      if (!removed.ok) throw new ProblemError(removed.problem)
    },

    /** Another link for the same seat. The one before opens nothing any more, and whoever came by it is out. */
    async renewLink(caller: TeamCaller, participantId: string): Promise<EntryLink> {
      let made: EntryLink | null = null
      const renewed = await visits.renewLink(caller, participantId, (id, version) => {
        made = { participant_id: id, entry_url: links.url(id, version) }
        return { hash: links.hashOf(id, version), answer: made }
      })
      if (!renewed.ok || !made) throw new ProblemError(renewed.ok ? 'not-found' : renewed.problem)
      return made
    },

    /** The seat stays, and opens to nobody until it has another link; doing it again is no mistake. */
    async revokeLink(caller: TeamCaller, participantId: string): Promise<void> {
      const revoked = await visits.revokeLink(caller, participantId)
      if (!revoked.ok) throw new ProblemError(revoked.problem)
    },

    /** Seats from before links had keys, and of processes of that time, are given theirs, a few at a time. */
    async makeLinks(stopping: AbortSignal): Promise<void> {
      for (let count = linksAtOnce; count === linksAtOnce && !stopping.aborted; ) {
        count = await db.transaction().execute(async (trx) => {
          const seats = await takeSeatsWithoutLink(trx, linksAtOnce)
          const made = seats.map(({ participant_id, link_version }) => {
            return { participantId: participant_id, hash: links.hashOf(participant_id, link_version) }
          })
          if (made.length > 0) await writeLinkHashes(trx, made)
          return made.length
        })
      }
    },
  }
}

/** Nothing about a person comes back to a seat from which it was erased. */
function unchangeable(seat: ParticipantRow | undefined) {
  return seat && !seat.deleted_at ? new ProblemError('session-over', 'It was erased.') : new ProblemError('not-found')
}

/** To those who are told, a change of its seats is a change of the session. */
function seatChanged(verb: 'create' | 'update', sessionId: string, participantId: string) {
  const event = { type: 'session:update' as const, sessionId, participantId }
  return { action: `participant.${verb}`, target: participantId, details: { sessionId }, events: [event] }
}
