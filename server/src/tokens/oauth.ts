import { isUuid } from '@anteroom/contract/texts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import { problemOf, refusalOf } from '../http/problems.ts'
import { type Client, type Parameters, type TokenErrorCode, TokenRefusal } from './grant.ts'
import type { Tokens } from './service.ts'
import { createWrongSecrets } from './wrong-secrets.ts'

/** How clients show their secrets, if they have any (RFC 8414 2). */
export const clientAuthMethods = ['client_secret_basic', 'client_secret_post', 'none']

/** Routes in this scope take forms, and say no in the words of OAuth. */
export function speakOAuth(scope: FastifyInstance) {
  // Schemas describe what is read; what is wrong with it is said in OAuth's own words, by the routes.
  scope.setValidatorCompiler(() => () => true)
  readForms(scope)
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
  })
  answerInOAuth(scope)
}

function readForms(scope: FastifyInstance) {
  // The second one is misspelt in the published reference, and so in clients.
  const types = ['application/x-www-form-urlencoded', 'application/x-www-form-url-encoded']
  scope.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body as string))
  })
}

/** A client's own parameters, which may stand in each form (RFC 6749 2.3.1), and their lengths. */
const credentials = { client_id: 255, client_secret: 1000 }
const maxHeaderLength = 4096

/** `schema`: what is read, with the length of each; parameters beyond that are ignored (RFC 6749 3.2). */
export function readParameters(body: unknown, schema: TObject): Parameters {
  const lengths = new Map(Object.entries<number>(credentials))
  for (const [name, member] of Object.entries(schema.properties)) {
    lengths.set(name, (member as { maxLength?: number }).maxLength ?? 0)
  }
  const names = new Set<string>()
  const parameters: Record<string, string> = {}
  const entries = body instanceof URLSearchParams ? body : Object.entries(body ?? {})
  for (const [name, value] of entries) {
    if (typeof value !== 'string') continue
    // RFC 6749 3.2
    if (names.has(name)) throw new TokenRefusal('invalid_request', `The parameter ${name} is given twice.`)
    if (value === '') continue
    names.add(name)
    const maxLength = lengths.get(name)
    if (maxLength === undefined) continue
    if (value.length > maxLength)
      throw new TokenRefusal('invalid_request', `The parameter ${name} has more than ${maxLength} characters.`)
    parameters[name] = value
  }
  return parameters
}

const notTogether = 'The client id and the client secret do not belong together.'

type ClientCheckParts = {
  tokens: Tokens
  clock: Clock
  /** Told of each wrong secret. */
  wrong(request: FastifyRequest, clientId: string): Promise<void>
}

/** Finds out which client asks (RFC 6749 2.3.1): by HTTP Basic, or by the body. */
export function createClientCheck({ tokens, clock, wrong }: ClientCheckParts) {
  const wrongSecrets = createWrongSecrets(clock)
  return async (request: FastifyRequest, parameters: Parameters): Promise<Client> => {
    const header = request.headers.authorization
    const [clientId = '', secret = ''] = basicCredentials(header) ?? [parameters.client_id, parameters.client_secret]
    if (isUuid(clientId)) request.askedAs = clientId.toLowerCase()
    if (header === undefined && secret === '' && isUuid(clientId)) {
      const client = await tokens.findPublicClient(clientId)
      if (client) return client
    }
    // Whatever cannot be a client's costs no more than to see that, and must not fill the memory.
    if (!isUuid(clientId) || secret === '') throw new TokenRefusal('invalid_client', notTogether)
    const subject = `${clientId.toLowerCase()} ${request.ip}`
    const client = await tokens.authenticate(clientId, secret)
    if (!client) {
      // Only for wrong ones: whoever has the right one is never kept out by somebody else behind the same address.
      await wrong(request, clientId)
      const waitSeconds = wrongSecrets.waitSeconds(subject)
      if (waitSeconds > 0) throw new TokenRefusal('temporarily_unavailable', 'Too many wrong secrets.', waitSeconds)
      wrongSecrets.add(subject)
      throw new TokenRefusal('invalid_client', notTogether)
    }
    wrongSecrets.forget(subject)
    return client
  }
}

function basicCredentials(header: string | undefined): [string, string] | null {
  if (!header || header.length > maxHeaderLength) return null
  const [, encoded] = /^Basic +([\w+/=-]+) *$/i.exec(header) ?? []
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

const statuses: Partial<Record<TokenErrorCode, number>> = { invalid_client: 401, temporarily_unavailable: 429 }

function answerInOAuth(scope: FastifyInstance) {
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof TokenRefusal) {
      const { code, message, waitSeconds } = error
      if (code === 'invalid_client') reply.header('www-authenticate', 'Basic realm="anteroom", charset="UTF-8"')
      request.refusal = { reason: code }
      if (waitSeconds !== null) reply.header('retry-after', waitSeconds)
      return reply.code(statuses[code] ?? 400).send({ error: code, error_description: message })
    }
    const { problem, isBug } = problemOf(error)
    if (isBug) writeLine(request.log, 'request-failed', { err: error, route: request.routeOptions.url })
    request.refusal = refusalOf(problem)
    const described = problem.errors?.map(({ message }) => message).join(' ') ?? problem.detail ?? problem.title
    return reply.code(problem.status).send({ error: errorFor(problem.status), error_description: described })
  })
}

function errorFor(status: number): TokenErrorCode | 'server_error' {
  if (status === 429 || status === 503) return 'temporarily_unavailable'
  return status >= 500 ? 'server_error' : 'invalid_request'
}
