import { sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** Erases a user's codes, and ends all tokens by which somebody could act for them; `retention/` decides when. */
export async function endAllOf(trx: Transaction<DB>, userId: string, at: Date) {
  await trx.deleteFrom('authorization_codes').where('user_id', '=', userId).execute()
  await trx
    .insertInto('revoked_families')
    .columns(['family_id', 'revoked_at'])
    .expression((eb) =>
      eb
        .selectFrom('refresh_tokens')
        .select(['family_id', sql<Date>`${at}::timestamptz`.as('revoked_at')])
        .distinct()
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx
    .updateTable('refresh_tokens')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
}
