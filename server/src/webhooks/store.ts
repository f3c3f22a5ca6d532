import type { Authentication } from '@anteroom/contract/api/webhooks'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, Webhooks } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'

type Db = Kysely<DB> | Transaction<DB>

export type WebhookRow = Omit<Selectable<Webhooks>, 'authentication'> & {
  authentication: Authentication
  /** False for that of an application which may not be told any more what happens in the team. */
  may_be_told: boolean
  /** False where what is sealed of it does not open; nothing is sent to it until it is given other secrets. */
  is_readable: boolean
}

/** Whose webhooks: all of a team, or for an application those that it registered itself. */
export type Owner = { teamId: string; appId: string | null }

/** A grant from before there were permissions names none, and its application could register webhooks then. */
export const permitted = sql<boolean>`(token.revoked_at is null
  and ('webhooks' = any(string_to_array(token.scope, ' ')) or token.scope not like '% %'))`

export const mayBeTold = sql<boolean>`(webhooks.app_id is null or exists (
  select from refresh_tokens as token
  where token.app_id = webhooks.app_id and token.team_id = webhooks.team_id and ${permitted}))`

const webhookColumns = [
  'webhook_id',
  'team_id',
  'url',
  'description',
  'event_types',
  // A string where it is sealed.
  sql<Authentication | string>`authentication`.as('authentication'),
  'secret',
  'previous_secret',
  'previous_secret_until',
  'enabled',
  'disabled_reason',
  'created_at',
  'deleted_at',
  'app_id',
  mayBeTold.as('may_be_told'),
] as const

type StoredRow = Omit<WebhookRow, 'authentication' | 'is_readable'> & { authentication: Authentication | string }

function openWebhook(sealing: Sealing, row: StoredRow): WebhookRow {
  const { webhook_id, authentication, secret, previous_secret } = row
  const how =
    typeof authentication === 'string'
      ? sealing.openOptional(`webhooks.authentication/${webhook_id}`, authentication)
      : JSON.stringify(authentication)
  const key = sealing.openBytesOptional(`webhooks.secret/${webhook_id}`, secret)
  const keyBefore = sealing.openBytesOptional(`webhooks.previous_secret/${webhook_id}`, previous_secret)
  return {
    ...row,
    authentication: how === null ? { type: 'none' } : (JSON.parse(how) as Authentication),
    secret: key ?? Buffer.alloc(0),
    previous_secret: keyBefore,
    is_readable: how !== null && key !== null && (keyBefore !== null || previous_secret === null),
  }
}

/** What is left of one that is deleted: the row is needed for its deliveries; where it led and its secrets are not. */
export const emptied = { url: '', description: null, secret: Buffer.alloc(0), previous_secret: null }

/** What of a webhook is sealed, as it is stored. */
function sealWebhook(sealing: Sealing, webhookId: string, row: WebhookUpdate) {
  const { authentication, secret, previous_secret } = row
  const sealed = authentication && sealing.seal(`webhooks.authentication/${webhookId}`, JSON.stringify(authentication))
  return {
    ...(sealed ? { authentication: JSON.stringify(sealed) } : {}),
    ...(secret?.length ? { secret: sealing.sealBytes(`webhooks.secret/${webhookId}`, secret) } : {}),
    ...(previous_secret
      ? { previous_secret: sealing.sealBytes(`webhooks.previous_secret/${webhookId}`, previous_secret) }
      : {}),
  }
}

/** The team, so that two who add a webhook at once do not both take the last place. */
export async function lockTeam(trx: Transaction<DB>, teamId: string) {
  await trx.selectFrom('teams').select('team_id').where('team_id', '=', teamId).forNoKeyUpdate().execute()
}

export async function countWebhooks(trx: Transaction<DB>, teamId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function listIdsOfTeams(db: Kysely<DB>, teamIds: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select('webhook_id')
    .where('team_id', '=', sql<string>`any(${teamIds}::uuid[])`)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ webhook_id }) => webhook_id)
}

export async function insertWebhook(trx: Transaction<DB>, sealing: Sealing, row: WebhookRow) {
  const { may_be_told: _told, is_readable: _readable, ...columns } = row
  const authentication = JSON.stringify(row.authentication)
  await trx
    .insertInto('webhooks')
    .values({ ...columns, authentication, ...sealWebhook(sealing, row.webhook_id, row) })
    .execute()
}

/** Oldest first, behind that one. */
export async function listWebhooks(
  db: Db,
  sealing: Sealing,
  owner: Owner,
  { after, limit }: { after: string | null; limit: number },
): Promise<WebhookRow[]> {
  const behind = after === null ? webhooksOf(db, owner) : webhooksOf(db, owner).where('webhook_id', '>', after)
  const rows = await behind.orderBy('webhook_id').limit(limit).execute()
  return rows.map((row) => openWebhook(sealing, row))
}

export async function findWebhook(
  db: Db,
  sealing: Sealing,
  owner: Owner,
  webhookId: string,
): Promise<WebhookRow | undefined> {
  const row = await webhooksOf(db, owner).where('webhook_id', '=', webhookId).executeTakeFirst()
  return row && openWebhook(sealing, row)
}

/** The webhook, held until the transaction ends. */
export async function lockWebhook(
  trx: Transaction<DB>,
  sealing: Sealing,
  owner: Owner,
  webhookId: string,
): Promise<WebhookRow | undefined> {
  const row = await webhooksOf(trx, owner).where('webhook_id', '=', webhookId).forNoKeyUpdate().executeTakeFirst()
  return row && openWebhook(sealing, row)
}

/** Also one that was deleted, whosever it is: for what is on its way to it. */
export async function findWebhookById(db: Db, sealing: Sealing, webhookId: string): Promise<WebhookRow | undefined> {
  const query = db.selectFrom('webhooks').select(webhookColumns).where('webhook_id', '=', webhookId)
  const row = await query.executeTakeFirst()
  return row && openWebhook(sealing, row)
}

function webhooksOf(db: Db, { teamId, appId }: Owner) {
  return db
    .selectFrom('webhooks')
    .select(webhookColumns)
    .where('team_id', '=', teamId)
    .$if(appId !== null, (query) => query.where('app_id', '=', appId))
    .where('deleted_at', 'is', null)
}

export type WebhookUpdate = Partial<
  Omit<WebhookRow, 'webhook_id' | 'team_id' | 'created_at' | 'may_be_told' | 'is_readable'>
>

export async function updateWebhook(trx: Transaction<DB>, sealing: Sealing, webhookId: string, update: WebhookUpdate) {
  const { authentication: _, ...others } = update
  await trx
    .updateTable('webhooks')
    .set({ ...others, ...sealWebhook(sealing, webhookId, update) })
    .where('webhook_id', '=', webhookId)
    .execute()
}

/** Disables a webhook that is still as it was when its receiver asked for that. */
export async function disableWebhook(
  trx: Transaction<DB>,
  { webhook_id, url }: WebhookRow,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('webhooks')
    .set({ enabled: false, disabled_reason: reason })
    .where('webhook_id', '=', webhook_id)
    .where('url', '=', url)
    .where('enabled', '=', true)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
