import type { SessionSettings } from '@anteroom/contract/feature-flags'
import type { Kysely, Selectable, SqlBool, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { DB, Sessions } from '../db/types.gen.ts'
import type { SeatToStore } from '../participants/service.ts'

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

/** One statement is one round trip and one commit; prepared, it is planned once for each connection. */
const insertSessionStatement = {
  name: 'insert-session',
  text: `
    with session as (
      insert into sessions (session_id, team_id, client_id, session_name, picture, start_time, end_time,
        date_notation, feature_flags, settings, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )
    insert into participants (session_id, client_id, created, participant_id, display_name, picture, state, phone,
      user_hint, role, fee)
    select $1, $3, $11, participant_id, display_name, picture, state, phone, user_hint, role, fee from unnest($12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[],
      $17::text[], $18::text[], $19::text[]) with ordinality
      as seat (participant_id, display_name, picture, state, phone, user_hint, role, fee, place)
    order by seat.place`,
}

export async function insertSession(pool: Pool, row: SessionRow, settings: SessionSettings, seats: SeatToStore[]) {
  const column = (name: keyof SeatToStore) => seats.map((seat) => seat[name])
  await pool.query({
    ...insertSessionStatement,
    values: [
      row.session_id,
      row.team_id,
      row.client_id,
      row.session_name,
      row.picture,
      row.start_time,
      row.end_time,
      row.date_notation,
      row.feature_flags,
      JSON.stringify(settings),
      row.created_at,
      column('participant_id'),
      column('display_name'),
      column('picture'),
      column('state'),
      column('phone'),
      column('user_hint'),
      column('role'),
      column('fee'),
    ],
  })
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
export async function lockSession(trx: Transaction<DB>, teamId: string, sessionId: string): Promise<SessionRow | undefined> {
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

export async function updateSession(trx: Transaction<DB>, sessionId: string, update: SessionUpdate): Promise<SessionRow> {
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

/**
 * A page of a team's sessions. By creation: ids sort by it. The rows before the page are passed over in the index
 * alone, so that a page far down is found without reading what stands in them.
 */
export async function listSessions(
  db: Db,
  teamId: string,
  filter: SessionFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<SessionRow[]> {
  const direction = filter.isReversed ? 'desc' : 'asc'
  const isByTime = filter.startsFrom !== null || filter.endsUntil !== null
  const wanted = db
    .selectFrom('sessions')
    .select(columns)
    .where('team_id', '=', teamId)
    .$if(!filter.withCanceled, (query) => query.where('canceled_time', 'is', null))
    .$if(filter.startsFrom !== null, (query) => query.where('start_time', '>=', filter.startsFrom))
    .$if(filter.endsUntil !== null, (query) => query.where('end_time', '<=', filter.endsUntil))
    .$if(filter.state !== null, (query) =>
      query.where(
        sql<SqlBool>`exists (select from participants where participants.session_id = sessions.session_id
          and participants.deleted_at is null and participants.state = ${filter.state})`,
      ),
    )
  const ordered = isByTime ? wanted.orderBy('start_time', direction) : wanted
  return ordered.orderBy('session_id', direction).limit(limit).offset(offset).execute()
}
