import type { RetentionChange } from '@anteroom/contract/api/retention'
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { isInCall } from '../visits/in-call.ts'
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
    .where('teams.removed_at', 'is', null)
    .orderBy('teams.team_id')
    .execute()
  return rows.map(({ team_id, days }) => ({ teamId: team_id, days: (days ?? {}) as RetentionChange }))
}

/** A place in a team's sessions, in the order of their starts. As text, as dates lose microseconds. */
export type Place = { start: string; session_id: string }
export type DueSession = Place & { call_id: string | null; erased_at: Date | null }

const start = sql<string>`start_time::text`.as('start')

/** Up to where a team's sessions were gone through in earlier runs. */
export async function findProgress(trx: Transaction<DB>, teamId: string, kind: Kind): Promise<Place | undefined> {
  return trx
    .selectFrom('retention_progress')
    .select([start, 'session_id'])
    .where('team_id', '=', teamId)
    .where('kind', '=', kind)
    .executeTakeFirst()
}

/** The next sessions of a team that start up to then, held until the transaction ends. */
export async function takeDue(
  trx: Transaction<DB>,
  { teamId, after, until, limit }: { teamId: string; after: Place | undefined; until: Date; limit: number },
): Promise<DueSession[]> {
  return trx
    .selectFrom('sessions')
    .select([start, 'session_id', 'call_id', 'erased_at'])
    .where('team_id', '=', teamId)
    .where('start_time', '<=', until)
    .$if(after !== undefined, (query) =>
      // The index finds the place only when it stands in the statement.
      query.where(sql<SqlBool>`(start_time, session_id) > (${after?.start}::timestamptz, ${after?.session_id}::uuid)`),
    )
    .orderBy('start_time')
    .orderBy('session_id')
    .limit(limit)
    .forNoKeyUpdate()
    .execute()
}

export async function moveProgress(trx: Transaction<DB>, teamId: string, kind: Kind, sessionId: string) {
  await sql`
    insert into retention_progress (team_id, kind, start_time, session_id)
    select ${teamId}, ${kind}, start_time, session_id from sessions where session_id = ${sessionId}
    on conflict (team_id, kind) do update
    set start_time = excluded.start_time, session_id = excluded.session_id`.execute(trx)
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
    .select(['participants.erased_at', 'participants.deleted_at', 'visits.visit_id'])
    .select(isInCall.as('is_in_call'))
    .where('participants.participant_id', '=', participantId)
    .executeTakeFirst()
}
