import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

/** Whom a token speaks for, and who let it. */
export type Holder = {
  clientId: string
  teamId: string | null
  userId: string | null
  scope: string
  /** How the first token of the family was got. */
  grantType?: string | null
  /** The application that the user let in. */
  appId?: string | null
}

export async function findClient(db: Db, clientId: string) {
  return db
    .selectFrom('api_clients')
    .select(['client_id', 'team_id', 'owner_id', 'secret_hash', 'revoked_at'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
}

/** Whether neither the client nor what came from the grant was revoked; tokens of old name no family. */
export async function isInForce(db: Db, clientId: string, familyId: string | null): Promise<boolean> {
  let query = db
    .selectFrom('api_clients')
    .select('client_id')
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
  if (familyId) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('revoked_families').select('family_id').where('family_id', '=', familyId))),
    )
  }
  return (await query.executeTakeFirst()) !== undefined
}

/** Nobody else renews or revokes tokens of the family until the transaction ends. */
export async function lockFamily(trx: Transaction<DB>, familyId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${familyId}, 0))`.execute(trx)
}

export async function insertRefreshToken(
  trx: Db,
  token: { hash: Buffer; familyId: string; holder: Holder; issuedAt: Date; expiresAt: Date },
) {
  const { hash, familyId, holder, issuedAt, expiresAt } = token
  await trx
    .insertInto('refresh_tokens')
    .values({
      token_hash: hash,
      family_id: familyId,
      client_id: holder.clientId,
      team_id: holder.teamId,
      user_id: holder.userId,
      scope: holder.scope,
      grant_type: holder.grantType ?? null,
      app_id: holder.appId ?? null,
      issued_at: issuedAt,
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute()
}

export async function findRefreshToken(db: Db, hash: Buffer) {
  return db.selectFrom('refresh_tokens').selectAll().where('token_hash', '=', hash).executeTakeFirst()
}

export async function markRefreshTokenUsed(trx: Transaction<DB>, hash: Buffer, usedAt: Date, replacedBy: Buffer) {
  await trx
    .updateTable('refresh_tokens')
    .set({ used_at: usedAt, replaced_by: replacedBy })
    .where('token_hash', '=', hash)
    .execute()
}

/** Takes back what came from one grant: its refresh tokens, and by `revoked_families` its access tokens. */
export async function revokeFamily(trx: Transaction<DB>, familyId: string, at: Date) {
  await trx
    .insertInto('revoked_families')
    .values({ family_id: familyId, revoked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx
    .updateTable('refresh_tokens')
    .set({ revoked_at: at })
    .where('family_id', '=', familyId)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function deleteExpiredRefreshTokens(db: Db, before: Date) {
  await db.deleteFrom('refresh_tokens').where('expires_at', '<', before).execute()
}

export async function deleteRevokedFamilies(db: Db, before: Date) {
  await db.deleteFrom('revoked_families').where('revoked_at', '<', before).execute()
}
