import { givenMembers } from '@anteroom/contract/api/participants'
import { parseFeatureFlags } from '@anteroom/contract/feature-flags'
import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { raiseRevisions } from './records.ts'

/** How what is about people goes from sessions and seats; what goes when is decided in `retention/`. */

type Trx = Transaction<DB>

const nothingGiven = Object.fromEntries([...givenMembers, 'coviu_user_id' as const].map((column) => [column, null]))

const nothingNamed = { session_name: null, picture: null }
const neverCalled = { actual_start_time: null, actual_end_time: null }

const among = (ids: readonly string[]) => sql<SqlBool>`session_id = any(${ids}::uuid[])`

/** Of some sessions what says who somebody is, where it has not gone before. */
export async function eraseNames(trx: Trx, ids: readonly string[], at: Date) {
  await trx
    .updateTable('participants')
    .set({ ...nothingGiven, erased_at: at })
    .where(among(ids))
    .where('erased_at', 'is', null)
    .execute()
  await trx.updateTable('sessions').set(nothingNamed).where(among(ids)).execute()
}

/** Of some sessions when the call was. */
export async function eraseCallTimes(trx: Trx, ids: readonly string[]) {
  await trx.updateTable('sessions').set(neverCalled).where(among(ids)).execute()
}

/** Of some sessions all that was said of them, but that they were. */
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

/** One seat, which is taken away with it. */
export async function eraseSeat(trx: Trx, { participantId, sessionId, at }: Erased) {
  await trx
    .updateTable('participants')
    .set((eb) => ({ ...nothingGiven, erased_at: at, deleted_at: eb.fn.coalesce('deleted_at', eb.val(at)) }))
    .where('participant_id', '=', participantId)
    .execute()
  await raiseRevisions(trx, [sessionId])
}

type Erased = { participantId: string; sessionId: string; at: Date }
