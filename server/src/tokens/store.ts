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

/** `hold`: as it is, until the transaction ends. */
export async function findClient(db: Db, clientId: string, hold?: 'hold') {
  return db
    .selectFrom('api_clients')
    .select(['client_id', 'team_id', 'owner_id', 'secret_hash', 'previous_secret_hash', 'previous_secret_until'])
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .where(hasItsOwner)
    .$if(hold !== undefined, (query) => query.forShare())
    .executeTakeFirst()
}

/** A client that acts for a user ends when they leave the team. */
const hasItsOwner = sql<boolean>`(api_clients.owner_id is null or exists (
  select from team_members as owner where owner.team_id = api_clients.team_id and owner.user_id = api_clients.owner_id))`

/** On what it depends whether an access token is still good. Tokens of old name no family. */
export type Standing = {
  clientId: string
  familyId: string | null
  teamId: string | null
  /** The person for whom it is; null for a client that acts for itself. */
  userId: string | null
  appId: string | null
}

/** Whether neither the client, the application nor the grant was revoked, and the user is still in the team. */
export async function isInForce(db: Db, { clientId, familyId, teamId, userId, appId }: Standing): Promise<boolean> {
  const { rows } = await sql`
    select from api_clients
    where client_id = ${clientId} and revoked_at is null and ${hasItsOwner}
      and not exists (select from revoked_families where family_id = ${familyId}::uuid)
      and (${teamId}::uuid is null or ${userId}::uuid is null or exists (
        select from team_members where team_id = ${teamId}::uuid and user_id = ${userId}::uuid))
      and (${appId}::uuid is null or exists (
        select from applications where app_id = ${appId}::uuid and applications.revoked_at is null))`.execute(db)
  return rows.length > 0
}

/** Nobody else renews or revokes tokens of the family until the transaction ends. */
export async function lockFamily(trx: Transaction<DB>, familyId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${familyId}, 0))`.execute(trx)
}

export async function insertRefreshToken(
  trx: Db,
  token: { hash: Buffer; familyId: string; holder: Holder; begunAt: Date; issuedAt: Date; expiresAt: Date },
) {
  const { hash, familyId, holder, begunAt, issuedAt, expiresAt } = token
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
      begun_at: begunAt,
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

/** A token that is not exchanged was used once more. */
export async function extendRefreshToken(trx: Transaction<DB>, hash: Buffer, usedAt: Date, expiresAt: Date) {
  await trx
    .updateTable('refresh_tokens')
    .set({ last_used_at: usedAt, expires_at: expiresAt })
    .where('token_hash', '=', hash)
    .execute()
}

/** Takes back what came from one grant: its refresh tokens, and by `revoked_families` its access tokens. */
export async function revokeFamily(trx: Transaction<DB>, familyId: string, at: Date) {
  // First the tokens, and those in one order, as in `revokeGrants`.
  await trx
    .updateTable('refresh_tokens')
    .set({ revoked_at: at })
    .where('token_hash', 'in', (eb) =>
      eb
        .selectFrom('refresh_tokens')
        .select('token_hash')
        .where('family_id', '=', familyId)
        .where('revoked_at', 'is', null)
        .orderBy('token_hash')
        .forUpdate(),
    )
    .execute()
  await trx
    .insertInto('revoked_families')
    .values({ family_id: familyId, revoked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteExpiredRefreshTokens(db: Db, before: Date) {
  await db.deleteFrom('refresh_tokens').where('expires_at', '<', before).execute()
}

export async function isFamilyRevoked(db: Db, familyId: string): Promise<boolean> {
  const query = db.selectFrom('revoked_families').select('family_id').where('family_id', '=', familyId)
  return (await query.executeTakeFirst()) !== undefined
}

export async function deleteRevokedFamilies(db: Db, before: Date) {
  await db
    .deleteFrom('revoked_families')
    .where('revoked_at', '<', before)
    // Servers of the version before, which run on during an update, may have made one while the family was revoked.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refresh_tokens')
            .select('token_hash')
            .whereRef('refresh_tokens.family_id', '=', 'revoked_families.family_id')
            .where('refresh_tokens.revoked_at', 'is', null),
        ),
      ),
    )
    .execute()
}
