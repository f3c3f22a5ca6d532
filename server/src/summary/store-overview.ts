import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { isInCall } from '../visits/in-call.ts'

export type OverviewRow = NonNullable<Awaited<ReturnType<typeof findOverview>>>
export type SeatRow = Awaited<ReturnType<typeof listSeats>>[number]

/** A session, whosever it is and whatever became of it. */
export async function findOverview(db: Kysely<DB>, sessionId: string) {
  return db
    .selectFrom('sessions')
    .innerJoin('teams', 'teams.team_id', 'sessions.team_id')
    .select(['session_id', 'sessions.team_id', 'teams.subdomain', 'client_id', 'session_name', 'external_id'])
    .select(['sessions.created_at', 'start_time', 'end_time', 'sessions.opens_before_minutes', 'feature_flags'])
    .select('teams.opens_before_minutes as team_opens')
    .select(['actual_start_time', 'actual_end_time', 'canceled_time', 'erased_at', 'call_id', 'locked_call_id'])
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
}

/** All seats that it has had, oldest first, and who was behind them. */
export async function listSeats(db: Kysely<DB>, sessionId: string) {
  return db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .select([
      'participants.participant_id',
      'participants.role',
      'participants.display_name',
      'participants.deleted_at',
    ])
    .select(['visits.visit_id', 'visits.name', 'visits.stage', 'first_entered_at', 'last_left_at', 'last_left_reason'])
    .select(['connection_check', isInCall.as('is_in_call')])
    .where('participants.session_id', '=', sessionId)
    .orderBy('seat')
    .execute()
}
