import type { Participant } from '@anteroom/contract/api/participants'
import { isPermitted } from '@anteroom/contract/api/permissions'
import type { BadMember } from '@anteroom/contract/api/problem'
import {
  maxPageSize,
  type NewSession,
  type Session,
  type SessionChange,
  type SessionPage,
  type SessionsQuery,
} from '@anteroom/contract/api/sessions'
import { plainOrNull } from '@anteroom/contract/names'
import { isUuid } from '@anteroom/contract/texts'
import type { Transaction } from 'kysely'
import type { Database } from '../db/pool.ts'
import type { DB } from '../db/types.gen.ts'
import { createBatches } from '../ground/batches.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Tell } from '../ground/news.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { plainReading, type Reading, withWarnings } from '../ground/reading.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Fees } from '../payments/fees.ts'
import { withdrawPayments } from '../payments/records.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Visits } from '../visits/service.ts'
import { createClosing } from './lists/close-blocks.ts'
import { readFilter } from './lists/filters.ts'
import { createLists } from './lists/lists.ts'
import { type BlockSizes, countInBlocks, lockBlocks, shareBlocks } from './lists/store-blocks.ts'
import { readSession, type SessionWithSeats, type WantedSeats } from './lists/store-list-pages.ts'
import { metadataText, openSession, sealSession } from './metadata.ts'
import { readerOf, rememberNotation } from './notations.ts'
import { type LockedSession, lockSession } from './records.ts'
import { hasStarted, isMoved, isOver, notationOf, readFlags, readTimes, timeErrors } from './rules.ts'
import type { Participants } from './seats/service.ts'
import {
  type Booking,
  insertOldSession,
  insertSessions,
  isTooOld,
  type SessionRow,
  type SessionUpdate,
  updateSession,
} from './store.ts'
import { sessionToWire } from './wire.ts'

export type Sessions = ReturnType<typeof createSessions>

/** Measured with 32 and with 256 callers: with smaller writes, or more at once, they wait for each other. */
const batches = { enough: 8, maxItems: 32, maxWrites: 3 }

/**
 * A page in a list of a million is found in some hundred rows: 60 blocks of level 1, 64 blocks at most of level 0, and
 * 256 sessions at most that are passed over.
 */
const blocksOfLists: Blocks = { sessions: 256, blocks: 64 }

type Blocks = BlockSizes & { settledMs?: number }

type Parts = {
  database: Database
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  participants: Participants
  fees: Fees
  visits: Pick<Visits, 'reconsider'>
  tell: Tell
  extraUrlSchemes: readonly string[]
  /** Whether there are TURN servers. */
  hasRelay: boolean
  /** Of other sizes for tests, which also say how old sessions are when blocks are closed over them. */
  blocks?: Blocks
}

