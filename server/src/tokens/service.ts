import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid } from '@anteroom/contract/api/formats'
import { AccessTokenClaims, type Token } from '@anteroom/contract/api/tokens'
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Kysely } from 'kysely'
import { Check } from 'typebox/value'
import type { DB } from '../db/types.gen.ts'
import type { Identity } from '../http/authentication.ts'
import type { Clock, Ids } from '../ids.ts'
import type { Client } from './grant.ts'
import { algorithm, loadKeys } from './keys.ts'
import {
  deleteExpiredRefreshTokens,
  findClient,
  findRefreshToken,
  type Holder,
  insertRefreshToken,
  lockRefreshToken,
  markRefreshTokenUsed,
  revokeFamily,
} from './store.ts'

const accessTokenSeconds = 3600
const refreshTokenDays = 60
/** For how long a refresh token can be used again when the answer to its first use may have been lost. */
const retryMs = 10_000
/** How long a revoked client's tokens may still work. */
const revocationMs = 5_000
const maxCachedTokens = 20_000

export type Tokens = Awaited<ReturnType<typeof createTokens>>

export async function createTokens({
  db,
  clock,
  ids,
  issuer,
}: {
  db: Kysely<DB>
  clock: Clock
  ids: Ids
  issuer: string
}) {
  let keys = await loadKeys(db)
  let keySet = createLocalJWKSet({ keys: keys.published })
  const isRevoked = createRevocations(db, clock)
  const verified = new Map<string, { caller: Identity; expiresAtMs: number }>()

  async function issue(holder: Holder): Promise<Token> {
    const refreshToken = ids.secret()
    await insertRefreshToken(db, newRefreshToken(refreshToken, ids.random(), holder))
    return answer(holder, refreshToken)
  }

  /** A new pair for a refresh token; null when it is not, or not any more, good for one. */
  async function renew(client: Client, given: string): Promise<Token | null> {
    const hash = sha256(given)
    // Only hashes are stored, and a retry has to get the same token again: so it is computed from the one before.
    const next = createHmac('sha256', keys.secret).update('refresh token after ').update(given).digest('base64url')
    const holder = await db.transaction().execute(async (trx) => {
      const token = await lockRefreshToken(trx, hash)
      const now = clock.now()
      if (!token || token.client_id !== client.clientId || token.revoked_at || token.expires_at <= now) return null
      if (token.used_at && token.replaced_by) {
        const replacement = await findRefreshToken(trx, token.replaced_by)
        const isRetry =
          now.getTime() - token.used_at.getTime() < retryMs &&
          replacement &&
          !replacement.used_at &&
          !replacement.revoked_at
        if (!isRetry) {
          // Two hold the same token, and one of them has stolen it (RFC 9700 4.14.2).
          await revokeFamily(trx, token.family_id, now)
          return null
        }
      }
      const holder = { clientId: token.client_id, teamId: token.team_id, userId: token.user_id, scope: token.scope }
      await insertRefreshToken(trx, newRefreshToken(next, token.family_id, holder))
      await markRefreshTokenUsed(trx, hash, token.used_at ?? now, sha256(next))
      return holder
    })
    return holder && answer(holder, next)
  }

  function newRefreshToken(token: string, familyId: string, holder: Holder) {
    const issuedAt = clock.now()
    const expiresAt = new Date(issuedAt.getTime() + refreshTokenDays * 86_400_000)
    return { hash: sha256(token), familyId, holder, issuedAt, expiresAt }
  }

  async function answer(holder: Holder, refreshToken: string): Promise<Token> {
    const issuedAt = Math.floor(clock.now().getTime() / 1000)
    // A client that has no owner acts for itself; published clients expect a user in every token.
    const userId = holder.userId ?? holder.clientId
    const claims = { userId, teamId: holder.teamId, clientId: holder.clientId, scope: holder.scope }
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, kid: keys.keyId, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(issuer)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + accessTokenSeconds)
      .setJti(ids.random())
      .sign(keys.sign)
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: accessTokenSeconds,
      token_type: 'Bearer',
      scope: holder.scope,
    }
  }

  /** Whom an access token speaks for; null when it is not ours, expired or revoked. */
  async function verify(token: string): Promise<Identity | null> {
    const known = verified.get(token) ?? (await check(token))
    if (!known) return null
    if (known.expiresAtMs <= clock.now().getTime()) {
      verified.delete(token)
      return null
    }
    return (await isRevoked(known.caller.clientId)) ? null : known.caller
  }

  async function check(token: string) {
    const claims = await readClaims(token)
    if (!claims) return null
    const { clientId, userId, teamId, scope, exp } = claims
    const caller = { clientId, userId, teamId, isSystem: scope === 'system', isUser: userId !== clientId }
    const known = { caller, expiresAtMs: exp * 1000 }
    for (const oldest of verified.keys()) {
      if (verified.size < maxCachedTokens) break
      verified.delete(oldest)
    }
    verified.set(token, known)
    return known
  }

  async function readClaims(token: string): Promise<AccessTokenClaims | null> {
    try {
      const payload = await readSigned(token)
      return Check(AccessTokenClaims, payload) ? payload : null
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  async function readSigned(token: string): Promise<JWTPayload> {
    const options = { algorithms: [algorithm], currentDate: clock.now() }
    try {
      return (await jwtVerify(token, keySet, options)).payload
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      // Another process may have made a key since.
      keys = await loadKeys(db)
      keySet = createLocalJWKSet({ keys: keys.published })
      return (await jwtVerify(token, keySet, options)).payload
    }
  }

  /** The client that these credentials belong to. */
  async function authenticate(clientId: string, secret: string): Promise<Client | null> {
    if (!isUuid(clientId)) return null
    const client = await findClient(db, clientId)
    if (!client || client.revoked_at || !timingSafeEqual(client.secret_hash, sha256(secret))) return null
    return { clientId: client.client_id, teamId: client.team_id, ownerId: client.owner_id }
  }

  return {
    issue,
    renew,
    verify,
    authenticate,
    keySet: () => ({ keys: keys.published }),
    forgetExpired: () => deleteExpiredRefreshTokens(db, clock.now()),
  }
}

/** Whether a client is revoked, asked of the database at most once in a while for each client. */
function createRevocations(db: Kysely<DB>, clock: Clock) {
  const known = new Map<string, { revoked: Promise<boolean>; askedAtMs: number }>()
  return (clientId: string): Promise<boolean> => {
    const nowMs = clock.now().getTime()
    const last = known.get(clientId)
    if (last && Math.abs(nowMs - last.askedAtMs) < revocationMs) return last.revoked
    if (known.size > maxCachedTokens) known.clear()
    const revoked = findClient(db, clientId).then((client) => !client || client.revoked_at !== null)
    known.set(clientId, { revoked, askedAtMs: nowMs })
    // What could not be asked is asked again.
    revoked.catch(() => known.delete(clientId))
    return revoked
  }
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
