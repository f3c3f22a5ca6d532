import { sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Trx = Transaction<DB>

/** A user, held until the transaction ends. */
export async function lockUser(trx: Trx, userId: string) {
  return trx
    .selectFrom('users')
    .select(['user_id', 'erased_at'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}

/** What is known of a user, and all by which they or others could act for them. The id stays, and that they are erased. */
export async function eraseUser(trx: Trx, userId: string, at: Date) {
  await trx
    .updateTable('users')
    .set({
      // Nobody else can get it, nor mail to it.
      email: `${userId}@erased.invalid`,
      first_name: '',
      last_name: '',
      alias: null,
      image_url: null,
      password_hash: null,
      erased_at: at,
    })
    .where('user_id', '=', userId)
    .execute()
  await trx.deleteFrom('sign_ins').where('user_id', '=', userId).execute()
  await trx.deleteFrom('sign_in_devices').where('user_id', '=', userId).execute()
  await trx.deleteFrom('authorization_codes').where('user_id', '=', userId).execute()
  await endTokens(trx, userId, at)
}

async function endTokens(trx: Trx, userId: string, at: Date) {
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
