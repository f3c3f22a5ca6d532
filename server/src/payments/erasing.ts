import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/**
 * Erases what is about people from payments; `retention/` decides what goes when. That something was paid stays, as books
 * have to be kept for longer than appointments.
 */

/** Those of some sessions, or those of some seats. */
export type Of = { column: 'session_id' | 'participant_id'; ids: readonly string[] }

const nobody = {
  description: null,
  card_brand: null,
  card_last4: null,
  customer: null,
  payment_method: null,
  action_url: null,
}

export async function erasePayers(trx: Transaction<DB>, { column, ids }: Of) {
  await trx
    .updateTable('payments')
    .set(nobody)
    .where(sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`)
    .execute()
}
