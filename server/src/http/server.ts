import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { formats } from '@anteroom/contract/api/formats'
import proxyAddr from '@fastify/proxy-addr'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
  type RouteOptions,
} from 'fastify'
import type { Logger } from 'pino'
import { addressKey } from '../counters/address.ts'
import type { Clock } from '../ground/clock.ts'
import { findUnstorable, whyTooMuch } from '../ground/payload.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { allowTo } from './access.ts'
import { defaultHeaders } from './default-headers.ts'
import { answerUnknownRoutes, answerWithProblem, type MissingPage, sayWhenToComeAgain } from './problems.ts'
import { logRequests } from './request-log.ts'
import { createSchemas, type Schemas } from './schemas.ts'
import { tellUnknownMembers } from './unknown-members.ts'
import { validateByContract } from './validation.ts'

const maxBodyBytes = 256 * 1024
/**
 * How long a request may take to arrive, its headers alone, and how often that is looked at: after that, 408. And for
 * how long nothing may move either way: a client that does not read its answer is disconnected. WebSockets have their
 * own rule.
 */
const arriveWithin = { requestMs: 30_000, headersMs: 15_000, lookedAtEveryMs: 5_000, standstillMs: 60_000 }
export type ArriveWithin = typeof arriveWithin
/** A session with its participants has four levels, and as many members as fit into a body. */
const bodyLimits = { depth: 20, members: 50_000 }
/** How long closing waits for requests that are under way; less than the framework waits for closing, which is 10 s. */
const drainMs = 4_000

/** The server as every route finds it: how bodies are read and checked, and how refusals are answered. */
export function createHttpServer(options: {
  log: Logger
  clock: Clock
  trustProxy: boolean | string[]
  production: boolean
  publicUrl: string
  /** For people who ask for an address that there is not. */
  missingPage: MissingPage
  arriving?: ArriveWithin | undefined
  /** The address that somebody meant by another one. */
  meantUrl: (url: string) => string
  /** Shared by servers that are made in one process, one after the other. */
  schemas?: Schemas | undefined
}) {
  const schemas = options.schemas ?? createSchemas()
  const { requestMs, headersMs, lookedAtEveryMs, standstillMs } = options.arriving ?? arriveWithin
  const headers = defaultHeaders(options.publicUrl)
  const app: FastifyInstance = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // Addresses have entry links in them, which are keys: the route is logged below, never the address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: maxBodyBytes,
    requestTimeout: requestMs,
    connectionTimeout: standstillMs,
    // What still comes while it closes is answered like the rest: a proxy hands a 503 on, as it is an answer.
    return503OnClosing: false,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: lookedAtEveryMs },
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => options.meantUrl(url),
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    frameworkErrors: (error, request, reply) => {
      // These come before any hook.
      reply.headers(headers)
      answerWithProblem(error, request as FastifyRequest, reply as FastifyReply)
    },
  })
  validateByContract(app, schemas.ajv)
  app.setSerializerCompiler(schemas.serializerOf)
  readJson(app)
  tellUnknownMembers(app)
  answerUnknownRoutes(app, options.missingPage)
  allowTo(app, 'anyone')
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  app.setErrorHandler(answerWithProblem)
  sayWhenToComeAgain(app)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
  })
  logRequests(app, options)
  drainOnClose(app)
  if (!options.production) refuseUndeclaredAnswers(app)
  return { http: app, routes }
}

/** Whose request it is, also for what does not pass the framework; behind proxies that are trusted, as they say. */
export function createAddressOf(trustProxy: boolean | string[]): (request: IncomingMessage) => string {
  if (trustProxy === false) return ({ socket }) => addressKey(socket.remoteAddress ?? '')
  const isTrusted = trustProxy === true ? () => true : proxyAddr.compile(trustProxy)
  return (request) => addressKey(proxyAddr(request, isTrusted) ?? '')
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The time before closing in which all is answered as ever, but no connection is kept, and `/readyz` says so. */
    draining: { begin(): void; hasBegun(): boolean }
  }
}

/**
 * On closing, what has begun is answered and its connection not kept: an idle one would hold the server for as long as
 * its client likes. Whoever has not finished asking by then is cut off.
 */
function drainOnClose(app: FastifyInstance) {
  let hasBegun = false
  const begin = () => {
    hasBegun = true
  }
  app.decorate('draining', { begin, hasBegun: () => hasBegun })
  app.addHook('preClose', async () => {
    begin()
    setTimeout(() => app.server.closeAllConnections(), drainMs).unref()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (hasBegun) reply.header('connection', 'close')
  })
}

/** No body at all is fine where none is needed, whatever it is called: clients send DELETE with the type of their other calls. */
function readJson(app: FastifyInstance) {
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    const isEmpty = (headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined
    if (isEmpty && !routeOptions.schema?.body) delete headers['content-type']
  })
  const parse = app.getDefaultJsonParser('remove', 'remove')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    const why = whyTooMuch(body as string, bodyLimits)
    if (why) done(badBody('', why === 'too-deep' ? 'is nested too deeply' : 'has too many members'))
    else void parse(request, body as string, done)
  })
  // After the schemas, which tell of all such members that they know, at once. Where a query is asked for, it is the same.
  app.addHook('preHandler', async ({ body, query, routeOptions }) => {
    const pointer = findUnstorable(body) ?? (routeOptions.schema?.querystring ? findUnstorable(query) : null)
    if (pointer !== null) throw badBody(pointer, formats.text.message)
  })
  app.removeContentTypeParser('text/plain')
}

function badBody(pointer: string, message: string) {
  return new ProblemError('invalid-request', undefined, [{ pointer, message }])
}

/** A route that answers with a status that its schema does not have is a bug; outside production it is found at once. */
function refuseUndeclaredAnswers(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    const declared = request.routeOptions.schema?.response as Record<string, unknown> | undefined
    const { statusCode } = reply
    if (!declared || statusCode >= 500 || statusCode in declared || `${Math.trunc(statusCode / 100)}xx` in declared)
      return
    reply.code(500)
    throw new Error(`${request.method} ${request.routeOptions.url} answers ${statusCode}, which it does not declare`)
  })
}
