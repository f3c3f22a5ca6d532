import type { Authentication } from '@anteroom/contract/api/webhooks'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, Webhooks } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export type WebhookRow = Omit<Selectable<Webhooks>, 'authentication'> & { authentication: Authentication }

const webhookColumns = [
  'webhook_id',
  'team_id',
  'url',
  'description',
  'event_types',
  sql<Authentication>`authentication`.as('authentication'),
  'secret',
  'previous_secret',
  'previous_secret_until',
  'enabled',
  'disabled_reason',
  'created_at',
  'deleted_at',
] as const

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

export async function insertWebhook(trx: Transaction<DB>, row: WebhookRow) {
  await trx
    .insertInto('webhooks')
    .values({ ...row, authentication: JSON.stringify(row.authentication) })
    .execute()
}

/** Oldest first. */
export async function listWebhooks(db: Db, teamId: string): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhooks')
    .select(webhookColumns)
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .orderBy('webhook_id')
    .execute()
}

export async function findWebhook(db: Db, teamId: string, webhookId: string): Promise<WebhookRow | undefined> {
  return webhookOf(db, teamId, webhookId).executeTakeFirst()
}

/** The webhook, held until the transaction ends. */
export async function lockWebhook(
  trx: Transaction<DB>,
  teamId: string,
  webhookId: string,
): Promise<WebhookRow | undefined> {
  return webhookOf(trx, teamId, webhookId).forNoKeyUpdate().executeTakeFirst()
}

/** Also one that was deleted, whosever it is: for what is on its way to it. */
export async function findWebhookById(db: Db, webhookId: string): Promise<WebhookRow | undefined> {
  return db.selectFrom('webhooks').select(webhookColumns).where('webhook_id', '=', webhookId).executeTakeFirst()
}

function webhookOf(db: Db, teamId: string, webhookId: string) {
  return db
    .selectFrom('webhooks')
    .select(webhookColumns)
    .where('webhook_id', '=', webhookId)
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
}

export type WebhookUpdate = Partial<Omit<WebhookRow, 'webhook_id' | 'team_id' | 'created_at'>>

export async function updateWebhook(trx: Transaction<DB>, webhookId: string, update: WebhookUpdate) {
  const { authentication, ...others } = update
  await trx
    .updateTable('webhooks')
    .set({ ...others, ...(authentication ? { authentication: JSON.stringify(authentication) } : {}) })
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
