import type { SessionSettings } from '@anteroom/contract/feature-flags'
import type { Kysely, Selectable, SqlBool, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { DB, Sessions } from '../db/types.gen.ts'
import { guard, type LedgerRows, ledgerInserts } from '../ledger/service.ts'
import type { SeatToStore } from '../participants/service.ts'
import type { Bookmark } from './bookmarks.ts'

type Db = Kysely<DB> | Transaction<DB>

export type SessionRow = Omit<Selectable<Sessions>, 'settings' | 'call_id' | 'revision'>

const columns = [
  'session_id',
  'team_id',
  'client_id',
  'session_name',
  'picture',
  'start_time',
  'end_time',
  'date_notation',
  'feature_flags',
  'actual_start_time',
  'actual_end_time',
  'canceled_time',
  'created_at',
] as const

/** A session that is being made, with its seats. */
export type Booking = { row: SessionRow; settings: SessionSettings; seats: SeatToStore[]; ledger: LedgerRows }

/** One statement is one round trip and one commit, for any number of sessions; prepared, it is planned once. */
const insertSessionsStatement = {
  name: 'insert-sessions',
  text: `
    with ${ledgerInserts('$3')},
    booked as (
      insert into sessions (session_id, team_id, client_id, session_name, picture, start_time, end_time, date_notation,
        feature_flags, settings, created_at)
      select session_id, team_id, client_id, session_name, picture, start_time, end_time, date_notation,
        feature_flags, settings, created_at
      from json_to_recordset($1) as session (session_id uuid, team_id uuid, client_id uuid, session_name text,
        picture text, start_time timestamptz, end_time timestamptz, date_notation text, feature_flags text[],
        settings jsonb, created_at timestamptz)
    )
    insert into participants (session_id, client_id, created, participant_id, display_name, picture, state, phone,
      user_hint, role, fee)
    select session_id, client_id, created, participant_id, display_name, picture, state, phone, user_hint, role, fee
    from json_to_recordset($2) as seat (place integer, session_id uuid, client_id uuid, created timestamptz,
      participant_id uuid, display_name text, picture text, state text, phone text, user_hint text, role text, fee text)
    order by session_id, place`,
}

/** Stores all of them, or none. */
export async function insertSessions(pool: Pool, bookings: Booking[]) {
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
  const values = [sessions, seats, ledger].map((part) => JSON.stringify(part))
  await guard(() => pool.query({ ...insertSessionsStatement, values }))
}

export async function findSession(db: Db, teamId: string, sessionId: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .select(columns)
    .where('session_id', '=', sessionId)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** The session, held until the transaction ends. */
export async function lockSession(
  trx: Transaction<DB>,
  teamId: string,
  sessionId: string,
): Promise<SessionRow | undefined> {
  return trx
    .selectFrom('sessions')
    .select(columns)
    .where('session_id', '=', sessionId)
    .where('team_id', '=', teamId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export type SessionUpdate = Partial<
  Pick<
    SessionRow,
    'session_name' | 'picture' | 'start_time' | 'end_time' | 'date_notation' | 'feature_flags' | 'canceled_time'
  >
> & { settings?: string }

export async function updateSession(
  trx: Transaction<DB>,
  sessionId: string,
  update: SessionUpdate,
): Promise<SessionRow> {
  return trx
    .updateTable('sessions')
    .set((eb) => ({ ...update, revision: eb('revision', '+', 1) }))
    .where('session_id', '=', sessionId)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

export type SessionFilter = {
  startsFrom: Date | null
  endsUntil: Date | null
  state: string | null
  withCanceled: boolean
  isReversed: boolean
}

/** A page begins after so many rows, or after a row that is known. */
export type PageStart = { offset: number } | { after: Bookmark }

/** A page of a team's sessions, by creation (ids sort by it), or by start when they are picked by a time. */
export async function listSessions(
  db: Db,
  teamId: string,
  filter: SessionFilter,
  start: PageStart,
  limit: number,
): Promise<SessionRow[]> {
  const { startsFrom, endsUntil, state, withCanceled, isReversed } = filter
  const isByTime = startsFrom !== null || endsUntil !== null
  const [direction, beyond] = isReversed ? (['desc', '<'] as const) : (['asc', '>'] as const)
  let query = db.selectFrom('sessions').select(columns).where('team_id', '=', teamId)
  if (!withCanceled) query = query.where('canceled_time', 'is', null)
  if (startsFrom) query = query.where('start_time', '>=', startsFrom)
  if (endsUntil) query = query.where('end_time', '<=', endsUntil)
  if (state !== null) {
    query = query.where(
      sql<SqlBool>`exists (select from participants where participants.session_id = sessions.session_id
        and participants.deleted_at is null and participants.state = ${state})`,
    )
  }
  if ('offset' in start) query = query.offset(start.offset)
  else if (!isByTime) query = query.where('session_id', beyond, start.after.sessionId)
  else {
    const place = sql`(${start.after.startTime}::timestamptz, ${start.after.sessionId}::uuid)`
    query = query.where(sql<SqlBool>`(start_time, session_id) ${sql.raw(beyond)} ${place}`)
  }
  if (isByTime) query = query.orderBy('start_time', direction)
  return query.orderBy('session_id', direction).limit(limit).execute()
}
