import { type Static, Type } from 'typebox'

export const Token = Type.Object({
  access_token: Type.String({ description: 'A signed JWT; its key is at /.well-known/jwks.json.' }),
  refresh_token: Type.String(),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  token_type: Type.Literal('Bearer'),
  scope: Type.String(),
})
export type Token = Static<typeof Token>

/** RFC 6749 5.2 */
export const TokenError = Type.Object({ error: Type.String(), error_description: Type.String() })
export type TokenError = Static<typeof TokenError>

/** What an access token says. */
export const AccessTokenClaims = Type.Object({
  sub: Type.String(),
  userId: Type.String(),
  teamId: Type.Union([Type.String(), Type.Null()]),
  clientId: Type.String(),
  scope: Type.String(),
  gid: Type.Optional(
    Type.String({ description: 'What all tokens of one grant have in common, so that they end together.' }),
  ),
  iss: Type.String(),
  iat: Type.Integer(),
  exp: Type.Integer(),
})
export type AccessTokenClaims = Static<typeof AccessTokenClaims>

/** RFC 7517 5 */
export const KeySet = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })
