import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, Participants } from '../db/types.gen.ts'
import type { NewSeat, SeatChange } from './rules.ts'

type Db = Kysely<DB> | Transaction<DB>

export type ParticipantRow = Omit<Selectable<Participants>, 'seat'>
const columns = [
  'participants.participant_id',
  'participants.session_id',
  'participants.client_id',
  'participants.display_name',
  'participants.picture',
  'participants.state',
  'participants.phone',
  'participants.user_hint',
  'participants.role',
  'participants.fee',
  'participants.coviu_user_id',
  'participants.created',
  'participants.deleted_at',
  'participants.erased_at',
] as const

/** The seats of some sessions, oldest first. */
export async function listSeats(db: Db, sessionIds: string[], withDeleted: boolean): Promise<ParticipantRow[]> {
  if (sessionIds.length === 0) return []
  return db
    .selectFrom('participants')
    .select(columns)
    .where('session_id', '=', sql<string>`any(${sessionIds}::uuid[])`)
    .$if(!withDeleted, (query) => query.where('deleted_at', 'is', null))
    .orderBy('seat')
    .execute()
}

export async function findSeat(db: Db, teamId: string, participantId: string): Promise<ParticipantRow | undefined> {
  return db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .select(columns)
    .where('participants.participant_id', '=', participantId)
    .where('sessions.team_id', '=', teamId)
    .executeTakeFirst()
}

export async function countSeats(trx: Transaction<DB>, sessionId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('participants')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('session_id', '=', sessionId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertSeat(
  trx: Transaction<DB>,
  seat: NewSeat & { session_id: string; client_id: string | null; created: Date },
): Promise<ParticipantRow> {
  return trx.insertInto('participants').values(seat).returning(columns).executeTakeFirstOrThrow()
}

export async function updateSeat(
  trx: Transaction<DB>,
  teamId: string,
  participantId: string,
  change: SeatChange,
): Promise<ParticipantRow | undefined> {
  return (
    trx
      .updateTable('participants')
      .from('sessions')
      // Something has to be set for the row to come back.
      .set({ participant_id: participantId, ...change })
      .whereRef('sessions.session_id', '=', 'participants.session_id')
      .where('sessions.team_id', '=', teamId)
      .where('participants.participant_id', '=', participantId)
      .where('participants.deleted_at', 'is', null)
      .where('participants.erased_at', 'is', null)
      .returning(columns)
      .executeTakeFirst()
  )
}

/** The session that a seat is added to, held until the transaction ends. */
export async function lockSession(trx: Transaction<DB>, teamId: string, sessionId: string) {
  return trx
    .selectFrom('sessions')
    .select(['end_time', 'canceled_time'])
    .where('session_id', '=', sessionId)
    .where('team_id', '=', teamId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Pages in the room could notice what was changed. */
export async function raiseRevision(trx: Transaction<DB>, sessionId: string) {
  await trx
    .updateTable('sessions')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('session_id', '=', sessionId)
    .execute()
}
