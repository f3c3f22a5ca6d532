import { isUuid } from '@anteroom/contract/api/formats'
import type { BadMember } from '@anteroom/contract/api/problem'
import {
  maxPageSize,
  type NewSession,
  type Session,
  type SessionChange,
  type SessionPage,
  type SessionsQuery,
} from '@anteroom/contract/api/sessions'
import { parseDate } from '@anteroom/contract/dates'
import type { Database } from '../db/pool.ts'
import type { TeamCaller } from '../http/authentication.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Clock, Ids } from '../ids.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Participants } from '../participants/service.ts'
import type { Publish } from '../publish.ts'
import { createBatches } from './batches.ts'
import { createBookmarks } from './bookmarks.ts'
import { hasStarted, isMoved, isOver, notationOf, readFlags, readTimes, timeErrors } from './rules.ts'
import {
  type Booking,
  findSession,
  insertSessions,
  listSessions,
  lockSession,
  type SessionRow,
  type SessionUpdate,
  updateSession,
} from './store.ts'
import { sessionToWire } from './wire.ts'

export type Sessions = ReturnType<typeof createSessions>

/** Measured with 32 callers: half the work of the database for each session, and two thirds of ours. */
const batches = { maxItems: 32, maxWrites: 4 }

type Parts = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Ledger
  participants: Participants
  publish: Publish
  extraUrlSchemes: readonly string[]
}

