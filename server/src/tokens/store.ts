import type { Insertable, Kysely, Transaction } from 'kysely'
import type { AuthorizationCodes, DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export type Holder = { clientId: string; teamId: string | null; userId: string | null; scope: string }

export async function findClient(db: Db, clientId: string) {
  return db
    .selectFrom('api_clients')
    .select(['client_id', 'team_id', 'owner_id', 'secret_hash', 'revoked_at'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
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
      issued_at: issuedAt,
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute()
}

export async function lockRefreshToken(trx: Transaction<DB>, hash: Buffer) {
  return trx.selectFrom('refresh_tokens').selectAll().where('token_hash', '=', hash).forUpdate().executeTakeFirst()
}

export async function findRefreshToken(trx: Transaction<DB>, hash: Buffer) {
  return trx.selectFrom('refresh_tokens').selectAll().where('token_hash', '=', hash).executeTakeFirst()
}

export async function markRefreshTokenUsed(trx: Transaction<DB>, hash: Buffer, usedAt: Date, replacedBy: Buffer) {
  await trx
    .updateTable('refresh_tokens')
    .set({ used_at: usedAt, replaced_by: replacedBy })
    .where('token_hash', '=', hash)
    .execute()
}

export async function revokeFamily(trx: Transaction<DB>, familyId: string, at: Date) {
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

export async function readSigningKeys(db: Db) {
  return db
    .selectFrom('signing_keys')
    .select(['key_id', 'private_jwk', 'public_jwk', 'retired_at'])
    .orderBy('created_at', 'desc')
    .execute()
}

export async function insertSigningKey(db: Db, key: { keyId: string; privateJwk: object; publicJwk: object }) {
  await db
    .insertInto('signing_keys')
    .values({
      key_id: key.keyId,
      private_jwk: JSON.stringify(key.privateJwk),
      public_jwk: JSON.stringify(key.publicJwk),
    })
    .execute()
}

export async function insertCode(trx: Db, code: Insertable<AuthorizationCodes>) {
  await trx.insertInto('authorization_codes').values(code).execute()
}
