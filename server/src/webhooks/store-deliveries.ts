import type { DeliveryState } from '@anteroom/contract/api/webhooks'
import type { WebhookEventPayload } from '@anteroom/contract/webhook-events'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, WebhookAttempts } from '../db/types.gen.ts'
import { mayBeTold } from './store.ts'

type Db = Kysely<DB> | Transaction<DB>

export async function dropPending(trx: Transaction<DB>, webhookId: string) {
  await trx
    .updateTable('webhook_deliveries')
    .set({ state: 'dropped' })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'pending')
    .execute()
}

export type EventRow = {
  event_id: string
  team_id: string
  type: string
  payload: WebhookEventPayload
  created_at: Date
}

export const eventColumns = [
  'events.event_id',
  'events.team_id',
  'events.type',
  sql<WebhookEventPayload>`events.payload`.as('payload'),
  'events.created_at',
] as const

/** Some events that no deliveries were made of yet, held until the transaction ends, and by nobody else. */
export async function takeEvents(trx: Transaction<DB>, limit: number): Promise<EventRow[]> {
  return trx
    .selectFrom('events')
    .select(eventColumns)
    .where('handed_on_at', 'is', null)
    .orderBy('event_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function markHandedOn(trx: Transaction<DB>, eventIds: string[], now: Date) {
  await trx
    .updateTable('events')
    .set({ handed_on_at: now })
    .where('event_id', '=', sql<string>`any(${eventIds}::uuid[])`)
    .execute()
}

/** An event that is for one webhook only. */
export async function insertHandedOn(trx: Transaction<DB>, event: EventRow) {
  await trx
    .insertInto('events')
    .values({ ...event, payload: JSON.stringify(event.payload), handed_on_at: event.created_at })
    .execute()
}

export async function listEnabled(trx: Transaction<DB>, teamIds: string[]) {
  return trx
    .selectFrom('webhooks')
    .select(['webhook_id', 'team_id', 'event_types'])
    .where('team_id', '=', sql<string>`any(${teamIds}::uuid[])`)
    .where('enabled', '=', true)
    .where('deleted_at', 'is', null)
    .where(mayBeTold)
    .orderBy('webhook_id')
    .execute()
}

export type NewDelivery = { delivery_id: string; webhook_id: string; event_id: string; created_at: Date }

export async function insertDeliveries(trx: Transaction<DB>, deliveries: NewDelivery[]) {
  if (deliveries.length > 0) await trx.insertInto('webhook_deliveries').values(deliveries).execute()
}

const deliveryColumns = [
  'webhook_deliveries.delivery_id',
  'webhook_deliveries.webhook_id',
  sql<DeliveryState>`webhook_deliveries.state`.as('state'),
  'webhook_deliveries.created_at as delivery_created_at',
  ...eventColumns,
] as const

export type DeliveryRow = EventRow & {
  delivery_id: string
  webhook_id: string
  state: DeliveryState
  delivery_created_at: Date
}

function deliveries(db: Db) {
  return db
    .selectFrom('webhook_deliveries')
    .innerJoin('events', 'events.event_id', 'webhook_deliveries.event_id')
    .select(deliveryColumns)
}

export type DeliveryFilter = { state: DeliveryState | null; before: string | null; limit: number }

/** Newest first: ids sort by time. */
export async function listDeliveries(db: Db, webhookId: string, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const { state, before, limit } = filter
  let query = deliveries(db).where('webhook_id', '=', webhookId)
  if (state) query = query.where('state', '=', state)
  if (before) query = query.where('delivery_id', '<', before)
  return query.orderBy('delivery_id', 'desc').limit(limit).execute()
}

export async function findDelivery(db: Db, webhookId: string, deliveryId: string): Promise<DeliveryRow | undefined> {
  return deliveries(db).where('webhook_id', '=', webhookId).where('delivery_id', '=', deliveryId).executeTakeFirst()
}

/** Whosever it is: for the one who delivers it. */
export async function findDeliveryById(db: Db, deliveryId: string): Promise<DeliveryRow | undefined> {
  return deliveries(db).where('delivery_id', '=', deliveryId).executeTakeFirst()
}

export type AttemptRow = Omit<Selectable<WebhookAttempts>, 'attempt_id' | 'webhook_id'>

/** Of some deliveries, oldest first. */
export async function listAttempts(db: Db, deliveryIds: string[]): Promise<AttemptRow[]> {
  if (deliveryIds.length === 0) return []
  return db
    .selectFrom('webhook_attempts')
    .select(['delivery_id', 'at', 'duration_ms', 'status', 'error'])
    .where('delivery_id', '=', sql<string>`any(${deliveryIds}::uuid[])`)
    .orderBy('attempt_id')
    .execute()
}

export type LastAttemptRow = AttemptRow & { webhook_id: string }

/** The newest attempt at each of these webhooks that has one. */
export async function lastAttemptsOf(db: Db, webhooks: readonly { webhook_id: string }[]): Promise<LastAttemptRow[]> {
  const { rows } = await sql<LastAttemptRow>`
    select webhook_id, delivery_id, at, duration_ms, status, error
    from unnest(${webhooks.map(({ webhook_id }) => webhook_id)}::uuid[]) as one (id), lateral (
      select * from webhook_attempts where webhook_id = one.id order by attempt_id desc limit 1
    ) as attempt`.execute(db)
  return rows
}

export async function insertAttempt(trx: Transaction<DB>, attempt: LastAttemptRow) {
  await trx.insertInto('webhook_attempts').values(attempt).execute()
}

export async function markDelivered(trx: Transaction<DB>, deliveryId: string) {
  await trx
    .updateTable('webhook_deliveries')
    .set({ state: 'delivered' })
    .where('delivery_id', '=', deliveryId)
    .execute()
}

/** One that is over already stays as it is. */
export async function endPending(trx: Transaction<DB>, deliveryId: string, state: 'failed' | 'dropped') {
  await trx
    .updateTable('webhook_deliveries')
    .set({ state })
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'pending')
    .execute()
}

