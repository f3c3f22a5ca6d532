import { sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { emptied } from './store.ts'
import { deleteOld } from './store-deliveries.ts'
import { holdLists } from './store-events.ts'

/** A team is removed: nothing is sent for it any more, and where its webhooks led and their secrets go. */
export async function endWebhooksOf(trx: Transaction<DB>, teamId: string, at: Date) {
  await trx
    .updateTable('webhooks')
    .set({ ...emptied, authentication: JSON.stringify({ type: 'none' }), deleted_at: at })
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .execute()
  await sql`
    update webhook_deliveries set state = 'dropped'
    where state = 'pending' and webhook_id in (select webhook_id from webhooks where team_id = ${teamId})`.execute(trx)
}

const atOnce = 1_000

/** Some of the log of a team's webhooks, of what was handed on until then; how many. */
export async function deleteLogOf(trx: Transaction<DB>, teamId: string, before: Date): Promise<number> {
  await holdLists(trx, { only: teamId })
  return deleteOld(trx, { only: teamId }, before, atOnce)
}
