import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, PaymentAccounts } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'

type Db = Kysely<DB> | Transaction<DB>

/** Its secrets are open; one that is gone, or does not open, is null. */
export type AccountRow = Selectable<PaymentAccounts>

export type AccountUpdate = Partial<Omit<AccountRow, 'account_id' | 'team_id' | 'provider' | 'is_live' | 'created_at'>>

function openAccount(sealing: Sealing, row: AccountRow): AccountRow {
  const { account_id: id } = row
  return {
    ...row,
    secret_key: sealing.openOptional(`payment_accounts.secret_key/${id}`, row.secret_key),
    webhook_secret: sealing.openOptional(`payment_accounts.webhook_secret/${id}`, row.webhook_secret),
  }
}

function sealAccount<Row extends AccountUpdate>(sealing: Sealing, id: string, row: Row): Row {
  const sealed = { ...row }
  if (row.secret_key) sealed.secret_key = sealing.seal(`payment_accounts.secret_key/${id}`, row.secret_key)
  if (row.webhook_secret)
    sealed.webhook_secret = sealing.seal(`payment_accounts.webhook_secret/${id}`, row.webhook_secret)
  return sealed
}

const accountsOf = (db: Db, teamId: string) =>
  db.selectFrom('payment_accounts').selectAll().where('team_id', '=', teamId).where('deleted_at', 'is', null)

/** The team, so that two who add an account at once do not both make the first one, or take the last place. */
export async function lockTeam(trx: Transaction<DB>, teamId: string) {
  await trx.selectFrom('teams').select('team_id').where('team_id', '=', teamId).forNoKeyUpdate().execute()
}

export async function countAccounts(db: Db, teamId: string): Promise<number> {
  const { count } = await db
    .selectFrom('payment_accounts')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Oldest first, behind that one; the secrets stay closed. */
export async function listAccounts(
  db: Db,
  teamId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<AccountRow[]> {
  const behind = after === null ? accountsOf(db, teamId) : accountsOf(db, teamId).where('account_id', '>', after)
  return behind.orderBy('account_id').limit(limit).execute()
}

export async function findAccount(db: Db, sealing: Sealing, teamId: string, accountId: string) {
  const row = await accountsOf(db, teamId).where('account_id', '=', accountId).executeTakeFirst()
  return row && openAccount(sealing, row)
}

/** The account, held until the transaction ends. */
export async function lockAccount(trx: Transaction<DB>, sealing: Sealing, teamId: string, accountId: string) {
  const query = accountsOf(trx, teamId).where('account_id', '=', accountId).forNoKeyUpdate()
  const row = await query.executeTakeFirst()
  return row && openAccount(sealing, row)
}

/** Whosever it is. */
export async function findAccountById(db: Db, sealing: Sealing, accountId: string): Promise<AccountRow | undefined> {
  const row = await db
    .selectFrom('payment_accounts')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && openAccount(sealing, row)
}

export async function insertAccount(trx: Transaction<DB>, sealing: Sealing, row: AccountRow) {
  await trx
    .insertInto('payment_accounts')
    .values(sealAccount(sealing, row.account_id, row))
    .execute()
}

export async function updateAccount(trx: Transaction<DB>, sealing: Sealing, accountId: string, update: AccountUpdate) {
  await trx
    .updateTable('payment_accounts')
    .set(sealAccount(sealing, accountId, update))
    .where('account_id', '=', accountId)
    .execute()
}

/** No account of the team is its default one any more. */
export async function clearDefault(trx: Transaction<DB>, teamId: string) {
  await trx
    .updateTable('payment_accounts')
    .set({ is_default: false })
    .where('team_id', '=', teamId)
    .where('is_default', '=', true)
    .execute()
}

/** Writes what became of trying the key, where that is news. */
export async function writeState(db: Db, accountId: string, state: string, message: string | null) {
  await db
    .updateTable('payment_accounts')
    .set({ state, state_message: message })
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`(state, state_message) is distinct from (${state}::text, ${message}::text)`)
    .execute()
}

/** What was made last at the provider for payments to the account: its id there, or null. */
export async function findLastMade(db: Db, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('payment_attempts')
    .select('provider_id')
    .where('account_id', '=', accountId)
    .where('provider_id', 'is not', null)
    .orderBy('attempt_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.provider_id ?? null
}

/** How many payments are on their way to the account or back from it. */
export async function countUnderWay(trx: Transaction<DB>, accountId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('payment_attempts')
    .select((eb) => eb.fn.count<string>('payment_id').distinct().as('count'))
    .where('account_id', '=', accountId)
    .where('state', 'in', ['making', 'open'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * Fees that were opened on the account and not paid go to the team's default one again, unless they name this one
 * themselves: then nobody but the practice may say where else they go.
 */
export async function letGoOfFees(trx: Transaction<DB>, accountId: string) {
  await sql`
    update payments set account_id = null
    from participants
    where payments.account_id = ${accountId} and payments.reason = 'fee' and payments.payment_method is null
      and payments.state in ('owed', 'failed', 'expired')
      and participants.participant_id = payments.participant_id
      and strpos(lower(coalesce(participants.fee, '')), ${accountId}) = 0`.execute(trx)
}
