import { type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/**
 * Erases what is about people from payments; `retention/` decides what goes when. That something was paid stays, as books
 * have to be kept for longer than appointments.
 */

/** Those of some sessions, or those of some seats. */
export type Of = { column: 'session_id' | 'participant_id'; ids: readonly string[] }

/** What a charge that is under way is asked about with; who pays is known by them to the provider alone. */
const isUnderWay = sql<boolean>`exists (
  select from payment_attempts
  where payment_attempts.payment_id = payments.payment_id and kind = 'charge' and state in ('making', 'open'))`
const kept = ['description', 'customer', 'payment_method', 'action_url'] as const
const erased = {
  card_brand: null,
  card_last4: null,
  ...(Object.fromEntries(
    kept.map((column) => [column, sql<string | null>`case when ${isUnderWay} then ${sql.ref(column)} end`]),
  ) as Record<(typeof kept)[number], ReturnType<typeof sql<string | null>>>),
}

export async function erasePayers(trx: Transaction<DB>, { column, ids }: Of) {
  await trx
    .updateTable('payments')
    .set({ ...erased, erased_at: sql<Date>`coalesce(erased_at, now())` })
    .where(sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`)
    .execute()
}

/** What was learned of one that was erased before goes as well; to be called where it is written. */
export async function eraseAgain(trx: Transaction<DB>, paymentId: string) {
  await trx
    .updateTable('payments')
    .set(erased)
    .where('payment_id', '=', paymentId)
    .where('erased_at', 'is not', null)
    .execute()
}

/**
 * A team is removed: its accounts have no keys any more. Those at which something is not decided keep theirs until it is; how many
 * that are.
 */
export async function takeKeysOfTeam(trx: Transaction<DB>, teamId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    with those as (
      select account_id, exists (
        select from payment_attempts
        where payment_attempts.account_id = payment_accounts.account_id and payment_attempts.state in ('making', 'open')
      ) as is_busy
      from payment_accounts where team_id = ${teamId} and deleted_at is null for no key update
    ), taken as (
      update payment_accounts set deleted_at = ${at}, is_default = false, secret_key = null, webhook_secret = null,
        webhook_endpoint = null
      from those where those.account_id = payment_accounts.account_id and not those.is_busy
    )
    select count(*)::integer as left from those where is_busy`.execute(trx)
  return rows[0]?.left ?? 0
}
