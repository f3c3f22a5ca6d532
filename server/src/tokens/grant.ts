import type { Token } from '@anteroom/contract/api/tokens'
import type { Missing } from './store-standing.ts'

/** A client that has shown its secret, if it has one. */
export type Client = {
  clientId: string
  teamId: string | null
  ownerId: string | null
  /** It has no secret to show (RFC 6749 2.1). */
  isPublic: boolean
  /** Of the secret that it has shown. */
  secretHash: Buffer | null
}

export type Parameters = Readonly<Record<string, string>>

/** One way of getting a token (RFC 6749 1.3, `grant_type`): a file in `grants/`, registered in `routes.ts`. */
export type GrantType = {
  grantType: string
  /** For clients alone that can show a secret. */
  needsSecret?: boolean
  /** `ip`: where the request comes from. */
  handler(client: Client, parameters: Parameters, ip: string): Promise<Token>
}

/** RFC 6749 5.2 and RFC 7009 2.2.1; the last is from RFC 6749 4.1.2.1, as those have no word for it. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'

/** Something has ended, or has another secret, since it was found out who asks. */
export function notAnyMore(missing: Missing): TokenRefusal {
  return missing === 'client'
    ? new TokenRefusal('invalid_client', 'The client or its secret is not good any more.')
    : new TokenRefusal('invalid_grant', 'Whoever the token would be for may not do that any more.')
}

/** A "no" of the token endpoint, in the form of OAuth instead of a problem. */
export class TokenRefusal extends Error {
  readonly code: TokenErrorCode
  /** With `temporarily_unavailable`: after how many seconds to try again. */
  readonly waitSeconds: number | null

  constructor(code: TokenErrorCode, description: string, waitSeconds: number | null = null) {
    super(description)
    this.name = 'TokenRefusal'
    this.code = code
    this.waitSeconds = waitSeconds
  }
}
