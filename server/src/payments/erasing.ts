import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/**
 * Erases what is about people from payments; `retention/` decides what goes when. That something was paid stays, as books
 * have to be kept for longer than appointments.
 */

/** Those of some sessions, or those of some seats. */
export type Of = { column: 'session_id' | 'participant_id'; ids: readonly string[] }

const nobody = { description: null, card_brand: null, card_last4: null }

/** What a charge that is under way is asked about with; who pays is known by them to the provider alone. */
const isUnderWay = sql<boolean>`exists (
  select from payment_attempts
  where payment_attempts.payment_id = payments.payment_id and kind = 'charge' and state in ('making', 'open'))`
const unlessUnderWay = (column: 'customer' | 'payment_method' | 'action_url') =>
  sql<string | null>`case when ${isUnderWay} then ${sql.ref(column)} end`

export async function erasePayers(trx: Transaction<DB>, { column, ids }: Of) {
  await trx
    .updateTable('payments')
    .set({
      ...nobody,
      customer: unlessUnderWay('customer'),
      payment_method: unlessUnderWay('payment_method'),
      action_url: unlessUnderWay('action_url'),
    })
    .where(sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`)
    .execute()
}
