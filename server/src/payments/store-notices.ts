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

export type ToAsk = { accountId: string; until: Date }

/** Accounts of which it is time to ask what was told; nobody else asks for these until `next`. */
export async function takeAccountsToAsk(db: Kysely<DB>, now: Date, next: Date, limit: number): Promise<ToAsk[]> {
  const { rows } = await sql<{ account_id: string; notices_until: Date }>`
    update payment_accounts set notices_ask_at = ${next} where account_id in (
      select account_id from payment_accounts where deleted_at is null and notices_ask_at <= ${now}
      order by notices_ask_at limit ${limit} for update skip locked
    )
    returning account_id, notices_until`.execute(db)
  return rows.map(({ account_id, notices_until }) => ({ accountId: account_id, until: notices_until }))
}

/** All that was told until then is here. */
export async function writeNoticesUntil(db: Kysely<DB>, accountId: string, until: Date) {
  const update = db.updateTable('payment_accounts').set({ notices_until: until })
  await update.where('account_id', '=', accountId).where('notices_until', '<', until).execute()
}

/** How many were deleted, of those that are old enough. */
export async function deleteNoticesBefore(db: Kysely<DB>, before: Date, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from payment_notices where (account_id, event_id) in (
      select account_id, event_id from payment_notices
      where received_at < ${before} order by received_at limit ${limit})`.execute(db)
  return Number(numAffectedRows)
}
