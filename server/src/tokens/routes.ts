import { KeySet, Token, TokenError } from '@anteroom/contract/api/tokens'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problemOf } from '../http/problems.ts'
import { type Client, type Parameters, TokenRefusal } from './grant.ts'
import { clientCredentials } from './grants/client-credentials.ts'
import { refreshToken } from './grants/refresh-token.ts'
import type { Tokens } from './service.ts'

const grants = [clientCredentials, refreshToken]

/** RFC 6749 3.2. Its noes have OAuth's own form, so it stands in a scope of its own. */
export function tokenRoutes(tokens: Tokens) {
  return async (scope: FastifyInstance) => {
    readForms(scope)
    answerInOAuth(scope)
    scope.post<{ Body: unknown }>(
      '/v1/auth/token',
      { schema: { response: { 200: Token, '4xx': TokenError } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
        const parameters = readParameters(request.body)
        const client = await authenticate(request, parameters, tokens)
        if (!parameters.grant_type) throw new TokenRefusal('invalid_request', 'The parameter grant_type is missing.')
        const grant = grants.find(({ grantType }) => grantType === parameters.grant_type)
        const offered = grants.map(({ grantType }) => grantType).join(', ')
        if (!grant) throw new TokenRefusal('unsupported_grant_type', `The grant types here are ${offered}.`)
        return grant.handler(client, parameters, tokens)
      },
    )
  }
}

export function keySetRoute(tokens: Tokens) {
  return async (scope: FastifyInstance) => {
    scope.get('/.well-known/jwks.json', { schema: { response: { 200: KeySet } } }, async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return tokens.keySet()
    })
  }
}

function readForms(scope: FastifyInstance) {
  // The second one is misspelt in the published reference, and so in clients.
  const types = ['application/x-www-form-urlencoded', 'application/x-www-form-url-encoded']
  scope.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body as string))
  })
}

function readParameters(body: unknown): Parameters {
  const parameters: Record<string, string> = {}
  const entries = body instanceof URLSearchParams ? body : Object.entries(body ?? {})
  for (const [name, value] of entries) {
    if (typeof value !== 'string') continue
    // RFC 6749 3.2
    if (Object.hasOwn(parameters, name))
      throw new TokenRefusal('invalid_request', `The parameter ${name} is given twice.`)
    if (value !== '') parameters[name] = value
  }
  return parameters
}

/** RFC 6749 2.3.1: by HTTP Basic, or in the body. */
async function authenticate(request: FastifyRequest, parameters: Parameters, tokens: Tokens): Promise<Client> {
  const credentials = basicCredentials(request.headers.authorization) ?? [
    parameters.client_id,
    parameters.client_secret,
  ]
  const [clientId, secret] = credentials
  const client = clientId && secret ? await tokens.authenticate(clientId, secret) : null
  if (!client) throw new TokenRefusal('invalid_client', 'The client id and the client secret do not belong together.')
  return client
}

function basicCredentials(header: string | undefined): [string, string] | null {
  const [, encoded] = /^Basic +([\w+/=-]+) *$/i.exec(header ?? '') ?? []
  if (!encoded) return null
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? null : [decodeForm(text.slice(0, colon)), decodeForm(text.slice(colon + 1))]
}

/** Both are form-encoded before they go into the header; clients that do not know that send them as they are. */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function answerInOAuth(scope: FastifyInstance) {
  scope.setErrorHandler((error, request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
    if (error instanceof TokenRefusal) {
      const isAboutTheClient = error.code === 'invalid_client'
      if (isAboutTheClient) reply.header('www-authenticate', 'Basic realm="anteroom", charset="UTF-8"')
      return reply.code(isAboutTheClient ? 401 : 400).send({ error: error.code, error_description: error.message })
    }
    const { problem, isBug } = problemOf(error)
    if (isBug) request.log.error({ err: error, route: request.routeOptions.url }, 'an answer failed')
    const described = problem.errors?.map(({ message }) => message).join(' ') ?? problem.detail ?? problem.title
    return reply
      .code(problem.status)
      .send({ error: isBug ? 'server_error' : 'invalid_request', error_description: described })
  })
}
