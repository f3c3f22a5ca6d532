import { maxHours } from '@anteroom/contract/api/sessions'
import type { SessionSettings } from '@anteroom/contract/feature-flags'
import type { Kysely, Selectable, SqlBool, Transaction } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { DatabaseError, type Pool } from 'pg'
import type { DB, Sessions } from '../db/types.gen.ts'
import { guard, type LedgerRows, ledgerInserts } from '../ledger/service.ts'
import { type NewPaymentRow, paymentInserts } from '../payments/records.ts'
import { newSeatRow, newSession } from './columns.ts'
import type { Bookmark } from './lists/bookmarks.ts'
import { type Reader, rememberFrom, remembering, selectionFor } from './notations.ts'
import type { SeatToStore } from './seats/service.ts'

export type SessionRow = Omit<Selectable<Sessions>, 'settings' | 'call_id' | 'locked_call_id' | 'revision'>

/** A session that is being made, with its seats. */
export type Booking = {
  row: SessionRow
  settings: SessionSettings
  seats: SeatToStore[]
  payments: NewPaymentRow[]
  ledger: LedgerRows
}

/** One statement is one round trip and one commit, for any number of sessions. */
const insertSessionsText = (where = '') => `
  with ${ledgerInserts('$3')},
  booked as (
    insert into sessions (${newSession.names})
    select ${newSession.names} from json_to_recordset($1) as session (${newSession.types})
    ${where}
    returning session_id, client_id, date_notation
  ),
  ${rememberFrom('booked')},
  ${paymentInserts('$4')}
  insert into participants (${newSeatRow.names}, link_hash, opens_by_id)
  select ${newSeatRow.names}, decode(link_hash, 'hex'), false
  from json_to_recordset($2) as seat (place integer, link_hash text, ${newSeatRow.types})
  order by session_id, place`

/** Prepared, it is planned once. */
const insertNewSessions = { name: 'insert-sessions', text: insertSessionsText('where is_new_session_id(session_id)') }

/** Stores all of them, or none. */
export async function insertSessions(pool: Pool, bookings: Booking[]) {
  await guard(() => pool.query({ ...insertNewSessions, values: valuesOf(bookings) }))
}

/** Whether a session was refused because its id is too old: the clocks differ, or it took very long to get here. */
export function isTooOld(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === 'AR001'
}

/** Stores a session whose place in the list may be in a block. The caller has locked the team's blocks. */
export async function insertOldSession(trx: Transaction<DB>, booking: Booking) {
  await guard(() => trx.executeQuery(CompiledQuery.raw(insertSessionsText(), valuesOf([booking]))))
}

function valuesOf(bookings: Booking[]): string[] {
  const sessions = bookings.map(({ row, settings }) => ({ ...row, settings }))
  const seats = bookings.flatMap(({ row, seats }) =>
    seats.map((seat, place) => {
      return { ...seat, place, session_id: row.session_id, client_id: row.client_id, created: row.created_at }
    }),
  )
  const ledger: LedgerRows = {
    events: bookings.flatMap(({ ledger }) => ledger.events),
    entries: bookings.flatMap(({ ledger }) => ledger.entries),
    answers: bookings.flatMap(({ ledger }) => ledger.answers),
  }
  const payments = bookings.flatMap((booking) => booking.payments)
  return [sessions, seats, ledger, payments].map((part) => JSON.stringify(part))
}

export type SessionUpdate = Partial<
  Pick<
    SessionRow,
    | 'session_name'
    | 'picture'
    | 'external_id'
    | 'metadata'
    | 'opens_before_minutes'
    | 'start_time'
    | 'end_time'
    | 'date_notation'
    | 'feature_flags'
    | 'canceled_time'
  >
> & { settings?: string }

export async function updateSession(
  trx: Transaction<DB>,
  sessionId: string,
  update: SessionUpdate,
  reader: Reader,
): Promise<SessionRow> {
  const updated = trx
    .updateTable('sessions')
    .set((eb) => ({ ...update, revision: eb('revision', '+', 1) }))
    .where('session_id', '=', sessionId)
    .returning(selectionFor(reader))
  if (reader.notation === null) return updated.executeTakeFirstOrThrow()
  const { rows } = await sql<SessionRow>`${remembering(reader)} ${updated}`.execute(trx)
  const [row] = rows
  if (!row) throw new Error(`session ${sessionId} is held and not there`)
  return row
}

export type SessionFilter = {
  startsFrom: Date | null
  endsUntil: Date | null
  /** Sessions that end after this. */
  activeFrom: Date | null
  /** Sessions that start before this. */
  activeBefore: Date | null
  state: string | null
  externalId: string | null
  withCanceled: boolean
  isReversed: boolean
}

/** Whether only some of a team's sessions are asked for; all of them are found by their blocks. */
export function isPicking(filter: SessionFilter): boolean {
  return isByTime(filter) || filter.state !== null || filter.externalId !== null
}

const isByTime = ({ startsFrom, endsUntil, activeFrom, activeBefore }: SessionFilter) =>
  [startsFrom, endsUntil, activeFrom, activeBefore].some((date) => date !== null)

const longestMs = maxHours * 3_600_000

/** A page begins after so many rows, or at a row that is known. */
export type PageStart = { offset: number } | { bookmark: Bookmark }

/** A page of some of a team's sessions, by creation (ids sort by it), or by start when they are picked by a time. */
export async function pickSessions(
  db: Kysely<DB>,
  teamId: string,
  filter: SessionFilter,
  { start, limit, reader }: { start: PageStart; limit: number; reader: Reader },
): Promise<SessionRow[]> {
  const { startsFrom, endsUntil, activeFrom, activeBefore, state, externalId, withCanceled, isReversed } = filter
  const isInTime = isByTime(filter)
  const direction = isReversed ? 'desc' : 'asc'
  let query = db.selectFrom('sessions').select(selectionFor(reader)).where('team_id', '=', teamId)
  if (!withCanceled) query = query.where('canceled_time', 'is', null)
  if (startsFrom) query = query.where('start_time', '>=', startsFrom)
  // The index is by start. Every session starts before it ends.
  if (endsUntil) query = query.where('end_time', '<=', endsUntil).where('start_time', '<=', endsUntil)
  if (activeFrom) {
    // The same again: no session is longer than this.
    const earliest = new Date(activeFrom.getTime() - longestMs)
    query = query.where('end_time', '>', activeFrom).where('start_time', '>', earliest)
  }
  if (activeBefore) query = query.where('start_time', '<', activeBefore)
  if (externalId !== null) query = query.where('external_id', '=', externalId)
  if (state !== null) {
    query = query.where(
      sql<SqlBool>`exists (select from participants where participants.session_id = sessions.session_id
        and participants.deleted_at is null and participants.state is not null and participants.state = ${state}
        and hashtextextended(participants.state, 0) = hashtextextended(${state}::text, 0))`,
    )
  }
  if ('offset' in start) query = query.offset(start.offset)
  else {
    const { sessionId, startTime, isIncluded } = start.bookmark
    const beyond = sql.raw(`${isReversed ? '<' : '>'}${isIncluded ? '=' : ''}`)
    const place = isInTime ? sql`(${startTime}::timestamptz, ${sessionId}::uuid)` : sql`${sessionId}::uuid`
    query = query.where(sql<SqlBool>`${isInTime ? sql`(start_time, session_id)` : sql`session_id`} ${beyond} ${place}`)
  }
  if (isInTime) query = query.orderBy('start_time', direction)
  return query.orderBy('session_id', direction).limit(limit).execute()
}
