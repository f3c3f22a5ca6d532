import { type GrantType, TokenRefusal } from '../grant.ts'
import type { Tokens } from '../service.ts'

/** RFC 6749 6: a token is renewed; of a client that can show no secret, the refresh token with it. */
export const refreshToken = (tokens: Tokens): GrantType => ({
  grantType: 'refresh_token',
  async handler(client, parameters) {
    const given = parameters.refresh_token
    if (!given) throw new TokenRefusal('invalid_request', 'The parameter refresh_token is missing.')
    const renewed = await tokens.renew(client, given)
    if (!renewed) throw new TokenRefusal('invalid_grant', 'The refresh token is unknown, expired, revoked or used up.')
    return renewed
  },
})
