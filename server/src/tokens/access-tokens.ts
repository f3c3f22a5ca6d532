import { AccessTokenClaims } from '@anteroom/contract/api/tokens'
import { errors, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose'
import { Check } from 'typebox/value'
import type { Identity } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { createRecent } from '../ground/recent.ts'
import { algorithm, type Keys } from './keys.ts'
import type { Revocations } from './revocations.ts'
import { accessTokenSeconds, fullScope, heldPermissions } from './rules.ts'
import type { Holder, Standing } from './store.ts'

const maxCachedTokens = 20_000

type Parts = {
  keys: Keys
  revocations: Revocations
  clock: Clock
  ids: Ids
  issuer: string
  /** Tokens that were made before this name no audience. */
  audienceSince: Date
}

/** What a token says, and the key that it was signed with. */
type Read = { claims: AccessTokenClaims; keyId: string }

type Verified = { caller: Identity; standing: Standing; keyId: string; expiresAtMs: number }

export function createAccessTokens({ keys, revocations, clock, ids, issuer, audienceSince }: Parts) {
  /** RFC 9068 3: what the tokens are for, so that those for another purpose open nothing here. */
  const audience = `${issuer}/v1`
  const verified = createRecent<Verified>(maxCachedTokens)

  async function sign(holder: Holder, familyId: string): Promise<string> {
    const issuedAt = Math.floor(clock.now().getTime() / 1000)
    // A client that has no owner acts for itself; published clients expect a user in every token.
    const userId = holder.userId ?? holder.clientId
    const { teamId, clientId, appId } = holder
    const scope = fullScope(holder)
    // RFC 8176: the user's own password was shown for it.
    const methods = holder.grantType === 'password' ? { amr: ['pwd'] } : {}
    const key = await keys.signing()
    return new SignJWT({ userId, teamId, clientId, scope, gid: familyId, ...methods, ...(appId ? { appId } : {}) })
      .setProtectedHeader({ alg: algorithm, kid: key.keyId, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + accessTokenSeconds)
      .setJti(ids.random())
      .sign(key.sign)
  }

  /** Whom an access token speaks for; null when it is not ours, expired or revoked. */
  async function verify(token: string): Promise<Identity | null> {
    const known = verified.get(token) ?? (await check(token))
    if (!known) return null
    // A key that leaked takes its tokens with it.
    const hasKey = (await keys.known()).some(({ keyId }) => keyId === known.keyId)
    if (!hasKey || known.expiresAtMs <= clock.now().getTime()) {
      verified.forget(token)
      return null
    }
    return (await revocations.isRevoked(known.standing)) ? null : known.caller
  }

  async function check(token: string): Promise<Verified | null> {
    const read = await readToken(token)
    if (!read) return null
    const { clientId, userId, teamId, scope, exp, gid: familyId = null, amr = [], appId = null } = read.claims
    const isUser = userId !== clientId
    const caller: Identity = {
      clientId,
      userId,
      teamId,
      isSystem: scope === 'system',
      isUser,
      isApplication: appId !== null,
      appId,
      grantId: familyId,
      permissions: heldPermissions(read.claims),
      ...(amr.includes('pwd') ? { showedPassword: true } : {}),
    }
    const standing = { clientId, familyId, teamId, userId: isUser ? userId : null, appId }
    const known = { caller, standing, keyId: read.keyId, expiresAtMs: exp * 1000 }
    verified.keep(token, known)
    return known
  }

  /** What a token of ours says that has not expired; whether it was revoked is not asked. */
  async function readToken(token: string): Promise<Read | null> {
    try {
      const { payload, protectedHeader } = await verifySignature(token)
      if (!Check(AccessTokenClaims, payload) || !isForUs(payload)) return null
      return { claims: payload, keyId: String(protectedHeader.kid) }
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  function isForUs({ aud, iat }: AccessTokenClaims): boolean {
    return aud === audience || (aud === undefined && iat * 1000 < audienceSince.getTime())
  }

  function verifySignature(token: string): Promise<JWTVerifyResult> {
    return jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? null : await keys.find(kid)
        if (!key) throw new errors.JWKSNoMatchingKey()
        return key.check
      },
      // Another installation may have the same keys: a copy of this one's database.
      { algorithms: [algorithm], currentDate: clock.now(), issuer },
    )
  }

  return {
    sign,
    verify,
    read: async (token: string) => (await readToken(token))?.claims ?? null,
  }
}
