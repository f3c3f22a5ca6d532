import type { Collect } from '@anteroom/contract/fees'
import { type Money, type PaymentState, type PaymentTrouble, unsettledStates } from '@anteroom/contract/payments'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, PaymentAttempts, Payments } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { eraseAgain } from './erasing.ts'
import type { Attempt, Payment } from './rules.ts'

type Db = Kysely<DB>
type Trx = Transaction<DB>

/** Which payment of a session is meant. */
export type Which = { paymentId: string } | { attemptId: string } | { feeOf: string } | { intent: string }

/** In which session a payment is; null where there is no such payment. */
export async function findPlace(db: Db, which: Which): Promise<{ teamId: string; sessionId: string } | null> {
  const row = await picked(db, which).select(['payments.team_id', 'payments.session_id']).executeTakeFirst()
  return row ? { teamId: row.team_id, sessionId: row.session_id } : null
}

/** A payment with all that was asked of the provider for it. Whoever changes it holds its session. */
export async function findPayment(db: Db, sealing: Sealing, which: Which): Promise<Payment | null> {
  const row = await picked(db, which).selectAll('payments').executeTakeFirst()
  if (!row) return null
  const attempts = await db
    .selectFrom('payment_attempts')
    .selectAll()
    .where('payment_id', '=', row.payment_id)
    .orderBy('attempt_id')
    .execute()
  return toPayment(sealing, row, attempts.map(toAttempt))
}

/** What the same person was asked for in the same words since then, and has still to pay. */
export async function findAsked(trx: Trx, sealing: Sealing, like: Payment, since: Date): Promise<Payment | null> {
  const rows = await trx
    .selectFrom('payments')
    .selectAll()
    .where('participant_id', '=', like.participantId)
    .where('reason', '=', 'request')
    .where('state', 'in', [...unsettledStates])
    .where('amount', '=', like.amount)
    .where('currency', '=', like.currency)
    .where('created_at', '>=', since)
    .execute()
  const asked = rows.map((row) => toPayment(sealing, row, []))
  return asked.find(({ description }) => description === like.description) ?? null
}

function picked(db: Db, which: Which) {
  const query = db.selectFrom('payments')
  if ('paymentId' in which) return query.where('payments.payment_id', '=', which.paymentId)
  if ('intent' in which) return query.where('payments.payment_intent', '=', which.intent)
  if ('feeOf' in which) {
    return query
      .where('participant_id', '=', which.feeOf)
      .where('reason', '=', 'fee')
      .where('payments.state', '<>', 'withdrawn')
  }
  return query.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('payment_attempts')
        .select('attempt_id')
        .whereRef('payment_attempts.payment_id', '=', 'payments.payment_id')
        .where('attempt_id', '=', which.attemptId),
    ),
  )
}

export function toPayment(sealing: Sealing, row: Selectable<Payments>, attempts: readonly Attempt[]): Payment {
  const { card_brand, card_last4 } = row
  return {
    paymentId: row.payment_id,
    teamId: row.team_id,
    sessionId: row.session_id,
    participantId: row.participant_id,
    accountId: row.account_id,
    reason: row.reason as Payment['reason'],
    collect: row.collect as Collect,
    amount: row.amount,
    currency: row.currency,
    description: sealing.openOptional(`payments.description/${row.payment_id}`, row.description),
    state: row.state as PaymentState,
    trouble: row.trouble as PaymentTrouble | null,
    waivedAt: row.waived_at,
    refunded: row.refunded,
    card: card_brand !== null && card_last4 !== null ? { brand: card_brand, last4: card_last4 } : null,
    customer: row.customer,
    paymentMethod: row.payment_method,
    intent: row.payment_intent,
    actionUrl: row.action_url,
    paidAt: row.paid_at,
    changedAt: row.changed_at,
    attempts,
  }
}

function toAttempt(row: Selectable<PaymentAttempts>): Attempt {
  return {
    attemptId: row.attempt_id,
    accountId: row.account_id,
    kind: row.kind as Attempt['kind'],
    state: row.state as Attempt['state'],
    isWanted: row.is_wanted,
    amount: row.amount,
    currency: row.currency,
    providerId: row.provider_id,
    intent: row.intent,
    url: row.url,
    language: row.language,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lookAt: row.look_at,
    looks: row.looks,
  }
}

