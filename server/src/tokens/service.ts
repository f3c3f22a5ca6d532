import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Token } from '@anteroom/contract/api/tokens'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { DB, RefreshTokens } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createApplicationGrants } from './application-grants.ts'
import { type Client, notAnyMore } from './grant.ts'
import { createKeys } from './keys.ts'
import { createRevocations } from './revocations.ts'
import { accessTokenSeconds, fullScope, isRetry, type RefreshLimits, refreshTokenEnd } from './rules.ts'
import {
  deleteExpiredRefreshTokens,
  deleteRevokedFamilies,
  extendRefreshToken,
  findClient,
  findRefreshToken,
  type Holder,
  insertRefreshToken,
  isFamilyRevoked,
  lockFamily,
  markRefreshTokenUsed,
  revokeFamily,
} from './store.ts'
import { deleteExpiredCodes, findOldestTeam, isMember } from './store-codes.ts'
import { whenAudienceCame } from './store-keys.ts'
import { holdStanding, type Shown } from './store-standing.ts'

/** Codes are kept for as long after their end, so that one that is used again is known. */
const usedCodeMs = 86_400_000
/** Above all clocks' differences: no access token of a family that was revoked so long ago is good any more. */
const revokedFamilyMs = 2 * accessTokenSeconds * 1000
/** How long processes of the version before may still make tokens after the first of this one has started. */
const updateMs = 3_600_000

export type Tokens = Awaited<ReturnType<typeof createTokens>>

export type { GrantPlace } from './store-grants.ts'

/** A grant whose refresh token is stored; `answer` makes the rest of it once that is committed. */
export type Granted = { holder: Holder; familyId: string; refreshToken: string }

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  issuer: string
  refreshLimits: RefreshLimits
}

