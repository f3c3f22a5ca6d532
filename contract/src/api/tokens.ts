import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { named, UuidText } from './formats.ts'
import { maxPasswordLength } from './users.ts'

/** What the token endpoint reads, as a form. Its noes have OAuth's own form, so nothing is refused by this schema. */
export const TokenRequest = Type.Object(
  {
    grant_type: Type.String({
      enum: ['client_credentials', 'authorization_code', 'refresh_token', 'password'],
      maxLength: maxLengths.name,
      description: '`password` only where whoever runs the service has switched it on.',
    }),
    code: Type.Optional(Type.String({ maxLength: maxLengths.name, description: 'With `authorization_code`.' })),
    redirect_uri: Type.Optional(
      Type.String({
        maxLength: maxLengths.url,
        description: 'With `authorization_code`, when the authorisation request had one.',
      }),
    ),
    code_verifier: Type.Optional(
      Type.String({
        maxLength: 128,
        description: 'With `authorization_code`, when the request had a challenge (RFC 7636).',
      }),
    ),
    refresh_token: Type.Optional(Type.String({ maxLength: maxLengths.url, description: 'With `refresh_token`.' })),
    username: Type.Optional(
      Type.String({ maxLength: maxLengths.email, description: 'With `password`: the email address.' }),
    ),
    password: Type.Optional(Type.String({ maxLength: maxPasswordLength, description: 'With `password`.' })),
  },
  { examples: [{ grant_type: 'client_credentials' }] },
)

/** RFC 7009 2.1, as a form. */
export const RevocationRequest = Type.Object(
  {
    token: Type.String({ maxLength: 16_384, description: 'A refresh token or an access token.' }),
    token_type_hint: Type.Optional(
      Type.String({ maxLength: maxLengths.name, description: 'Not needed: what kind of token it is can be seen.' }),
    ),
  },
  { examples: [{ token: 'q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe' }] },
)

export const Token = named(
  'Token',
  Type.Object(
    {
      access_token: Type.String({ description: 'A signed JWT; its key is at /.well-known/jwks.json.' }),
      refresh_token: Type.String(),
      expires_in: Type.Integer({ description: 'Seconds.' }),
      token_type: Type.Literal('Bearer'),
      scope: Type.String({
        description:
          'The team, as `team_api[<teamId>]`, and what may be done for it: the permissions of the API’s description.',
      }),
    },
    {
      examples: [
        {
          access_token: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI0ZjFjIn0.c2lnbmF0dXJl',
          refresh_token: 'q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe',
          expires_in: 3600,
          token_type: 'Bearer' as const,
          scope: 'team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770] sessions participants summaries',
        },
      ],
    },
  ),
)
export type Token = Static<typeof Token>

/** RFC 6749 5.2 */
export const TokenError = named(
  'TokenError',
  Type.Object(
    { error: Type.String(), error_description: Type.String() },
    {
      examples: [
        { error: 'invalid_client', error_description: 'The client id and the client secret do not belong together.' },
      ],
    },
  ),
)
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
  appId: Type.Optional(
    Type.String({ description: 'The application that a user has let in; it may not do all that the user may.' }),
  ),
  iss: Type.String(),
  aud: Type.Optional(Type.String({ description: 'The address of the API that the token is for.' })),
  iat: Type.Integer(),
  exp: Type.Integer(),
})
export type AccessTokenClaims = Static<typeof AccessTokenClaims>

/** RFC 7517 5 */
export const KeySet = named(
  'KeySet',
  Type.Object(
    { keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
    {
      examples: [
        {
          keys: [
            {
              kty: 'EC',
              crv: 'P-256',
              x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
              y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
              kid: '1',
              alg: 'ES256',
              use: 'sig',
            },
          ],
        },
      ],
    },
  ),
)

/** RFC 7009 2.2: whoever gives a token back learns nothing about it. */
export const Revoked = named('Revoked', Type.Object({}, { examples: [{}] }))

/** RFC 8414 2 */
export const ServerMetadata = named(
  'ServerMetadata',
  Type.Object(
    {
      issuer: Type.String(),
      authorization_endpoint: Type.String(),
      token_endpoint: Type.String(),
      revocation_endpoint: Type.String(),
      jwks_uri: Type.String(),
      grant_types_supported: Type.Array(Type.String()),
      response_types_supported: Type.Array(Type.String()),
      scopes_supported: Type.Array(Type.String()),
      code_challenge_methods_supported: Type.Array(Type.String()),
      authorization_response_iss_parameter_supported: Type.Boolean({ description: 'RFC 9207.' }),
      token_endpoint_auth_methods_supported: Type.Array(Type.String()),
      revocation_endpoint_auth_methods_supported: Type.Array(Type.String()),
    },
    {
      examples: [
        {
          issuer: 'https://video.clinic.example',
          authorization_endpoint: 'https://video.clinic.example/v1/auth/authorize',
          token_endpoint: 'https://video.clinic.example/v1/auth/token',
          revocation_endpoint: 'https://video.clinic.example/v1/auth/revoke',
          jwks_uri: 'https://video.clinic.example/.well-known/jwks.json',
          grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token'],
          response_types_supported: ['code'],
          scopes_supported: ['sessions:read', 'sessions', 'participants', 'summaries', 'webhooks', 'audit'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
          revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        },
      ],
    },
  ),
)
export type ServerMetadata = Static<typeof ServerMetadata>

export const NewAuthCode = named(
  'NewAuthCode',
  Type.Object(
    {
      clientId: UuidText('The `appId` of the application that may act for the team.'),
      teamId: UuidText('A team that the user is a member of.'),
      scope: Type.Optional(
        Type.String({
          maxLength: 1000,
          description:
            'What the application may do, as in an authorisation request: permissions, separated by blanks. Default: `sessions participants summaries`.',
        }),
      ),
    },
    {
      examples: [{ clientId: '9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70', teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770' }],
    },
  ),
)
export type NewAuthCode = Static<typeof NewAuthCode>

export const AuthCode = named(
  'AuthCode',
  Type.Object(
    {
      code: Type.String({
        description:
          "Good once, for ten minutes, with any API client of the application's team: `grant_type=authorization_code`.",
      }),
    },
    { examples: [{ code: 'q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe' }] },
  ),
)
export type AuthCode = Static<typeof AuthCode>
