import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import type { DB, PaymentNotices } from '../db/types.gen.ts'

/** False where it has come before. */
export async function insertNotice(trx: Transaction<DB>, row: Insertable<PaymentNotices>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('payment_notices')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** How many were deleted, of those that are old enough. */
export async function deleteNoticesBefore(db: Kysely<DB>, before: Date, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from payment_notices where (account_id, event_id) in (
      select account_id, event_id from payment_notices
      where received_at < ${before} order by received_at limit ${limit})`.execute(db)
  return Number(numAffectedRows)
}
