import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { isInCall } from '../visits/in-call.ts'
import type { Measured } from './rules.ts'

/** Who has or had a seat, and what their pages measured. */
export type AttendanceRow = Awaited<ReturnType<typeof listAttendance>>[number]

/** The seats of a session that were not removed before anybody came into the call by them, oldest first. */
export async function listAttendance(db: Kysely<DB>, teamId: string, sessionId: string) {
  const average = (column: 'sent_average' | 'received_average') =>
    sql<number>`round(sum(${sql.ref(column)}::float8 * samples) / sum(samples))::integer`
  return db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('page_bandwidth')
          .whereRef('page_bandwidth.visit_id', '=', 'visits.visit_id')
          .select(({ fn }) => [
            fn.min('sent_min').as('sent_min'),
            fn.max('sent_max').as('sent_max'),
            average('sent_average').as('sent_average'),
            fn.min('received_min').as('received_min'),
            fn.max('received_max').as('received_max'),
            average('received_average').as('received_average'),
          ])
          .as('measured'),
      (join) => join.onTrue(),
    )
    .select(['participants.participant_id', 'participants.role', 'first_entered_at', 'last_left_at'])
    .select(['last_left_reason', 'connection_check', isInCall.as('is_in_call')])
    .select(['sent_min', 'sent_max', 'sent_average', 'received_min', 'received_max', 'received_average'])
    .where('participants.session_id', '=', sessionId)
    .where('sessions.team_id', '=', teamId)
    .where((either) =>
      either.or([either('participants.deleted_at', 'is', null), either('first_entered_at', 'is not', null)]),
    )
    .orderBy('seat')
    .execute()
}

/**
 * Keeps what a page has measured in place of what it said before, if it is the page that speaks for a visit which is in
 * the call; says whether it is. One statement, which holds nothing that others want: there is one from each page every
 * few seconds.
 */
export async function keepMeasured(
  db: Kysely<DB>,
  page: { participantId: string; pageId: string },
  { sent, received, samples }: Measured,
): Promise<boolean> {
  const figures = {
    sent_min: sent.min,
    sent_max: sent.max,
    sent_average: sent.average,
    received_min: received.min,
    received_max: received.max,
    received_average: received.average,
    samples,
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('page_bandwidth')
    .columns(['visit_id', 'page_id', ...(Object.keys(figures) as (keyof typeof figures)[])])
    .expression((eb) =>
      eb
        .selectFrom('visits')
        .innerJoin('sessions', 'sessions.session_id', 'visits.session_id')
        .select(['visit_id', 'page_id'])
        .select(Object.entries(figures).map(([name, figure]) => sql<number>`${figure}::integer`.as(name)))
        .where('visits.participant_id', '=', page.participantId)
        .where('visits.page_id', '=', page.pageId)
        .where(isInCall),
    )
    .onConflict((conflict) => conflict.columns(['visit_id', 'page_id']).doUpdateSet(figures))
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
