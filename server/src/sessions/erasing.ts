import { givenMembers } from '@anteroom/contract/api/participants'
import { parseFeatureFlags } from '@anteroom/contract/feature-flags'
import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { raiseRevisions } from './records.ts'

/** Erases what is about people from sessions and seats; `retention/` decides what goes when. */

type Trx = Transaction<DB>

const nothingGiven = Object.fromEntries([...givenMembers, 'coviu_user_id' as const].map((column) => [column, null]))

const nothingNamed = { session_name: null, picture: null, external_id: null, metadata: null }
const neverCalled = { actual_start_time: null, actual_end_time: null }

const among = (ids: readonly string[]) => sql<SqlBool>`session_id = any(${ids}::uuid[])`

/** Erases from some sessions what says who somebody is, where that has not been done before. */
export async function eraseNames(trx: Trx, ids: readonly string[], at: Date) {
  await trx
    .updateTable('participants')
    .set({ ...nothingGiven, erased_at: at })
    .where(among(ids))
    .where('erased_at', 'is', null)
    .execute()
  await trx.updateTable('sessions').set(nothingNamed).where(among(ids)).execute()
}

/** Erases from some sessions when the call was. */
export async function eraseCallTimes(trx: Trx, ids: readonly string[]) {
  await trx.updateTable('sessions').set(neverCalled).where(among(ids)).execute()
}

/** Erases everything about some sessions but that they existed. */
export async function eraseSessions(trx: Trx, ids: readonly string[], at: Date) {
  await trx
    .updateTable('participants')
    .set((eb) => ({ ...nothingGiven, erased_at: eb.fn.coalesce('erased_at', eb.val(at)) }))
    .where(among(ids))
    .execute()
  await trx
    .updateTable('sessions')
    .set((eb) => ({
      ...nothingNamed,
      ...neverCalled,
      feature_flags: [],
      settings: JSON.stringify(parseFeatureFlags([]).settings),
      erased_at: at,
      revision: eb('revision', '+', 1),
    }))
    .where(among(ids))
    .execute()
}

/** Erases one seat, and takes it away. */
export async function eraseSeat(trx: Trx, { participantId, sessionId, at }: Erased) {
  await trx
    .updateTable('participants')
    .set((eb) => ({ ...nothingGiven, erased_at: at, deleted_at: eb.fn.coalesce('deleted_at', eb.val(at)) }))
    .where('participant_id', '=', participantId)
    .execute()
  await raiseRevisions(trx, [sessionId])
}

/** Ends the calls of some sessions, whoever is in them: they are cancelled and erased next. */
export async function endCalls(trx: Trx, ids: readonly string[], at: Date) {
  await trx
    .updateTable('sessions')
    .set((eb) => ({ call_id: null, actual_end_time: at, revision: eb('revision', '+', 1) }))
    .where(among(ids))
    .where('call_id', 'is not', null)
    .execute()
}

type Erased = { participantId: string; sessionId: string; at: Date }
