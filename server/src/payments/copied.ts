import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { operator } from '../ground/caller.ts'
import type { Ledger } from '../ledger/service.ts'

const reason =
  'This is a copy of a database, and its key was taken away. Add an account with another key to take payments here.'

/**
 * No money is moved from a copy of a database by the keys of the one before. What the provider tells it of is told to that
 * one, and stays as it is. How many accounts have lost their keys now.
 */
export async function takeKeysForCopy({ db, ledger }: { db: Kysely<DB>; ledger: Ledger }): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const taken = await trx
      .updateTable('payment_accounts')
      .set({ secret_key: null, webhook_secret: null, webhook_endpoint: null, state: 'refused', state_message: reason })
      .where('secret_key', 'is not', null)
      .where('deleted_at', 'is', null)
      .returning(['account_id', 'team_id'])
      .execute()
    for (const { account_id: target, team_id: teamId } of taken) {
      const details = { members: ['secret_key'], copy: true }
      await ledger.record(trx, operator, { action: 'payment-account.update', target, teamId, details })
    }
    return taken.length
  })
}
