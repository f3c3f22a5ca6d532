import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** Erases what is about people from visits; `retention/` decides what goes when. */

type Trx = Transaction<DB>

/** Those of some sessions, or those behind some seats. */
export type Of = { column: 'session_id' | 'participant_id'; ids: readonly string[] }

export const among = ({ column, ids }: Of) => sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`

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

const neverCame = {
  knocked_at: null,
  turned_away_at: null,
  first_entered_at: null,
  entered_at: null,
  last_left_at: null,
  last_left_reason: null,
}

/** Erases who somebody is, and by which browsers they came or asked to come. */
export async function eraseNames(trx: Trx, of: Of) {
  await trx.updateTable('visits').set(nobody).where(among(of)).execute()
}

/** Erases what their browsers have found. */
export async function eraseChecks(trx: Trx, of: Of) {
  await trx.updateTable('visits').set({ connection_check: null }).where(among(of)).execute()
}

/** Erases when they came and went. */
export async function eraseTimes(trx: Trx, of: Of) {
  await trx.updateTable('visits').set(neverCame).where(among(of)).execute()
}

export async function deleteVisits(trx: Trx, of: Of) {
  await trx.deleteFrom('visits').where(among(of)).execute()
}
