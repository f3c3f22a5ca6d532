import { AuthCode, KeySet, NewAuthCode, Token, TokenError } from '@anteroom/contract/api/tokens'
import type { FastifyInstance } from 'fastify'
import { allowTo, answers } from '../http/answers.ts'
import { anyCaller } from '../http/authentication.ts'
import type { Clock } from '../ids.ts'
import type { Users } from '../users/service.ts'
import type { Codes } from './codes.ts'
import { type Grant, TokenRefusal } from './grant.ts'
import { authorizationCode } from './grants/authorization-code.ts'
import { clientCredentials } from './grants/client-credentials.ts'
import { password } from './grants/password.ts'
import { refreshToken } from './grants/refresh-token.ts'
import { createClientCheck, readParameters, speakOAuth } from './oauth.ts'
import type { Tokens } from './service.ts'

type GrantParts = { tokens: Tokens; codes: Codes; users: Users; passwordGrant: boolean }

/** Every way of getting a token here. */
export function createGrants({ tokens, codes, users, passwordGrant }: GrantParts): Grant[] {
  const grants = [clientCredentials(tokens), authorizationCode(codes), refreshToken(tokens)]
  return passwordGrant ? [...grants, password({ users, tokens })] : grants
}

/** RFC 6749 3.2. Its noes have OAuth's own form, so it stands in a scope of its own. */
export function tokenRoutes({ tokens, grants, clock }: { tokens: Tokens; grants: Grant[]; clock: Clock }) {
  const offered = grants.map(({ grantType }) => grantType).join(', ')
  return async (scope: FastifyInstance) => {
    allowTo(scope, 'client')
    speakOAuth(scope)
    const authenticate = createClientCheck({ tokens, clock })

    scope.post<{ Body: unknown }>(
      '/v1/auth/token',
      { schema: { response: { 200: Token, '4xx': TokenError } } },
      async (request) => {
        const parameters = readParameters(request.body)
        const client = await authenticate(request, parameters)
        if (!parameters.grant_type) throw new TokenRefusal('invalid_request', 'The parameter grant_type is missing.')
        const grant = grants.find(({ grantType }) => grantType === parameters.grant_type)
        if (!grant) throw new TokenRefusal('unsupported_grant_type', `The grant types here are ${offered}.`)
        return grant.handler(client, parameters, request.ip)
      },
    )
  }
}

/** Calls of a user, about who may act for them. */
export function authCodeRoutes(codes: Codes) {
  return async (scope: FastifyInstance) => {
    scope.post<{ Body: NewAuthCode }>(
      '/user/auth-codes',
      { schema: { body: NewAuthCode, response: answers(AuthCode) } },
      async (request) => {
        const { clientId, teamId } = request.body
        return { code: await codes.issueFor(anyCaller(request), { appId: clientId, teamId }) }
      },
    )
  }
}

/** What clients' libraries look up by themselves: the keys (RFC 7517). */
export function wellKnownRoutes({ tokens }: { tokens: Tokens }) {
  return async (scope: FastifyInstance) => {
    scope.addHook('onRequest', async (_request, reply) => {
      // Less than the time for which a key is published before it signs.
      reply.header('cache-control', 'public, max-age=300')
    })
    scope.get('/.well-known/jwks.json', { schema: { response: { 200: KeySet } } }, () => tokens.keySet())
  }
}
