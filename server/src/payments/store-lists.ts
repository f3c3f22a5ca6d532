import type { Money } from '@anteroom/contract/payments'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, Payments } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { givenBack } from './store.ts'

/** A payment with the account that has taken it, or would (null where there is none). Its description is open. */
export type ListedPayment = Selectable<Payments> & {
  taker_id: string | null
  taker_is_live: boolean | null
  /** False also where the account was taken away. */
  has_taker: boolean
  given_back: Money[]
}

export type PaymentFilter = {
  from: Date | null
  until: Date | null
  state: string | null
  sessionId: string | null
  participantId: string | null
  accountId: string | null
}

/** Payments that name no account go to the team's default one. */
const listed = (db: Kysely<DB>, teamId: string) =>
  db
    .selectFrom('payments')
    .leftJoin('payment_accounts as named', 'named.account_id', 'payments.account_id')
    .leftJoin('payment_accounts as usual', (join) =>
      join
        .onRef('usual.team_id', '=', 'payments.team_id')
        .on('usual.is_default', '=', true)
        .on('usual.deleted_at', 'is', null)
        .on('payments.account_id', 'is', null),
    )
    .selectAll('payments')
    .select([
      sql<string | null>`coalesce(named.account_id, usual.account_id)`.as('taker_id'),
      sql<boolean | null>`coalesce(named.is_live, usual.is_live)`.as('taker_is_live'),
      sql<boolean>`(coalesce(named.account_id, usual.account_id) is not null and named.deleted_at is null)`.as(
        'has_taker',
      ),
      givenBack.as('given_back'),
    ])
    .where('payments.team_id', '=', teamId)

/** As it stands in the database; `openPayment` opens it. */
export async function listPayments(
  db: Kysely<DB>,
  teamId: string,
  { from, until, state, sessionId, participantId, accountId }: PaymentFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<ListedPayment[]> {
  let query = listed(db, teamId)
  if (after) query = query.where('payment_id', '<', after)
  if (from) query = query.where('payments.created_at', '>=', from)
  if (until) query = query.where('payments.created_at', '<', until)
  if (state) query = query.where('payments.state', '=', state)
  if (sessionId) query = query.where('payments.session_id', '=', sessionId)
  if (participantId) query = query.where('payments.participant_id', '=', participantId)
  if (accountId) query = query.where(sql`coalesce(named.account_id, usual.account_id)`, '=', accountId)
  return query.orderBy('payment_id', 'desc').limit(limit).execute()
}

export async function findPayment(db: Kysely<DB>, teamId: string, paymentId: string) {
  return listed(db, teamId).where('payment_id', '=', paymentId).executeTakeFirst()
}

/** The fee of a seat; where it has none, or it was withdrawn, what was asked for last. */
export async function findPaymentOf(db: Kysely<DB>, teamId: string, participantId: string) {
  return listed(db, teamId)
    .where('payments.participant_id', '=', participantId)
    .orderBy(sql`payments.reason = 'fee' and payments.state <> 'withdrawn'`, 'desc')
    .orderBy('payment_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function openPayment<Row extends { payment_id: string; description: string | null }>(
  sealing: Sealing,
  row: Row,
): Row {
  return { ...row, description: sealing.openOptional(`payments.description/${row.payment_id}`, row.description) }
}
