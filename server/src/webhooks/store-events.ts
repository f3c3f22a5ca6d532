import type { WebhookEventPayload } from '@anteroom/contract/webhook-events'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { type Owner, permitted } from './store.ts'
import { type OfTeams, those } from './store-deliveries.ts'

type Db = Kysely<DB> | Transaction<DB>

/** How far the list of a team goes, and up to where events of it were deleted. */
export type ListState = { last_seq: number; forgotten_seq: number }

export async function findList(db: Db, teamId: string): Promise<ListState | undefined> {
  return db
    .selectFrom('event_lists')
    .select(['last_seq', 'forgotten_seq'])
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** Events that were asked for to try a webhook are for that one only. */
const ofList = sql<boolean>`type <> 'webhook:test'`

export async function hasUnlisted(db: Db, teamId: string): Promise<boolean> {
  const row = await db
    .selectFrom('events')
    .select('event_id')
    .where('team_id', '=', teamId)
    .where('seq', 'is', null)
    .where(ofList)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Gives the next places of a team's list to some of its events that have none. One transaction after another does so for a
 * team, and only for events that are committed: whoever has read up to a place has seen all that will ever be before it.
 * Returns how many.
 */
export async function givePlaces(trx: Transaction<DB>, teamId: string, limit: number): Promise<number> {
  await sql`insert into event_lists (team_id) values (${teamId}) on conflict do nothing`.execute(trx)
  await sql`select from event_lists where team_id = ${teamId} for update`.execute(trx)
  const { rows } = await sql<{ count: number }>`
    with unlisted as (
      select event_id from events where team_id = ${teamId} and seq is null and ${ofList}
      order by event_id limit ${limit} for no key update
    ), places as (
      select event_id, (select last_seq from event_lists where team_id = ${teamId}) + row_number() over (order by event_id) as seq
      from unlisted
    ), placed as (
      update events set seq = places.seq from places where events.event_id = places.event_id returning 1
    ), counted as (
      update event_lists set last_seq = last_seq + (select count(*) from placed) where team_id = ${teamId} returning 1
    )
    select count(*) as count from placed, counted`.execute(trx)
  return Number(rows[0]?.count ?? 0)
}

/** Before events of these teams are deleted: whoever gives places holds the list first and then the events. */
export async function holdLists(trx: Transaction<DB>, ofTeams: OfTeams) {
  await sql`select from event_lists where ${those(ofTeams)} order by team_id for update`.execute(trx)
}

/** The event at a place. */
export async function findPlaced(db: Db, teamId: string, seq: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('events')
    .select('event_id')
    .where('team_id', '=', teamId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.event_id
}

/** The first place of which the event is still kept. */
export async function findFirstPlace(db: Db, teamId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('events')
    .select('seq')
    .where('team_id', '=', teamId)
    .where('seq', 'is not', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? undefined
}

export type PlacedRow = { event_id: string; seq: number; type: string; payload: WebhookEventPayload; created_at: Date }

/** Places after `after`, up to `upTo`. */
export type Stretch = { after: number; upTo: number; types: readonly string[] | null; from: Date | null; limit: number }

export async function listPlaced(db: Db, teamId: string, stretch: Stretch): Promise<PlacedRow[]> {
  const { after, upTo, types, from, limit } = stretch
  let query = db
    .selectFrom('events')
    .select([
      'event_id',
      sql<number>`seq`.as('seq'),
      'type',
      sql<WebhookEventPayload>`payload`.as('payload'),
      'created_at',
    ])
    .where('team_id', '=', teamId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
  if (types) query = query.where('type', '=', sql<string>`any(${types}::text[])`)
  if (from) query = query.where('created_at', '>=', from)
  return query.orderBy('seq').limit(limit).execute()
}

/** Since when an application may be told what happens in the team: since a user first let it in, of what is in force. */
export async function findToldSince(db: Db, { teamId, appId }: Owner): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(coalesce(begun_at, issued_at)) as since from refresh_tokens as token
    where app_id = ${appId} and team_id = ${teamId} and ${permitted}`.execute(db)
  return rows[0]?.since ?? null
}
