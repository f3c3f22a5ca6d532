import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { WebhookRow } from './store.ts'
import { type EventRow, eventColumns } from './store-deliveries.ts'

/** From then on and before, behind that event, in the order in which they happened. */
export type TimeStretch = { from: Date; until: Date; after: string | null; limit: number }

/** Events of which nothing has come to a webhook, though it was tried or given up. */
export async function listUndelivered(
  trx: Transaction<DB>,
  webhook: WebhookRow,
  stretch: TimeStretch,
): Promise<EventRow[]> {
  return eventsIn(trx, webhook, stretch)
    .where(
      sql<SqlBool>`event_id in (select event_id from webhook_deliveries where webhook_id = ${webhook.webhook_id}
        and state in ('failed', 'dropped'))`,
    )
    .where(hasNone(webhook, ['pending', 'delivered']))
    .execute()
}

/** All that a webhook wants, but what is on its way to it, or about to be. */
export async function listAllInTime(
  trx: Transaction<DB>,
  webhook: WebhookRow,
  stretch: TimeStretch,
): Promise<EventRow[]> {
  const { event_types } = webhook
  return eventsIn(trx, webhook, stretch)
    .where('handed_on_at', 'is not', null)
    .$if(event_types !== null, (query) => query.where('type', '=', sql<string>`any(${event_types}::text[])`))
    .where(hasNone(webhook, ['pending']))
    .execute()
}

/** Whether the team has this event, which is not deleted then until the transaction ends. */
export async function holdEvent(trx: Transaction<DB>, { team_id }: WebhookRow, eventId: string): Promise<boolean> {
  const event = trx.selectFrom('events').select('event_id').where('team_id', '=', team_id)
  return (await event.where('event_id', '=', eventId).forKeyShare().executeTakeFirst()) !== undefined
}

function eventsIn(trx: Transaction<DB>, { team_id }: WebhookRow, { from, until, after, limit }: TimeStretch) {
  const behind = sql<SqlBool>`(created_at, event_id) > (select created_at, event_id from events where event_id = ${after})`
  return trx
    .selectFrom('events')
    .select(eventColumns)
    .where('team_id', '=', team_id)
    .where('created_at', '>=', from)
    .where('created_at', '<', until)
    .where('type', '<>', 'webhook:test')
    .$if(after !== null, (query) => query.where(behind))
    .orderBy('created_at')
    .orderBy('event_id')
    .limit(limit)
}

const hasNone = ({ webhook_id }: WebhookRow, states: string[]) => sql<SqlBool>`not exists (
  select from webhook_deliveries as other where other.event_id = events.event_id and other.webhook_id = ${webhook_id}
    and other.state = any(${states}::text[]))`