/** In a query of payments: what was taken besides each and should not have been, as far as it goes back. */
export const givenBack = sql<Money[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('amount', back.amount, 'currency', back.currency) order by back.attempt_id), '[]')
  from payment_attempts as back
  where back.payment_id = payments.payment_id and back.kind = 'refund' and back.state <> 'closed'
    and back.intent is distinct from payments.payment_intent)`

/** Writes what differs. */
export async function savePayment(trx: Trx, sealing: Sealing, before: Payment | null, after: Payment, now: Date) {
  const { paymentId, description } = after
  const isNew = before === null
  let wasErased = false
  const changing = {
    account_id: after.accountId,
    collect: after.collect,
    amount: after.amount,
    currency: after.currency,
    state: after.state,
    trouble: after.trouble,
    waived_at: after.waivedAt,
    refunded: after.refunded,
    card_brand: after.card?.brand ?? null,
    card_last4: after.card?.last4 ?? null,
    customer: after.customer,
    payment_method: after.paymentMethod,
    payment_intent: after.intent,
    action_url: after.actionUrl,
    paid_at: after.paidAt,
    changed_at: now,
    // What does not open is not lost by the next change of something else.
    ...(isNew || description !== before.description
      ? { description: sealing.sealOptional(`payments.description/${paymentId}`, description) }
      : {}),
  }
  if (isNew) {
    const { teamId: team_id, sessionId: session_id, participantId: participant_id, reason } = after
    await trx
      .insertInto('payments')
      .values({ payment_id: paymentId, team_id, session_id, participant_id, reason, created_at: now, ...changing })
      .execute()
  } else {
    const query = trx.updateTable('payments').set(changing).where('payment_id', '=', paymentId)
    const { erased_at } = await query.returning('erased_at').executeTakeFirstOrThrow()
    wasErased = erased_at !== null
  }
  for (const attempt of after.attempts) {
    if (before?.attempts.includes(attempt)) continue
    const isKnown = before?.attempts.some(({ attemptId }) => attemptId === attempt.attemptId)
    await (isKnown ? updateAttempt(trx, attempt) : insertAttempt(trx, paymentId, attempt))
  }
  if (wasErased) await eraseAgain(trx, paymentId)
}

/** What of it changes. */
const changingOf = (attempt: Attempt) => ({
  state: attempt.state,
  is_wanted: attempt.isWanted,
  provider_id: attempt.providerId,
  url: attempt.url,
  expires_at: attempt.expiresAt,
  look_at: attempt.lookAt,
})

/**
 * Not by an insert that updates on a conflict: a row that `takeDue` moves at that moment is missed by it now and then, and
 * then is in its own way by what else has to be unique.
 */
async function updateAttempt(trx: Trx, attempt: Attempt) {
  await trx
    .updateTable('payment_attempts')
    .set(changingOf(attempt))
    .where('attempt_id', '=', attempt.attemptId)
    .executeTakeFirstOrThrow()
}

async function insertAttempt(trx: Trx, paymentId: string, attempt: Attempt) {
  await trx
    .insertInto('payment_attempts')
    .values({
      attempt_id: attempt.attemptId,
      payment_id: paymentId,
      account_id: attempt.accountId,
      kind: attempt.kind,
      amount: attempt.amount,
      currency: attempt.currency,
      intent: attempt.intent,
      language: attempt.language,
      created_at: attempt.createdAt,
      ...changingOf(attempt),
    })
    .execute()
}

/** The payments of which it is not known what became of something that was asked of an account. */
export async function findUnderWay(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('payment_attempts')
    .select('payment_id')
    .distinct()
    .where('account_id', '=', accountId)
    .where('state', 'in', ['making', 'open'])
    .execute()
  return rows.map(({ payment_id }) => payment_id)
}

export type DueAttempt = { attemptId: string; looks: number }

/**
 * Takes some attempts of which it is time to ask what became of them: they are due again later, should whoever has taken
 * them be gone by then. The pauses grow from a minute to half an hour.
 */
export async function takeDue(db: Db, now: Date, limit: number): Promise<DueAttempt[]> {
  const { rows } = await sql<{ attempt_id: string; looks: number }>`
    update payment_attempts set
      looks = looks + 1,
      look_at = ${now}::timestamptz + least(interval '1 minute' * power(2, least(looks, 10)), interval '30 minutes')
    where attempt_id in (
      select attempt_id from payment_attempts where look_at <= ${now}
      order by look_at limit ${limit} for update skip locked
    )
    returning attempt_id, looks`.execute(db)
  return rows.map(({ attempt_id, looks }) => ({ attemptId: attempt_id, looks }))
}

/** The attempt that the provider knows by that id. */
export async function findAttemptOf(db: Db, accountId: string, providerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('payment_attempts')
    .select('attempt_id')
    .where('account_id', '=', accountId)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()
  return row?.attempt_id ?? null
}

export async function findAccountIds(db: Db, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('payment_accounts')
    .select('account_id')
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ account_id }) => account_id)
}

/** The account that a payment goes to: the one that it names, or else the team's default one. */
export async function findAccountFor(
  db: Db,
  { teamId, accountId }: { teamId: string; accountId: string | null },
): Promise<{ accountId: string; isLive: boolean } | null> {
  const row = await db
    .selectFrom('payment_accounts')
    .select(['account_id', 'is_live'])
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .$if(accountId !== null, (query) => query.where('account_id', '=', accountId))
    .$if(accountId === null, (query) => query.where('is_default', '=', true))
    .executeTakeFirst()
  return row ? { accountId: row.account_id, isLive: row.is_live } : null
}