/** Deliveries of before that time which nobody works on any more, as the last attempt was lost with its process. */
export async function failAbandoned(db: Db, before: Date) {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed' })
    .where('state', '=', 'pending')
    .where('created_at', '<', before)
    .execute()
}

/** Of one team, or of all teams but some. */
export type OfTeams = { only: string } | { allBut: string[] }

export const those = (ofTeams: OfTeams) =>
  'only' in ofTeams ? sql`team_id = ${ofTeams.only}` : sql`team_id <> all(${ofTeams.allBut}::uuid[])`

/** Some of what is older than that: deliveries, events that were handed on, webhooks that were deleted. How many. */
export async function deleteOld(trx: Transaction<DB>, ofTeams: OfTeams, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with old_deliveries as (
      delete from webhook_deliveries where delivery_id in (
        select delivery_id from webhook_deliveries where created_at < ${before} and state <> 'pending'
          and webhook_id in (select webhook_id from webhooks where ${those(ofTeams)})
        limit ${limit} for update skip locked
      ) returning 1
    ), old_events as (
      delete from events where event_id in (
        select event_id from events where ${those(ofTeams)} and created_at < ${before} and handed_on_at < ${before} and not exists (
          select from webhook_deliveries where webhook_deliveries.event_id = events.event_id
        ) limit ${limit} for update skip locked
      ) returning team_id, seq, type
    ), gone as (
      select team_id, max(seq) as last, count(*) filter (where seq is null and type <> 'webhook:test') as unlisted
      from old_events group by team_id
    ), forgotten as (
      -- One that had no place yet is missed by whoever has read up to here, so it gets one now.
      update event_lists set last_seq = last_seq + gone.unlisted, forgotten_seq = case
        when gone.unlisted > 0 then last_seq + gone.unlisted else greatest(forgotten_seq, gone.last) end
      from gone where event_lists.team_id = gone.team_id
    ), old_webhooks as (
      delete from webhooks where webhook_id in (
        select webhook_id from webhooks where ${those(ofTeams)} and deleted_at < ${before} and not exists (
          select from webhook_deliveries where webhook_deliveries.webhook_id = webhooks.webhook_id
        ) limit ${limit} for update skip locked
      ) returning 1
    )
    select (select count(*) from old_deliveries) + (select count(*) from old_events)
      + (select count(*) from old_webhooks) as count`.execute(trx)
  return Number(rows[0]?.count ?? 0)
}
