import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock, Ids } from '../ids.ts'
import { sha256 } from './service.ts'
import { insertCode } from './store-codes.ts'

/** RFC 6749 4.1.2 recommends ten minutes at most. */
const codeMs = 10 * 60_000

/** What a code is bound to: shown again, or the like of it, when it is redeemed. */
export type CodeBinding = {
  /** As the authorisation request gave it; null when it gave none. */
  redirectUri: string | null
  /** RFC 7636 4.2; null without PKCE. */
  challenge: { value: string; method: 'S256' | 'plain' } | null
}

export type NewCode = { appId: string; userId: string; teamId: string } & CodeBinding

export type Codes = ReturnType<typeof createCodes>

/** Authorisation codes (RFC 6749 4.1): a user of a team lets an application act for it. */
export function createCodes({ db, clock, ids }: { db: Kysely<DB>; clock: Clock; ids: Ids }) {
  return {
    /** Makes a code that is good once; only its hash is stored. */
    async issue({ appId, userId, teamId, redirectUri, challenge }: NewCode): Promise<string> {
      const code = ids.secret()
      const now = clock.now()
      await insertCode(db, {
        code_hash: sha256(code),
        app_id: appId,
        user_id: userId,
        team_id: teamId,
        redirect_uri: redirectUri,
        code_challenge: challenge?.value ?? null,
        code_challenge_method: challenge?.method ?? null,
        created_at: now,
        expires_at: new Date(now.getTime() + codeMs),
      })
      return code
    },
  }
}