export async function createTokens({ db, sealing, clock, ids, issuer, refreshLimits }: Parts) {
  const keys = createKeys({ db, sealing, clock })
  const revocations = createRevocations({ db, clock })
  const audienceSince = new Date((await whenAudienceCame(db)).getTime() + updateMs)
  const accessTokens = createAccessTokens({ keys, revocations, clock, ids, issuer, audienceSince })
  // Of its own, as a retry across a change of the signing key has to get the same refresh token.
  const refreshSecret = await sealing.secret('refresh-tokens')
  // The first start makes a key, and a database that cannot be used is found out now.
  await keys.signing()

  async function issue(holder: Holder, shown?: Shown): Promise<Token> {
    return answer(await db.transaction().execute((trx) => begin(trx, holder, shown)))
  }

  /** Stores the first refresh token of a family. */
  async function begin(trx: Transaction<DB>, holder: Holder, shown?: Shown): Promise<Granted> {
    const missing = await holdStanding(trx, holder, shown)
    if (missing) throw notAnyMore(missing)
    const granted = { holder, familyId: ids.random(), refreshToken: ids.secret() }
    await store(trx, granted, clock.now())
    return granted
  }

  async function store(trx: Transaction<DB>, { holder, familyId, refreshToken }: Granted, begunAt: Date) {
    const issuedAt = clock.now()
    const expiresAt = refreshTokenEnd(begunAt, issuedAt, refreshLimits)
    await insertRefreshToken(trx, { hash: sha256(refreshToken), familyId, holder, begunAt, issuedAt, expiresAt })
  }

  async function answer({ holder, familyId, refreshToken }: Granted): Promise<Token> {
    return {
      access_token: await accessTokens.sign(holder, familyId),
      refresh_token: refreshToken,
      expires_in: accessTokenSeconds,
      token_type: 'Bearer',
      scope: fullScope(holder),
    }
  }

  /** A new pair for a refresh token; null when it is not, or not any more, good for one. */
  async function renew(client: Client, given: string): Promise<Token | null> {
    const outcome = await db.transaction().execute((trx) => exchange(trx, client, given))
    if (!outcome) return null
    if ('refreshToken' in outcome) return answer(outcome)
    await revoke(outcome.revoke)
    return null
  }

  async function exchange(trx: Transaction<DB>, client: Client, given: string): Promise<Exchange> {
    const hash = sha256(given)
    const known = await findRefreshToken(trx, hash)
    if (!known || known.client_id !== client.clientId) return null
    const { family_id: familyId } = known
    const holder = holderOf(known)
    const missing = await holdStanding(trx, holder, { secretHash: client.secretHash })
    await lockFamily(trx, familyId)
    const now = clock.now()
    const token = await findRefreshToken(trx, hash)
    if (!token || token.revoked_at || token.expires_at <= now) return null
    if (missing || (await isFamilyRevoked(trx, familyId))) return { revoke: familyId }
    const begunAt = token.begun_at ?? token.issued_at
    const expiresAt = refreshTokenEnd(begunAt, now, refreshLimits)
    if (expiresAt <= now) return null
    if (client.isPublic && token.used_at && token.replaced_by) {
      const replacement = await findRefreshToken(trx, token.replaced_by)
      // Nobody can say who shows it: two hold the same token, and one of them has stolen it (RFC 9700 4.14.2).
      if (!isRetry({ usedAt: token.used_at, replacement }, now)) return { revoke: familyId }
    }
    // Whoever shows a secret is known by that, and may have the token in many places: it stays the same.
    if (!client.isPublic) {
      await extendRefreshToken(trx, hash, now, expiresAt)
      return { holder, familyId, refreshToken: given }
    }
    // Only hashes are stored, and a retry has to get the same token again: so it is computed from the one before.
    const next = createHmac('sha256', refreshSecret).update('refresh token after ').update(given).digest('base64url')
    const granted = { holder, familyId, refreshToken: next }
    await store(trx, granted, begunAt)
    await markRefreshTokenUsed(trx, hash, token.used_at ?? now, sha256(next))
    return granted
  }

  /** Takes back everything that came from one grant, access tokens included. */
  async function revoke(familyId: string): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await lockFamily(trx, familyId)
      await revokeFamily(trx, familyId, clock.now())
    })
    revocations.forget(familyId)
  }

  /** RFC 7009: takes back the grant that a refresh token or an access token came from. */
  async function giveBack(client: Client, token: string): Promise<GivenBack> {
    const stored = await findRefreshToken(db, sha256(token))
    const claims = stored ? null : await accessTokens.read(token)
    const clientId = stored?.client_id ?? claims?.clientId
    // Whatever is no token, or none any more, is as good as given back (RFC 7009 2.2).
    if (clientId === undefined) return 'done'
    if (clientId !== client.clientId) return 'of-another-client'
    const familyId = stored?.family_id ?? claims?.gid
    if (!familyId) return 'not-supported'
    await revoke(familyId)
    return 'done'
  }

  /** The client that these credentials belong to. */
  async function authenticate(clientId: string, secret: string): Promise<Client | null> {
    const client = isUuid(clientId) ? await findClient(db, clientId) : undefined
    if (!client?.secret_hash) return null
    const { client_id, team_id: teamId, owner_id: ownerId, previous_secret_hash, previous_secret_until } = client
    const hashes = [client.secret_hash]
    if (previous_secret_hash && previous_secret_until && previous_secret_until > clock.now())
      hashes.push(previous_secret_hash)
    const shown = sha256(secret)
    const secretHash = hashes.find((hash) => timingSafeEqual(hash, shown))
    if (!secretHash) return null
    return { clientId: client_id, teamId, ownerId, isPublic: false, secretHash }
  }

  /** The public client of that id, of which nobody can say that it is the one who asks. */
  async function findPublicClient(clientId: string): Promise<Client | null> {
    const client = await findClient(db, clientId)
    if (!client || client.secret_hash) return null
    const { client_id, team_id: teamId, owner_id: ownerId } = client
    return { clientId: client_id, teamId, ownerId, isPublic: true, secretHash: null }
  }

  /** Deletes what nothing depends on any more. */
  async function forgetExpired(): Promise<void> {
    const nowMs = clock.now().getTime()
    await deleteExpiredRefreshTokens(db, new Date(nowMs))
    await deleteExpiredCodes(db, new Date(nowMs - usedCodeMs))
    await deleteRevokedFamilies(db, new Date(nowMs - revokedFamilyMs))
  }

  return {
    issue,
    begin,
    answer,
    renew,
    revoke,
    giveBack,
    verify: accessTokens.verify,
    grants: createApplicationGrants({ db, clock, forget: revocations.forget }),
    authenticate,
    findPublicClient,
    /** Null for the system client, undefined where there is no such client. */
    teamOfClient: async (clientId: string) =>
      isUuid(clientId) ? (await findClient(db, clientId))?.team_id : undefined,
    isMember: (teamId: string, userId: string) => isMember(db, teamId, userId),
    oldestTeam: (userId: string) => findOldestTeam(db, userId),
    keySet: async () => ({ keys: (await keys.known()).map(({ published }) => published) }),
    rotateKeys: keys.rotate,
    forgetExpired,
    /** To be done again and again, by any process. */
    renewKeys: keys.maintain,
  }
}

type Exchange = Granted | { revoke: string } | null

/** `not-supported`: an access token from before tokens named their grant; it ends within the hour. */
export type GivenBack = 'done' | 'of-another-client' | 'not-supported'

function holderOf(token: Selectable<RefreshTokens>): Holder {
  return {
    clientId: token.client_id,
    teamId: token.team_id,
    userId: token.user_id,
    scope: token.scope,
    grantType: token.grant_type,
    appId: token.app_id,
  }
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
