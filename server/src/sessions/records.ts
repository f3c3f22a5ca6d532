import { defaultSettings, type SessionSettings } from '@anteroom/contract/feature-flags'
import { type Kysely, sql, type Transaction, type Updateable } from 'kysely'
import type { DB, Participants, Sessions } from '../db/types.gen.ts'
import { sessionColumns } from './columns.ts'

/**
 * What other features do with sessions and seats in transactions of their own (what erasing does is in `erasing.ts`).
 * Only this folder writes the two tables; this file knows none of its callers.
 */

type Db = Kysely<DB>

export type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>

/** A session of a team, held until the transaction ends. Every change of what is in it begins with this. */
export async function lockSession(trx: Transaction<DB>, teamId: string, sessionId: string) {
  return trx
    .selectFrom('sessions')
    .select([...sessionColumns, 'call_id'])
    .where('session_id', '=', sessionId)
    .where('team_id', '=', teamId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Pages in the room could notice what was changed. */
export async function raiseRevisions(db: Db, sessionIds: readonly string[]) {
  await sql`update sessions set revision = revision + 1 where session_id = any(${sessionIds}::uuid[])`.execute(db)
}

/** Which call a session that is held has, and how often it was changed. */
export async function saveCall(
  db: Db,
  sessionId: string,
  call: Required<
    Pick<Updateable<Sessions>, 'call_id' | 'locked_call_id' | 'actual_start_time' | 'actual_end_time' | 'revision'>
  >,
) {
  await db.updateTable('sessions').set(call).where('session_id', '=', sessionId).execute()
}

/** What is decided in the room of a seat whose session is held. */
export async function saveSeat(
  db: Db,
  participantId: string,
  change: Pick<Updateable<Participants>, 'link_version' | 'link_hash' | 'opens_by_id' | 'deleted_at' | 'role'>,
) {
  await db.updateTable('participants').set(change).where('participant_id', '=', participantId).execute()
}

/** A session's settings as they were stored: one from before there was some flag has what it does by default. */
export function settingsOf(stored: unknown): SessionSettings {
  return { ...defaultSettings, ...(stored as Partial<SessionSettings>) }
}
