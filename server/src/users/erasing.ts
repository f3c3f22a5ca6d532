import type { Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { deleteDevices, deleteSignIns } from './store.ts'

/** Erases a user; `retention/` decides whether. */

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

/** What is known of a user, and that they have signed in. The id stays, and that they are erased. */
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
  await deleteSignIns(trx, userId)
  await deleteDevices(trx, userId)
}
