import type { RetentionChange } from '@anteroom/contract/api/retention'
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Kind } from './rules.ts'

type Db = Kysely<DB> | Transaction<DB>

/** One process goes through what is due at a time; false when it is another one. */
export async function holdPurging(trx: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('anteroom retention')) as held`.execute(trx)
  return rows[0]?.held ?? false
}

/** What a team has said itself. */
export async function findDays(db: Db, teamId: string): Promise<RetentionChange> {
  const row = await db.selectFrom('team_retention').select('days').where('team_id', '=', teamId).executeTakeFirst()
  return (row?.days ?? {}) as RetentionChange
}

export async function putDays(trx: Db, teamId: string, change: RetentionChange) {
  const days = JSON.stringify(change)
  await trx
    .insertInto('team_retention')
    .values({ team_id: teamId, days })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ days }))
    .execute()
}

export async function listTeams(db: Db) {
  const rows = await db
    .selectFrom('teams')
    .leftJoin('team_retention', 'team_retention.team_id', 'teams.team_id')
    .select(['teams.team_id', 'team_retention.days'])
    .orderBy('teams.team_id')
    .execute()
  return rows.map(({ team_id, days }) => ({ teamId: team_id, days: (days ?? {}) as RetentionChange }))
}

export type DueSession = { session_id: string; start_time: Date; call_id: string | null; erased_at: Date | null }

/** The next sessions of a team that start up to then and were not gone through yet, held until the transaction ends. */
export async function takeDue(
  trx: Transaction<DB>,
  { teamId, kind, until, limit }: { teamId: string; kind: Kind; until: Date; limit: number },
): Promise<DueSession[]> {
  const done = sql`select start_time, session_id from retention_progress where team_id = ${teamId} and kind = ${kind}`
  return trx
    .selectFrom('sessions')
    .select(['session_id', 'start_time', 'call_id', 'erased_at'])
    .where('team_id', '=', teamId)
    .where('start_time', '<=', until)
    .where(sql<SqlBool>`(start_time, session_id) > coalesce(
      (select row(done.start_time, done.session_id) from (${done}) done),
      row('-infinity'::timestamptz, '00000000-0000-0000-0000-000000000000'::uuid))`)
    .orderBy('start_time')
    .orderBy('session_id')
    .limit(limit)
    .forNoKeyUpdate()
    .execute()
}

export async function moveProgress(trx: Transaction<DB>, teamId: string, kind: Kind, last: DueSession) {
  const place = { start_time: last.start_time, session_id: last.session_id }
  await trx
    .insertInto('retention_progress')
    .values({ team_id: teamId, kind, ...place })
    .onConflict((conflict) => conflict.columns(['team_id', 'kind']).doUpdateSet(place))
    .execute()
}

/** A session, held until the transaction ends. */
export async function lockSession(trx: Transaction<DB>, teamId: string, sessionId: string) {
  return trx
    .selectFrom('sessions')
    .select(['session_id', 'call_id', 'erased_at'])
    .where('session_id', '=', sessionId)
    .where('team_id', '=', teamId)
    .forUpdate()
    .executeTakeFirst()
}

/** In which session a seat is, and whose that is. */
export async function findSeat(db: Db, participantId: string) {
  return db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .select(['participants.session_id', 'sessions.team_id'])
    .where('participant_id', '=', participantId)
    .executeTakeFirst()
}

export async function findTeamOfSession(db: Db, sessionId: string): Promise<string | null> {
  const row = await db.selectFrom('sessions').select('team_id').where('session_id', '=', sessionId).executeTakeFirst()
  return row?.team_id ?? null
}

/** A seat of a session that is held, and whether whoever is behind it is in the call. */
export async function readSeat(trx: Transaction<DB>, participantId: string) {
  return trx
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .select(['participants.erased_at', 'participants.deleted_at'])
    .select(
      sql<boolean>`coalesce(visits.stage in ('in-call', 'on-hold') and visits.last_call_id = sessions.call_id, false)`.as(
        'is_in_call',
      ),
    )
    .where('participants.participant_id', '=', participantId)
    .executeTakeFirst()
}
