import type { BadMember, Problem } from '@anteroom/contract/api/problem'
import { type ProblemCode, problems } from '@anteroom/contract/problems'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isUnavailable } from '../db/unavailable.ts'
import { writeLine } from '../ground/log.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Refusal } from './request-log.ts'
import { badMembers } from './validation.ts'

/** The errors of the framework, as problems of ours. */
const codesOfTheFramework: Record<string, { code: ProblemCode; detail?: string }> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported-media-type',
    detail: 'Send JSON, with the header Content-Type: application/json.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'too-large', detail: 'A body may have 256 KiB.' },
  FST_ERR_BAD_URL: { code: 'not-found' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not-found' },
}

const retryAfterSeconds = 2

export function problemOf(error: unknown): { problem: Problem; isBug: boolean } {
  if (error instanceof ProblemError)
    return { problem: toProblem(error.code, error.message, error.errors), isBug: false }
  if (isUnavailable(error)) {
    return { problem: toProblem('unavailable', 'The database cannot be used at the moment.'), isBug: false }
  }
  const { code = '', statusCode = 500, validation, validationContext, message } = error as Partial<FastifyError>
  // An id of the wrong form is an id of nothing.
  if (validation && validationContext === 'params') return { problem: toProblem('not-found'), isBug: false }
  if (validation) return { problem: toProblem('invalid-request', undefined, badMembers(validation)), isBug: false }
  const known = codesOfTheFramework[code]
  if (known) return { problem: toProblem(known.code, known.detail), isBug: false }
  if (statusCode === 429) return { problem: toProblem('too-many-requests', message), isBug: false }
  if (statusCode >= 400 && statusCode < 500) {
    return {
      problem: toProblem('invalid-request', undefined, [{ pointer: '', message: message ?? 'cannot be read' }]),
      isBug: false,
    }
  }
  return { problem: toProblem('internal'), isBug: true }
}

function toProblem(code: ProblemCode, detail?: string, errors?: BadMember[]): Problem {
  const { status, title } = problems[code]
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...(detail ? { detail } : {}),
    ...(errors ? { errors } : {}),
    error: { message: inOneText(title, detail, errors) },
  }
}

/** For the log. */
export const refusalOf = ({ type, errors }: Problem): Refusal => ({
  reason: type.slice(type.lastIndexOf('/') + 1),
  errors,
})

/** So many members are named where all has to stand in one text. */
const mostNamed = 5

function inOneText(title: string, detail: string | undefined, errors: BadMember[] = []): string {
  const named = errors.slice(0, mostNamed).map(({ pointer, message }) => (pointer ? `${pointer} ${message}` : message))
  const left = errors.length - named.length
  const members = left > 0 ? [...named, `and ${left} more`] : named
  return [title, detail, members.join('; ')].filter(Boolean).join(': ')
}

export function answerWithProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { problem, isBug } = problemOf(error)
  if (isBug) writeLine(request.log, 'request-failed', { err: error, route: request.routeOptions.url })
  else if (problem.status === 503)
    writeLine(request.log, 'request-put-off', { err: error, route: request.routeOptions.url })
  request.refusal = refusalOf(problem)
  if (problem.status === 401 && !reply.hasHeader('www-authenticate')) {
    // RFC 6750 3
    const isAboutTheToken = problem.type.endsWith('/not-authenticated') && request.headers.authorization !== undefined
    reply.header('www-authenticate', isAboutTheToken ? 'Bearer error="invalid_token"' : 'Bearer')
  }
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

/** Whatever form an answer with 503 has, it says when to come again; a database that restarts is back by then. */
export function sayWhenToComeAgain(app: FastifyInstance) {
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfterSeconds)
  })
}

/** Answers whoever reads it in a browser. */
export type MissingPage = (request: FastifyRequest, reply: FastifyReply) => unknown

/** Browsers that open an address name HTML; programs do so only if they want it. */
const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(headers.accept ?? '')

/** Unknown addresses are 404; known ones that are called in a way that they do not have are 405, and say which they have. */
export function answerUnknownRoutes(app: FastifyInstance, missingPage: MissingPage) {
  const routes: { pattern: RegExp; methods: Set<string> }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    const source = url.replaceAll('.', '\\.').replace(/:[^/]+/g, '[^/]+')
    if (url.includes('*')) return
    const pattern = new RegExp(`^${source}/?$`)
    const known = routes.find((route) => route.pattern.source === pattern.source)
    const methods = known?.methods ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    if (!known) routes.push({ pattern, methods })
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => [...route.methods])
    if (methods.length === 0 || methods.includes(request.method)) {
      if (wantsPage(request)) return missingPage(request, reply)
      throw new ProblemError('not-found')
    }
    reply.header('allow', methods.join(', '))
    throw new ProblemError('method-not-allowed', `It takes ${methods.join(', ')}.`)
  })
}
