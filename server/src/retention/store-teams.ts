import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** What there is of a team, by what it is called to whoever is asked whether it may go. */
export type TeamHoldings = {
  sessions: number
  sessionsToCome: number
  callsRunning: number
  members: number
  clients: number
  applications: number
  webhooks: number
  paymentAccounts: number
  payments: number
  cardsKept: number
  paymentsUnderWay: number
}

/** As it is at that moment; sessions and payments that were erased are not counted as there. */
export async function countHoldings(db: Kysely<DB>, teamId: string, now: Date): Promise<TeamHoldings> {
  const { rows } = await sql<TeamHoldings>`
    with those as (
      select call_id is not null as is_running, canceled_time is null and end_time > ${now} as is_to_come
      from sessions where team_id = ${teamId} and erased_at is null
    )
    select (select count(*) from those)::integer as "sessions",
      (select count(*) from those where is_to_come)::integer as "sessionsToCome",
      (select count(*) from those where is_running)::integer as "callsRunning",
      (select count(*) from team_members where team_id = ${teamId})::integer as "members",
      (select count(*) from api_clients where team_id = ${teamId} and revoked_at is null)::integer as "clients",
      (select count(*) from applications where team_id = ${teamId} and revoked_at is null)::integer as "applications",
      (select count(*) from webhooks where team_id = ${teamId} and deleted_at is null)::integer as "webhooks",
      (select count(*) from payment_accounts where team_id = ${teamId} and deleted_at is null)::integer as "paymentAccounts",
      (select count(*) from payments where team_id = ${teamId} and paid_at is not null)::integer as "payments",
      (select count(*) from payments where team_id = ${teamId} and state = 'card-kept')::integer as "cardsKept",
      (select count(distinct payment_id) from payment_attempts join payments using (payment_id)
        where team_id = ${teamId} and payment_attempts.state in ('making', 'open'))::integer as "paymentsUnderWay"`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a query without a table answers one row')
  return row
}

export type LeftSession = { sessionId: string; isRunning: boolean; isToCancel: boolean }

/** The next sessions of a team of which something is there. */
export async function listLeft(
  db: Kysely<DB>,
  { teamId, now, after, limit }: { teamId: string; now: Date; after: string | undefined; limit: number },
): Promise<LeftSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['session_id', 'call_id', 'canceled_time', 'end_time'])
    .where('team_id', '=', teamId)
    .where('erased_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('session_id', '>', after ?? ''))
    .orderBy('session_id')
    .limit(limit)
    .execute()
  return rows.map(({ session_id, call_id, canceled_time, end_time }) => ({
    sessionId: session_id,
    isRunning: call_id !== null,
    isToCancel: canceled_time === null && end_time > now,
  }))
}

/** Of these, those in which there is no call, held until the transaction ends. */
export async function lockLeft(trx: Transaction<DB>, ids: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('sessions')
    .select('session_id')
    .where('session_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('call_id', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('session_id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(({ session_id }) => session_id)
}

/** Teams that were removed until then and may have left something. */
export async function listUncleared(db: Kysely<DB>, until: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('teams')
    .select('team_id')
    .where('removed_at', '<=', until)
    .where('cleared_at', 'is', null)
    .execute()
  return rows.map(({ team_id }) => team_id)
}

export async function isRemoved(db: Kysely<DB>, teamId: string): Promise<boolean> {
  const row = await db.selectFrom('teams').select('removed_at').where('team_id', '=', teamId).executeTakeFirst()
  return Boolean(row?.removed_at)
}

export async function deleteRetentionOf(trx: Transaction<DB>, teamId: string) {
  await trx.deleteFrom('team_retention').where('team_id', '=', teamId).execute()
  await trx.deleteFrom('retention_progress').where('team_id', '=', teamId).execute()
}
