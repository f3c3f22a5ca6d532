import { type Fee, readFee } from '@anteroom/contract/fees'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { newPayment } from './rules.ts'
import type { SeatPayment } from './seen.ts'
import { givenBack, toPayment } from './store.ts'

/**
 * What other features do with payments in transactions of their own. Only this folder writes their tables; this file knows
 * none of its callers.
 */

/** Those of a session that are asked for, or were paid. */
export async function listOfSession(db: Kysely<DB>, sealing: Sealing, sessionId: string): Promise<SeatPayment[]> {
  const rows = await db
    .selectFrom('payments')
    .leftJoin('payment_accounts as own', (join) =>
      join.onRef('own.account_id', '=', 'payments.account_id').on('own.deleted_at', 'is', null),
    )
    .leftJoin('payment_accounts as usual', (join) =>
      join
        .onRef('usual.team_id', '=', 'payments.team_id')
        .on('usual.is_default', '=', true)
        .on('usual.deleted_at', 'is', null),
    )
    .selectAll('payments')
    .select(['own.is_live as own_live', 'usual.is_live as usual_live'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('payment_attempts')
          .select('attempt_id')
          .whereRef('payment_attempts.payment_id', '=', 'payments.payment_id')
          .where('kind', '=', 'checkout')
          .where('payment_attempts.state', '=', 'open')
          .where('is_wanted', '=', true),
      ).as('is_open'),
    )
    .select(givenBack.as('given_back'))
    .where('payments.session_id', '=', sessionId)
    // Nobody asks for it any more; but somebody has paid it all the same, and is told what becomes of that.
    .where((eb) => eb.or([eb('payments.state', '<>', 'withdrawn'), sql<boolean>`${givenBack} <> '[]'`]))
    .orderBy('payments.reason')
    .orderBy('payments.payment_id')
    .execute()
  return rows.map(({ own_live, usual_live, is_open, given_back, ...row }) => {
    const isLive = row.account_id === null ? usual_live : own_live
    const payment = toPayment(sealing, row, [])
    return {
      ...payment,
      isCollectable: isLive !== null,
      isTest: isLive === false,
      isOpen: Boolean(is_open),
      givenBack: given_back,
    }
  })
}

/** Nobody is to pay for a seat that was taken away, or for a session that was cancelled; what was paid stays. */
export async function withdrawPayments(
  trx: Kysely<DB>,
  { sessionId, participantIds }: { sessionId: string; participantIds?: readonly string[] },
  now: Date,
) {
  const taken = await trx
    .updateTable('payments')
    .set({ state: 'withdrawn', trouble: null, changed_at: now })
    .where('session_id', '=', sessionId)
    .where('state', 'in', ['owed', 'opened', 'failed', 'expired'])
    .where('payment_method', 'is', null)
    .$if(participantIds !== undefined, (query) =>
      query.where('participant_id', '=', sql<string>`any(${participantIds}::uuid[])`),
    )
    .returning('payment_id')
    .execute()
  if (taken.length === 0) return
  const ids = taken.map(({ payment_id }) => payment_id)
  await trx
    .updateTable('payment_attempts')
    .set({ is_wanted: false, look_at: now })
    .where('payment_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', 'in', ['making', 'open'])
    .execute()
}

/** The fee in a seat's text; null where it is none, also in rows from before it was read. */
export function feeIn(text: string | null): Fee | null {
  const fee = text === null ? null : readFee(text)
  return typeof fee === 'string' ? null : fee
}

/** The row of a payment that is made together with its seat, as it goes through JSON. */
export type NewPaymentRow = {
  payment_id: string
  team_id: string
  session_id: string
  participant_id: string
  account_id: string | null
  collect: string
  amount: number
  currency: string
  description: string | null
  created_at: Date
}

type OfSeat = { paymentId: string; teamId: string; sessionId: string; participantId: string; created: Date }

export function feeRow(sealing: Sealing, fee: Fee, { paymentId, created, ...of }: OfSeat): NewPaymentRow {
  const payment = newPayment({ ...of, reason: 'fee' }, fee, paymentId)
  return {
    payment_id: paymentId,
    team_id: of.teamId,
    session_id: of.sessionId,
    participant_id: of.participantId,
    account_id: payment.accountId,
    collect: payment.collect,
    amount: payment.amount,
    currency: payment.currency,
    description: sealing.sealOptional(`payments.description/${paymentId}`, payment.description),
    created_at: created,
  }
}

/** A common table expression that writes such rows, for the statement that writes the seats. */
export const paymentInserts = (parameter: string) => `
  written_payments as (
    insert into payments (payment_id, team_id, session_id, participant_id, account_id, reason, collect, amount, currency,
      description, state, created_at, changed_at)
    select payment_id, team_id, session_id, participant_id, account_id, 'fee', collect, amount, currency, description,
      'owed', created_at, created_at
    from json_to_recordset(${parameter}) as payment (payment_id uuid, team_id uuid, session_id uuid,
      participant_id uuid, account_id uuid, collect text, amount integer, currency text, description text,
      created_at timestamptz)
  )`
