import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { insertSigningKey, readSigningKeys } from './store.ts'

/** ES256: of the algorithms with short signatures the one that every client's library can check. */
export const algorithm = 'ES256'

export type Keys = {
  keyId: string
  sign: CryptoKey
  /** Bytes that only this service has, for what is computed and not stored. */
  secret: string
  /** As `/.well-known/jwks.json` shows them. */
  published: JWK[]
}

/** The keys that access tokens are signed with; the first start makes one. */
export async function loadKeys(db: Kysely<DB>): Promise<Keys> {
  const rows = await readSigningKeys(db)
  const newest = rows.find((row) => row.retired_at === null)
  if (!newest) {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const publicJwk = await exportJWK(publicKey)
    const keyId = await calculateJwkThumbprint(publicJwk)
    await insertSigningKey(db, { keyId, publicJwk, privateJwk: await exportJWK(privateKey) })
    return loadKeys(db)
  }
  const privateJwk = newest.private_jwk as JWK
  return {
    keyId: newest.key_id,
    sign: (await importJWK(privateJwk, algorithm)) as CryptoKey,
    secret: String(privateJwk.d),
    published: rows.map((row) => ({ ...(row.public_jwk as JWK), kid: row.key_id, alg: algorithm, use: 'sig' })),
  }
}