export function createSessions(parts: Parts) {
  const { database, sealing, clock, ids, ledger, participants, fees, visits, tell, blocks = blocksOfLists } = parts
  const flagOptions = { extraSchemes: parts.extraUrlSchemes, hasRelay: parts.hasRelay }
  const { kysely: db, pool } = database
  const closing = createClosing(db, blocks, blocks.settledMs)
  const store = createBatches(insert, batches)

  async function insert(bookings: Booking[]) {
    const [booking] = bookings
    try {
      await insertSessions(pool, bookings)
    } catch (error) {
      if (!booking || bookings.length > 1 || !isTooOld(error)) throw error
      await db.transaction().execute((trx) => insertIntoBlock(trx, booking))
    }
    for (const { row } of bookings) closing.grown(row.team_id, 1)
  }

  async function insertIntoBlock(trx: Transaction<DB>, booking: Booking) {
    const { team_id, session_id } = booking.row
    await lockBlocks(trx, team_id)
    await insertOldSession(trx, booking)
    await countInBlocks(trx, team_id, session_id, { total: 1, live: 1 })
  }

  const toWire = (row: SessionRow, seats: Participant[]) => sessionToWire(openSession(sealing, row), seats)
  const withSeats = async (row: SessionWithSeats) => toWire(row, await participants.jsonToWire(row.seats))

  /** Opening what is sealed is the most expensive part of a seat, so what the caller may not see is not even read. */
  const seatsFor = ({ permissions }: TeamCaller, withDeleted: boolean): WantedSeats =>
    isPermitted(permissions, 'participants') ? (withDeleted ? 'all' : 'present') : 'none'

  /**
   * The process that notices that the end of a list has grown long, after many new sessions or the death of a process,
   * sees to it.
   */
  function passedOver(teamId: string, count: number) {
    if (count >= 2 * blocks.sessions) closing.grown(teamId, count)
  }

  const { readListPage } = createLists({
    database,
    clock,
    participants,
    toWire,
    withSeats,
    nearBy: blocks.sessions,
    passedOver,
  })

  /** Cancels a session where that is allowed; a cancelled one stays cancelled. */
  async function end(caller: TeamCaller, sessionId: string, mayEnd: (before: LockedSession, now: Date) => boolean) {
    const isEnded = await db.transaction().execute(async (trx) => {
      const before = await lockSession(trx, caller.teamId, sessionId)
      if (!before) throw new ProblemError('not-found')
      const now = clock.now()
      if (before.canceled_time || !mayEnd(before, now)) return false
      // Until this is committed no block is closed, in which it might still be counted as one that is not cancelled.
      await shareBlocks(trx, caller.teamId)
      await updateSession(trx, sessionId, { canceled_time: now }, readerOf(caller))
      await countInBlocks(trx, caller.teamId, sessionId, { total: 0, live: -1 })
      await withdrawPayments(trx, { sessionId }, now)
      await ledger.record(trx, caller, {
        action: 'session.cancel',
        target: sessionId,
        events: [{ type: 'session:cancel', sessionId }],
      })
      return true
    })
    if (isEnded) tell(`session:${sessionId}`)
  }

  async function wrongFees({ teamId }: TeamCaller, { participants: seats }: NewSession) {
    const texts = (seats ?? []).map(({ fee }, at) => ({ text: fee, pointer: `/participants/${at}/fee` }))
    return fees.wrongAccounts(teamId, texts)
  }

  return {
    /** Stores a session with its seats, or nothing. */
    async book(caller: TeamCaller, asked: NewSession, reading = plainReading): Promise<Session> {
      const now = clock.now()
      const { start, end } = readTimes(asked)
      const { flags, settings, ...remarks } = readFlags(asked, flagOptions)
      const { errors, warnings } = withReading(remarks, reading)
      // As the newest published schema has it.
      if (reading.isStrict && asked.session_name === undefined)
        errors.push({ pointer: '/session_name', message: 'is missing' })
      if (start && end)
        errors.push(...timeErrors({ start: start.date, end: end.date }, now, { start: true, end: true }))
      if (reading.errors.length === 0) errors.push(...(await wrongFees(caller, asked)))
      if (!start || !end || errors.length > 0) throw invalid(errors)
      const row: SessionRow = {
        session_id: ids.sorted(),
        team_id: caller.teamId,
        client_id: caller.clientId,
        session_name: plainOrNull(asked.session_name) ?? null,
        picture: asked.picture ?? null,
        opens_before_minutes: asked.opens_before_minutes ?? null,
        external_id: asked.external_id ?? null,
        metadata: metadataText(asked.metadata) ?? null,
        start_time: start.date,
        end_time: end.date,
        date_notation: notationOf([start, end]) ?? 'iso8601',
        feature_flags: flags,
        actual_start_time: null,
        actual_end_time: null,
        canceled_time: null,
        created_at: now,
        erased_at: null,
      }
      const seats = (asked.participants ?? []).map(participants.newSeat)
      const stored = {
        session_id: row.session_id,
        client_id: caller.clientId,
        created: now,
        deleted_at: null,
        erased_at: null,
        link_version: 1,
        has_link: true,
        opens_by_id: false,
      }
      const answered = seats.map((seat) => participants.toWire({ ...seat, ...stored, coviu_user_id: null }))
      const session = withWarnings(sessionToWire(row, answered), warnings)
      const { session_id } = row
      await store({
        row: sealSession(sealing, row),
        settings,
        seats: seats.map(participants.toStore),
        payments: fees.rowsOf(seats, { teamId: caller.teamId, sessionId: session_id }, now),
        ledger: ledger.rowsOf(caller, {
          action: 'session.create',
          target: session_id,
          details: { participants: seats.length },
          events: [{ type: 'session:create', sessionId: session_id }],
          answer: session,
        }),
      })
      return session
    },

    async get(
      caller: TeamCaller,
      sessionId: string,
      { withDeleted = false, withSeats: isWithSeats = true }: { withDeleted?: boolean; withSeats?: boolean } = {},
    ): Promise<Session> {
      const seats = isWithSeats ? seatsFor(caller, withDeleted) : 'none'
      const row = isUuid(sessionId)
        ? await readSession(pool, caller.teamId, sessionId, { seats, reader: readerOf(caller) })
        : undefined
      if (!row) throw new ProblemError('not-found')
      if (row.canceled_time) throw new ProblemError('session-cancelled')
      return withSeats(row)
    },

    /** A session into which people can still come; null when it is over, cancelled or not there. */
    async findRunning(caller: TeamCaller, sessionId: string): Promise<Session | null> {
      const row = isUuid(sessionId)
        ? await readSession(pool, caller.teamId, sessionId, { seats: 'present', reader: readerOf(caller) })
        : undefined
      return row && !row.canceled_time && !isOver(row.end_time, clock.now()) ? withSeats(row) : null
    },

    async list(caller: TeamCaller, query: SessionsQuery): Promise<SessionPage> {
      const page = query.page ?? 0
      const page_size = Math.min(query.page_size ?? maxPageSize, maxPageSize)
      const { filter, notation, errors } = readFilter(query)
      if (errors.length > 0) throw invalid(errors)
      // One more than fits tells whether there is another page.
      const wanted = {
        number: page,
        size: page_size,
        limit: page_size + 1,
        seats: seatsFor(caller, query.deleted_participants ?? false),
        reader: readerOf(caller, notation),
      }
      const [found] = await Promise.all([
        readListPage(caller.teamId, filter, wanted),
        rememberNotation(db, wanted.reader),
      ])
      const content = found.slice(0, page_size)
      return { content, page, page_size, more: found.length > page_size }
    },

    async change(
      caller: TeamCaller,
      sessionId: string,
      asked: SessionChange,
      reading = plainReading,
    ): Promise<Session> {
      const { row, warnings } = await db.transaction().execute(async (trx) => {
        const before = await lockSession(trx, caller.teamId, sessionId)
        if (!before) throw new ProblemError('not-found')
        const now = clock.now()
        if (before.canceled_time) throw new ProblemError('session-over', 'It was cancelled.')
        if (isOver(before.end_time, now)) throw new ProblemError('session-over')
        const { start, end } = readTimes(asked)
        const { flags, settings, ...remarks } = readFlags(asked, flagOptions)
        const { errors, warnings } = withReading(remarks, reading)
        const isStartMoved = isMoved(before.start_time, start)
        const times = {
          start: start && isStartMoved ? start.date : before.start_time,
          end: end?.date ?? before.end_time,
        }
        if (start || end) errors.push(...timeErrors(times, now, { start: start !== null, end: end !== null }))
        if (errors.length > 0) throw invalid(errors)
        if (isStartMoved && hasStarted(before, now)) {
          throw new ProblemError('session-started', 'Its start cannot be moved any more.', [
            { pointer: '/start_time', message: 'cannot be moved, the session has started' },
          ])
        }
        const update: SessionUpdate = { start_time: times.start, end_time: times.end }
        const notation = notationOf([start, end])
        if (notation) update.date_notation = notation
        if (asked.session_name !== undefined) update.session_name = plainOrNull(asked.session_name)
        if (asked.picture !== undefined) update.picture = asked.picture
        if (asked.opens_before_minutes !== undefined) update.opens_before_minutes = asked.opens_before_minutes
        if (asked.external_id !== undefined) update.external_id = asked.external_id
        const metadata = metadataText(asked.metadata)
        if (metadata !== undefined) {
          update.metadata = sealing.sealOptional(`sessions.metadata/${sessionId}`, metadata)
        }
        if (asked.feature_flags !== undefined) {
          update.feature_flags = flags
          update.settings = JSON.stringify(settings)
        }
        const changed = Object.keys(update)
        await ledger.record(trx, caller, {
          action: 'session.update',
          target: sessionId,
          details: { members: Object.keys(asked).filter((member) => changed.includes(member)) },
          events: [{ type: 'session:update', sessionId }],
        })
        return { row: await updateSession(trx, sessionId, update, readerOf(caller, notation)), warnings }
      })
      tell(`session:${sessionId}`)
      // Whoever waits may have nothing to wait for any more, as without the waiting room.
      if (asked.feature_flags !== undefined) await visits.reconsider(sessionId)
      const isToSeeSeats = seatsFor(caller, false) !== 'none'
      const seats = isToSeeSeats ? await participants.listBySession([sessionId], false) : null
      return withWarnings(toWire(row, seats?.get(sessionId) ?? []), warnings)
    },

    /** Cancels for good; doing it again is no mistake, the first answer may have been lost. */
    cancel: (caller: TeamCaller, sessionId: string) =>
      end(caller, sessionId, (before, now) => {
        if (hasStarted(before, now)) throw new ProblemError('session-started', 'It cannot be cancelled any more.')
        return true
      }),

    /** The same before it is erased: one that has started is cancelled, too, and one that is over stays as it was. */
    withdraw: (caller: TeamCaller, sessionId: string) =>
      end(caller, sessionId, (before, now) => {
        if (isOver(before.end_time, now)) return false
        if (before.call_id) throw new ProblemError('conflict', 'Somebody is in the call. End it, and erase then.')
        return true
      }),

    /** Makes pages that were added to lists since quick to find; to be called again and again. */
    closeBlocks: closing.closeBlocks,
  }
}

/** What is wrong with a request as a whole: what nobody knows is, where the client wants to be told so. */
function withReading(
  { errors, warnings, unknown }: Omit<ReturnType<typeof readFlags>, 'flags' | 'settings'>,
  reading: Reading,
) {
  const ignored = [...reading.unknown, ...unknown]
  return reading.isStrict
    ? { errors: [...reading.errors, ...errors, ...ignored], warnings }
    : { errors: [...reading.errors, ...errors], warnings: [...warnings, ...ignored] }
}

function invalid(errors: BadMember[]): ProblemError {
  return new ProblemError('invalid-request', undefined, errors)
}
