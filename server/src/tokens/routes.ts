import { allPermissions } from '@anteroom/contract/api/permissions'
import {
  AuthCode,
  KeySet,
  NewAuthCode,
  RevocationRequest,
  Revoked,
  ServerMetadata,
  Token,
  TokenError,
  TokenRequest,
} from '@anteroom/contract/api/tokens'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ground/clock.ts'
import { allowTo, declareAnswers } from '../http/access.ts'
import { anyCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { Ledger } from '../ledger/service.ts'
import type { SignIn } from '../users/sign-in.ts'
import type { Codes } from './codes.ts'
import { type GrantType, TokenRefusal } from './grant.ts'
import { authorizationCode } from './grants/authorization-code.ts'
import { clientCredentials } from './grants/client-credentials.ts'
import { password } from './grants/password.ts'
import { refreshToken } from './grants/refresh-token.ts'
import { createTokenNotes } from './notes.ts'
import { clientAuthMethods, createClientCheck, readParameters, speakOAuth } from './oauth.ts'
import type { Tokens } from './service.ts'

const form = { consumes: ['application/x-www-form-urlencoded'] }

type GrantParts = { tokens: Tokens; codes: Codes; signIn: SignIn; passwordGrant: boolean }

/** Every way of getting a token here. */
export function createGrantTypes({ tokens, codes, signIn, passwordGrant }: GrantParts): GrantType[] {
  const grants = [clientCredentials(tokens), authorizationCode(codes), refreshToken(tokens)]
  return passwordGrant ? [...grants, password({ signIn, tokens })] : grants
}

type TokenRouteParts = { tokens: Tokens; grants: GrantType[]; clock: Clock; ledger: Pick<Ledger, 'note' | 'tally'> }

/** RFC 6749 3.2 and RFC 7009. Their noes have OAuth's own form, so they stand in a scope of their own. */
export function tokenRoutes({ tokens, grants, clock, ledger }: TokenRouteParts) {
  const notes = createTokenNotes({ ledger, tokens })
  const offered = grants.map(({ grantType }) => grantType).join(', ')
  return async (scope: FastifyInstance) => {
    allowTo(scope, 'client')
    speakOAuth(scope)
    const authenticate = createClientCheck({ tokens, clock, wrong: notes.wrongSecret })

    scope.post<{ Body: unknown }>(
      '/v1/auth/token',
      {
        schema: {
          ...operation(
            'Tokens',
            'getToken',
            'Get a token',
            'All grants answer a refresh token as well. That of a client with a secret stays the same, and is good for 90 days after its last use, unless the service is set up in another way; it can be used by several at once. That of a client without a secret is good once: the answer has the next. Using one of those again after its successor was used ends the grant; a retry within seconds, when the answer was lost, still works.',
          ),
          ...form,
          body: TokenRequest,
          response: { 200: Token, '4xx': TokenError },
        },
      },
      async (request) => {
        const parameters = readParameters(request.body, TokenRequest)
        const client = await authenticate(request, parameters)
        if (!parameters.grant_type) throw new TokenRefusal('invalid_request', 'The parameter grant_type is missing.')
        const grant = grants.find(({ grantType }) => grantType === parameters.grant_type)
        if (!grant) throw new TokenRefusal('unsupported_grant_type', `The grant types here are ${offered}.`)
        if (client.isPublic && grant.needsSecret)
          throw new TokenRefusal('unauthorized_client', 'A client without a secret cannot get tokens in this way.')
        try {
          const token = await grant.handler(client, parameters, request.ip)
          await notes.granted(request, client, grant.grantType, token)
          return token
        } catch (error) {
          if (error instanceof TokenRefusal && error.code === 'invalid_grant')
            notes.refused(request, client, grant.grantType)
          throw error
        }
      },
    )

    scope.post<{ Body: unknown }>(
      '/v1/auth/revoke',
      {
        schema: {
          ...operation(
            'Tokens',
            'revokeToken',
            'Give a token back',
            'Ends the grant that it came from: all its refresh tokens at once, its access tokens within seconds.',
          ),
          ...form,
          body: RevocationRequest,
          response: { 200: Revoked, '4xx': TokenError },
        },
      },
      async (request) => {
        const parameters = readParameters(request.body, RevocationRequest)
        const client = await authenticate(request, parameters)
        // `token_type_hint` is not needed: what kind of token it is can be seen.
        if (!parameters.token) throw new TokenRefusal('invalid_request', 'The parameter token is missing.')
        const outcome = await tokens.giveBack(client, parameters.token)
        if (outcome === 'of-another-client')
          throw new TokenRefusal('unauthorized_client', 'The token was given to another client.')
        if (outcome === 'not-supported')
          throw new TokenRefusal(
            'unsupported_token_type',
            'The token is too old to be revoked; it ends within the hour.',
          )
        await notes.revoked(request, client)
        return {}
      },
    )
  }
}

/** Calls of a user, about who may act for them. */
export function authCodeRoutes(codes: Codes) {
  return async (scope: FastifyInstance) => {
    scope.post<{ Body: NewAuthCode }>(
      '/user/auth-codes',
      {
        schema: {
          ...operation(
            'Tokens',
            'createAuthCode',
            'Let an application act for a team',
            "The code is for any API client of the application's team, once, for ten minutes.",
          ),
          body: NewAuthCode,
          response: declareAnswers(AuthCode),
        },
      },
      async (request) => {
        const { clientId, teamId, scope } = request.body
        return { code: await codes.issueFor(anyCaller(request), { appId: clientId, teamId, scope }) }
      },
    )
  }
}

/** What clients' libraries look up by themselves: the keys (RFC 7517), and what can be done here (RFC 8414). */
export function wellKnownRoutes({ tokens, grants, issuer }: { tokens: Tokens; grants: GrantType[]; issuer: string }) {
  const metadata: ServerMetadata = {
    issuer,
    authorization_endpoint: `${issuer}/v1/auth/authorize`,
    token_endpoint: `${issuer}/v1/auth/token`,
    revocation_endpoint: `${issuer}/v1/auth/revoke`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    grant_types_supported: grants.map(({ grantType }) => grantType),
    response_types_supported: ['code'],
    scopes_supported: allPermissions,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    token_endpoint_auth_methods_supported: clientAuthMethods,
    revocation_endpoint_auth_methods_supported: clientAuthMethods,
  }
  return async (scope: FastifyInstance) => {
    scope.addHook('onRequest', async (_request, reply) => {
      // Less than the time for which a key is published before it signs.
      reply.header('cache-control', 'public, max-age=300')
    })
    scope.get(
      '/.well-known/jwks.json',
      {
        schema: {
          ...operation('Tokens', 'getKeys', 'Read the keys that access tokens are signed with', 'RFC 7517.'),
          response: { 200: KeySet },
        },
      },
      () => tokens.keySet(),
    )
    scope.get(
      '/.well-known/oauth-authorization-server',
      {
        schema: {
          ...operation('Tokens', 'getServerMetadata', 'Read what the token service can do', 'RFC 8414.'),
          response: { 200: ServerMetadata },
        },
      },
      async () => metadata,
    )
  }
}
