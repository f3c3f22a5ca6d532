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
  amr: Type.Optional(
    Type.Array(Type.String(), { description: 'RFC 8176: `pwd` when the user showed their password for it.' }),
  ),
  iss: Type.String(),
  iat: Type.Integer(),
  exp: Type.Integer(),
})
export type AccessTokenClaims = Static<typeof AccessTokenClaims>

/** RFC 7517 5 */
export const KeySet = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })

/** RFC 7009 2.2: whoever gives a token back learns nothing about it. */
export const Revoked = Type.Object({})

/** RFC 8414 2 */
export const ServerMetadata = Type.Object({
  issuer: Type.String(),
  authorization_endpoint: Type.String(),
  token_endpoint: Type.String(),
  revocation_endpoint: Type.String(),
  jwks_uri: Type.String(),
  grant_types_supported: Type.Array(Type.String()),
  response_types_supported: Type.Array(Type.String()),
  code_challenge_methods_supported: Type.Array(Type.String()),
  token_endpoint_auth_methods_supported: Type.Array(Type.String()),
  revocation_endpoint_auth_methods_supported: Type.Array(Type.String()),
})
export type ServerMetadata = Static<typeof ServerMetadata>

export const NewAuthCode = Type.Object({
  clientId: Type.String({ format: 'uuid', description: 'The `appId` of the application that may act for the team.' }),
  teamId: Type.String({ format: 'uuid', description: 'A team that the user is a member of.' }),
})
export type NewAuthCode = Static<typeof NewAuthCode>

export const AuthCode = Type.Object({
  code: Type.String({
    description:
      "Good once, for ten minutes, with any API client of the application's team: `grant_type=authorization_code`.",
  }),
})
export type AuthCode = Static<typeof AuthCode>
