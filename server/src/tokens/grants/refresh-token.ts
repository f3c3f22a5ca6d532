import { type Grant, TokenRefusal } from '../grant.ts'

/** RFC 6749 6: a token is renewed, and the refresh token with it. */
export const refreshToken: Grant = {
  grantType: 'refresh_token',
  async handler(client, parameters, tokens) {
    const given = parameters.refresh_token
    if (!given) throw new TokenRefusal('invalid_request', 'The parameter refresh_token is missing.')
    const renewed = await tokens.renew(client, given)
    if (!renewed) throw new TokenRefusal('invalid_grant', 'The refresh token is unknown, expired or used up.')
    return renewed
  },
}