export function createSessions({ database, clock, ids, ledger, participants, publish, extraUrlSchemes }: Parts) {
  const { kysely: db, pool } = database
  const bookmarks = createBookmarks(clock)
  const store = createBatches((bookings: Booking[]) => insertSessions(pool, bookings), batches)

  async function toWire(row: SessionRow, withDeleted = false): Promise<Session> {
    const seats = await participants.listBySession([row.session_id], withDeleted)
    return sessionToWire(row, seats.get(row.session_id) ?? [])
  }

  return {
    /** Stores a session with its seats, or nothing. `schemaErrors`: what is already known to be wrong with it. */
    async book(caller: TeamCaller, asked: NewSession, schemaErrors: BadMember[] = []): Promise<Session> {
      const now = clock.now()
      const { start, end } = readTimes(asked)
      const { flags, settings, errors } = readFlags(asked, extraUrlSchemes)
      if (start && end)
        errors.push(...timeErrors({ start: start.date, end: end.date }, now, { start: true, end: true }))
      if (!start || !end || schemaErrors.length + errors.length > 0) throw invalid([...schemaErrors, ...errors])
      const row: SessionRow = {
        session_id: ids.sorted(),
        team_id: caller.teamId,
        client_id: caller.clientId,
        session_name: asked.session_name ?? null,
        picture: asked.picture ?? null,
        start_time: start.date,
        end_time: end.date,
        date_notation: notationOf([start, end]) ?? 'iso8601',
        feature_flags: flags,
        actual_start_time: null,
        actual_end_time: null,
        canceled_time: null,
        created_at: now,
      }
      const seats = (asked.participants ?? []).map(participants.newSeat)
      const stored = { session_id: row.session_id, client_id: caller.clientId, created: now, deleted_at: null }
      const answered = seats.map((seat) => participants.toWire({ ...seat, ...stored, coviu_user_id: null }))
      const session = sessionToWire(row, answered)
      const { session_id } = row
      await store({
        row,
        settings,
        seats,
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

    async get(caller: TeamCaller, sessionId: string, withDeleted: boolean): Promise<Session> {
      const row = isUuid(sessionId) ? await findSession(db, caller.teamId, sessionId) : undefined
      if (!row) throw new ProblemError('not-found')
      if (row.canceled_time) throw new ProblemError('session-cancelled')
      return toWire(row, withDeleted)
    },

    /** A session into which people can still come; null when it is over, cancelled or not there. */
    async findRunning(caller: TeamCaller, sessionId: string): Promise<Session | null> {
      const row = isUuid(sessionId) ? await findSession(db, caller.teamId, sessionId) : undefined
      return row && !row.canceled_time && !isOver(row, clock.now()) ? toWire(row) : null
    },

    async list(caller: TeamCaller, query: SessionsQuery): Promise<SessionPage> {
      const page = query.page ?? 0
      const page_size = Math.min(query.page_size ?? maxPageSize, maxPageSize)
      const filter = {
        startsFrom: query.start_time ? (parseDate(query.start_time)?.date ?? null) : null,
        endsUntil: query.end_time ? (parseDate(query.end_time)?.date ?? null) : null,
        state: query.state ?? null,
        withCanceled: query.include_canceled ?? false,
        isReversed: query.order === 'reverse' || query.order === 'backwards',
      }
      const list = JSON.stringify([caller.teamId, page_size, filter])
      const after = bookmarks.find(list, page)
      const start = after ? { after } : { offset: page * page_size }
      // One more than fits tells whether there is another page.
      const rows = await listSessions(db, caller.teamId, filter, start, page_size + 1)
      const shown = rows.slice(0, page_size)
      const last = shown.at(-1)
      if (last) bookmarks.remember(list, page + 1, { sessionId: last.session_id, startTime: last.start_time })
      const seats = await participants.listBySession(
        shown.map((row) => row.session_id),
        query.deleted_participants ?? false,
      )
      const content = shown.map((row) => sessionToWire(row, seats.get(row.session_id) ?? []))
      return { content, page, page_size, more: rows.length > page_size }
    },

    async change(
      caller: TeamCaller,
      sessionId: string,
      asked: SessionChange,
      schemaErrors: BadMember[] = [],
    ): Promise<Session> {
      const row = await db.transaction().execute(async (trx) => {
        const before = await lockSession(trx, caller.teamId, sessionId)
        if (!before) throw new ProblemError('not-found')
        const now = clock.now()
        if (before.canceled_time) throw new ProblemError('session-over', 'It was cancelled.')
        if (isOver(before, now)) throw new ProblemError('session-over')
        const { start, end } = readTimes(asked)
        const { flags, settings, errors } = readFlags(asked, extraUrlSchemes)
        const isStartMoved = isMoved(before.start_time, start)
        const times = {
          start: start && isStartMoved ? start.date : before.start_time,
          end: end?.date ?? before.end_time,
        }
        if (start || end) errors.push(...timeErrors(times, now, { start: start !== null, end: end !== null }))
        if (schemaErrors.length + errors.length > 0) throw invalid([...schemaErrors, ...errors])
        if (isStartMoved && hasStarted(before, now)) {
          throw new ProblemError('session-started', 'Its start cannot be moved any more.', [
            { pointer: '/start_time', message: 'cannot be moved, the session has started' },
          ])
        }
        const update: SessionUpdate = { start_time: times.start, end_time: times.end }
        const notation = notationOf([start, end])
        if (notation) update.date_notation = notation
        if (asked.session_name !== undefined) update.session_name = asked.session_name
        if (asked.picture !== undefined) update.picture = asked.picture
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
        return updateSession(trx, sessionId, update)
      })
      publish.sessionChanged(sessionId)
      return toWire(row)
    },

    /** Cancels for good; doing it again is no mistake, the first answer may have been lost. */
    async cancel(caller: TeamCaller, sessionId: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const before = await lockSession(trx, caller.teamId, sessionId)
        if (!before) throw new ProblemError('not-found')
        if (before.canceled_time) return
        const now = clock.now()
        if (hasStarted(before, now)) throw new ProblemError('session-started', 'It cannot be cancelled any more.')
        await updateSession(trx, sessionId, { canceled_time: now })
        await ledger.record(trx, caller, {
          action: 'session.cancel',
          target: sessionId,
          events: [{ type: 'session:cancel', sessionId }],
        })
      })
      publish.sessionChanged(sessionId)
    },
  }
}

function invalid(errors: BadMember[]): ProblemError {
  return new ProblemError('invalid-request', undefined, errors)
}
