import { timingSafeEqual } from 'node:crypto'
import { type Permission, printScope, readScope, usualPermissions } from '@anteroom/contract/api/permissions'
import type { Token } from '@anteroom/contract/api/tokens'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import { type Client, notAnyMore } from './grant.ts'
import { type Granted, sha256, type Tokens } from './service.ts'
import { isInForce, type Standing } from './store.ts'
import { findCode, insertCode, markCodeUsed } from './store-codes.ts'
import { holdApplication, holdMember, holdStanding, holdUser } from './store-standing.ts'

/** RFC 6749 4.1.2 recommends ten minutes at most. */
const codeMs = 10 * 60_000

/** What a code is bound to: shown again, or the like of it, when it is redeemed. */
export type CodeBinding = {
  /** As the authorisation request gave it; null when it gave none. */
  redirectUri: string | null
  /** RFC 7636 4.2; null without PKCE. */
  challenge: string | null
}

export type NewCode = {
  appId: string
  userId: string
  teamId: string
  permissions: readonly Permission[]
} & CodeBinding

/** What a user lets an application do; without a scope it is the usual. */
export type AskedFor = { appId: string; teamId: string; scope?: string | undefined }

/** What a client shows for tokens. */
export type Redemption = { code: string; redirectUri?: string | undefined; verifier?: string | undefined }

/** Why a code is not redeemed; `unknown` is also all that a client learns of codes that are not for it. */
export type Refused = 'unknown' | 'redirect-uri' | 'unbound' | 'verifier'

export type Codes = ReturnType<typeof createCodes>

type Parts = {
  db: Kysely<DB>
  clock: Clock
  ids: Ids
  ledger: Ledger
  tokens: Pick<Tokens, 'begin' | 'answer' | 'revoke'>
}

