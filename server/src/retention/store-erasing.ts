import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import * as sessions from '../sessions/erasing.ts'
import type { Kind } from './rules.ts'

/**
 * All that is stored about people in sessions, and how each of it goes. What is stored of visits goes here, sessions and
 * seats by those who keep them. That nothing is forgotten a test sees, which knows all columns.
 */

type Trx = Transaction<DB>

const among = (column: string, ids: string[]) => sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`

/** Of sessions that are held and in which there is no call. */
export async function eraseInSessions(trx: Trx, kind: Kind, sessionIds: string[], at: Date): Promise<void> {
  if (sessionIds.length === 0) return
  if (kind === 'names') await eraseNames(trx, sessionIds, at)
  if (kind === 'checks') await eraseChecks(trx, sessionIds)
  if (kind === 'summaries') await eraseSummaries(trx, sessionIds)
  if (kind === 'sessions') await eraseSessions(trx, sessionIds, at)
}

async function eraseNames(trx: Trx, ids: string[], at: Date) {
  await sessions.eraseNames(trx, ids, at)
  const nobody = {
    name: null,
    waiting_message: null,
    page_id: '',
    browser_hash: Buffer.alloc(0),
    owner_hash: null,
    rival_id: null,
    rival_page_id: null,
    rival_browser_hash: null,
    rival_process_id: null,
    rival_gone_at: null,
    rival_asked_at: null,
    rival_turned_away_at: null,
    rival_message: null,
  }
  await trx.updateTable('visits').set(nobody).where(among('session_id', ids)).execute()
}

async function eraseChecks(trx: Trx, ids: string[]) {
  await trx.updateTable('visits').set({ connection_check: null }).where(among('session_id', ids)).execute()
}

async function eraseSummaries(trx: Trx, ids: string[]) {
  await deleteBandwidth(trx, 'session_id', ids)
  const never = {
    knocked_at: null,
    turned_away_at: null,
    first_entered_at: null,
    entered_at: null,
    last_left_at: null,
    last_left_reason: null,
  }
  await trx.updateTable('visits').set(never).where(among('session_id', ids)).execute()
  await sessions.eraseCallTimes(trx, ids)
}

async function eraseSessions(trx: Trx, ids: string[], at: Date) {
  await deleteVisits(trx, 'session_id', ids)
  await sessions.eraseSessions(trx, ids, at)
}

/** Erases one seat of a session that is held, and takes it away. */
export async function eraseSeat(trx: Trx, participantId: string, sessionId: string, at: Date) {
  await deleteVisits(trx, 'participant_id', [participantId])
  await sessions.eraseSeat(trx, { participantId, sessionId, at })
}

/** The answers to requests that may be repeated for a day. Who repeats theirs from then on is not known any more. */
export async function forgetAnswers(trx: Trx, sessionId: string) {
  await trx.deleteFrom('idempotent_answers').where('session_id', '=', sessionId).execute()
}

type Of = 'session_id' | 'participant_id'

async function deleteVisits(trx: Trx, of: Of, ids: string[]) {
  await deleteBandwidth(trx, of, ids)
  await trx.deleteFrom('visits').where(among(of, ids)).execute()
}

async function deleteBandwidth(trx: Kysely<DB>, of: Of, ids: string[]) {
  await trx
    .deleteFrom('page_bandwidth')
    .where('visit_id', 'in', (visits) => visits.selectFrom('visits').select('visit_id').where(among(of, ids)))
    .execute()
}
