import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Sealing } from '../sealing/sealing.ts'

type Db = Kysely<DB> | Transaction<DB>

/** Any number that nothing else of ours locks. */
const keysLock = 7_301_164

export async function readSigningKeys(db: Db, sealing: Sealing) {
  const rows = await db
    .selectFrom('signing_keys')
    .select(['key_id as keyId', 'private_jwk as privateJwk', 'public_jwk as publicJwk'])
    .select(['signs_from as signsFrom', 'retired_at as retiredAt'])
    .orderBy('signs_from', 'desc')
    .execute()
  return rows.map(({ privateJwk, ...row }) => ({ ...row, privateJwk: openKey(sealing, row.keyId, privateJwk) }))
}

/** A string where it is sealed. */
function openKey(sealing: Sealing, keyId: string, privateJwk: unknown): unknown {
  if (typeof privateJwk !== 'string') return privateJwk
  return JSON.parse(sealing.open(`signing_keys.private_jwk/${keyId}`, privateJwk))
}

/** Nobody else makes or deletes keys until the transaction ends. */
export async function lockSigningKeys(trx: Transaction<DB>) {
  await sql`select pg_advisory_xact_lock(${keysLock})`.execute(trx)
}

/** Adds a key, from whose time on those before it do not sign. */
export async function insertSigningKey(
  trx: Transaction<DB>,
  sealing: Sealing,
  key: { keyId: string; privateJwk: object; publicJwk: object; signsFrom: Date; createdAt: Date },
) {
  const privateJwk = sealing.seal(`signing_keys.private_jwk/${key.keyId}`, JSON.stringify(key.privateJwk))
  await trx.updateTable('signing_keys').set({ retired_at: key.signsFrom }).where('retired_at', 'is', null).execute()
  await trx
    .insertInto('signing_keys')
    .values({
      key_id: key.keyId,
      private_jwk: JSON.stringify(privateJwk),
      public_jwk: JSON.stringify(key.publicJwk),
      signs_from: key.signsFrom,
      created_at: key.createdAt,
    })
    .execute()
}

export async function deleteSigningKeys(trx: Transaction<DB>, keyIds: string[]) {
  if (keyIds.length > 0) await trx.deleteFrom('signing_keys').where('key_id', 'in', keyIds).execute()
}

/** When this database was brought to the version whose access tokens name an audience. */
export async function whenAudienceCame(db: Db): Promise<Date> {
  const row = await db
    .selectFrom('migrations')
    .select('applied_at')
    .where('name', '=', '0020_grants.sql')
    .executeTakeFirstOrThrow()
  return row.applied_at
}
