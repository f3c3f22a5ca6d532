import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { operator } from '../ground/caller.ts'
import type { Ledger } from '../ledger/service.ts'

const reason =
  'This is a copy of a database that others are told from. Enable it where it is to be told of what happens here.'

/** Nobody is told from a copy of a database until somebody enables a webhook in it. How many are disabled now. */
export async function disableForCopy({ db, ledger }: { db: Kysely<DB>; ledger: Ledger }): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const disabled = await trx
      .updateTable('webhooks')
      .set({ enabled: false, disabled_reason: reason })
      .where('enabled', '=', true)
      .where('deleted_at', 'is', null)
      .returning(['webhook_id', 'team_id'])
      .execute()
    await trx.updateTable('webhook_deliveries').set({ state: 'dropped' }).where('state', '=', 'pending').execute()
    for (const { webhook_id: target, team_id: teamId } of disabled) {
      const details = { members: ['enabled'], copy: true }
      await ledger.record(trx, operator, { action: 'webhook.update', target, teamId, details })
    }
    return disabled.length
  })
}
