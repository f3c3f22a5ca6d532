import { type Codes, isVerifier, type Refused } from '../codes.ts'
import { type GrantType, TokenRefusal } from '../grant.ts'

const words: Record<Refused, string> = {
  unknown: 'The code is unknown, expired, used up, or for an application of another team.',
  'redirect-uri': 'The parameter redirect_uri is not the one that the code was asked for with.',
  unbound: 'A client without a secret needs a code that was asked for with a code_challenge (RFC 7636).',
  verifier: 'The parameter code_verifier does not fit the code_challenge that the code was asked for with.',
}

/** RFC 6749 4.1.3: an application acts for the user and the team that let it in. */
export const authorizationCode = (codes: Codes): GrantType => ({
  grantType: 'authorization_code',
  async handler(client, { code, redirect_uri: redirectUri, code_verifier: verifier }) {
    if (!code) throw new TokenRefusal('invalid_request', 'The parameter code is missing.')
    if (verifier !== undefined && !isVerifier(verifier)) {
      throw new TokenRefusal(
        'invalid_request',
        'The parameter code_verifier must have 43 to 128 letters, digits and -._~ (RFC 7636 4.1).',
      )
    }
    const outcome = await codes.redeem(client, { code, redirectUri, verifier })
    if ('refused' in outcome) throw new TokenRefusal('invalid_grant', words[outcome.refused])
    return outcome.token
  },
})