/** Authorisation codes (RFC 6749 4.1): a user of a team lets an application act for it. */
export function createCodes({ db, clock, ids, ledger, tokens }: Parts) {
  async function store(trx: Transaction<DB>, asked: NewCode) {
    const { appId, userId, teamId, permissions, redirectUri, challenge } = asked
    // Only its hash is stored.
    const code = ids.secret()
    const now = clock.now()
    await insertCode(trx, {
      code_hash: sha256(code),
      app_id: appId,
      user_id: userId,
      team_id: teamId,
      scope: printScope(teamId, permissions),
      redirect_uri: redirectUri,
      code_challenge: challenge,
      code_challenge_method: challenge ? 'S256' : null,
      created_at: now,
      expires_at: new Date(now.getTime() + codeMs),
    })
    return code
  }

  /** Single use is decided here: whoever comes second waits for the first, and finds the code used. */
  async function take(
    trx: Transaction<DB>,
    client: Client,
    { code, redirectUri, verifier }: Redemption,
  ): Promise<Granted | { refused: Refused } | { reused: string }> {
    const hash = sha256(code)
    const known = await findCode(trx, hash)
    if (!known || known.app_team_id !== client.teamId) return { refused: 'unknown' }
    const holder = {
      clientId: client.clientId,
      teamId: known.team_id,
      userId: known.user_id,
      scope: known.scope ?? printScope(known.team_id, usualPermissions),
      grantType: 'authorization_code',
      appId: known.app_id,
    }
    const missing = await holdStanding(trx, holder, client)
    if (missing === 'client') throw notAnyMore(missing)
    const row = await findCode(trx, hash, 'lock')
    const now = clock.now()
    if (row?.used_at && row.family_id) return { reused: row.family_id }
    if (!row || row.expires_at <= now || missing) return { refused: 'unknown' }
    if (row.redirect_uri !== null && row.redirect_uri !== redirectUri) return { refused: 'redirect-uri' }
    if (client.isPublic && row.code_challenge === null) return { refused: 'unbound' }
    if (!isBoundTo(row, verifier)) return { refused: 'verifier' }
    const granted = await tokens.begin(trx, holder, client)
    await markCodeUsed(trx, hash, now, granted.familyId)
    return granted
  }

  return {
    /** Makes a code that is good once; null where the user or the application may not do that any more. */
    async issue(trx: Transaction<DB>, caller: Caller, asked: NewCode): Promise<string | null> {
      const { userId, teamId, appId } = asked
      const isStanding =
        (await holdUser(trx, userId)) && (await holdMember(trx, teamId, userId)) && (await holdApplication(trx, appId))
      if (!isStanding) return null
      const code = await store(trx, asked)
      await ledger.record(trx, caller, authorised(asked))
      return code
    },

    /** A code by which an application may act for a team of the caller, who is a user. */
    async issueFor(caller: Caller, { appId, teamId, scope = '' }: AskedFor): Promise<string> {
      const { userId } = caller
      // Whoever acts for a user in one team may not let anybody, themselves included, into the user's other teams.
      const mayChoose = caller.showedPassword === true || caller.teamId === null
      return db.transaction().execute(async (trx) => {
        // A token works for some seconds after it was taken back, but must not let anybody in who stays.
        if (!(await holdUser(trx, userId)) || !(await isInForce(trx, standingOf(caller))))
          throw new ProblemError('not-authenticated')
        const isOwn = mayChoose || caller.teamId === teamId.toLowerCase()
        const errors = []
        const { permissions, unknown } = readScope(scope)
        if (unknown.length > 0) errors.push({ pointer: '/scope', message: 'has words that are no permissions' })
        const isMember = isOwn && (await holdMember(trx, teamId, userId))
        if (!(await holdApplication(trx, appId)))
          errors.push({ pointer: '/clientId', message: 'is the appId of no application' })
        if (!isMember)
          errors.push({ pointer: '/teamId', message: 'is the id of no team for which this token can let others act' })
        if (errors.length > 0) throw new ProblemError('invalid-request', undefined, errors)
        const given = permissions.length > 0 ? permissions : usualPermissions
        const asked = { appId, userId, teamId, permissions: given, redirectUri: null, challenge: null }
        const code = await store(trx, asked)
        await ledger.record(trx, caller, { ...authorised(asked), answer: { code } })
        return code
      })
    },

    /** The tokens for a code; a code that is used again takes those of the first use with it (RFC 6749 4.1.2). */
    async redeem(client: Client, redemption: Redemption): Promise<{ token: Token } | { refused: Refused }> {
      const outcome = await db.transaction().execute((trx) => take(trx, client, redemption))
      if ('refused' in outcome) return outcome
      if ('refreshToken' in outcome) return { token: await tokens.answer(outcome) }
      await tokens.revoke(outcome.reused)
      return { refused: 'unknown' }
    },
  }
}

function standingOf({ clientId, grantId = null, teamId, userId, appId }: Caller): Standing {
  return { clientId, familyId: grantId, teamId, userId, appId }
}

/** Of concern to the team for which the application may act from now on. */
function authorised({ appId, teamId, permissions }: NewCode) {
  return { action: 'application.authorise', target: appId, teamId, details: { permissions } }
}

/**
 * RFC 7636 4.6. A verifier where there was no challenge is refused as well: somebody may have taken the challenge out
 * of the request (RFC 9700 4.8.2).
 */
function isBoundTo(
  {
    code_challenge: challenge,
    code_challenge_method: method,
  }: { [name in 'code_challenge' | 'code_challenge_method']: string | null },
  verifier: string | undefined,
): boolean {
  if (challenge === null) return verifier === undefined
  return method === 'S256' && verifier !== undefined && isVerifierOf(challenge, verifier)
}

/** RFC 7636 4.1 */
export const isVerifier = (text: string): boolean => /^[A-Za-z0-9._~-]{43,128}$/.test(text)

/** RFC 7636 4.6, by S256: there is no other method here. */
function isVerifierOf(challenge: string, verifier: string): boolean {
  return timingSafeEqual(sha256(sha256(verifier).toString('base64url')), sha256(challenge))
}
