import type { BadMember } from '@anteroom/contract/api/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { didYouMean, shownName } from '../ground/did-you-mean.ts'
import { pointerTo } from '../ground/payload.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Reading } from '../ground/reading.ts'
import { prefers } from './prefer.ts'
import { bodyErrors } from './validation.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Members of the body and of the query that nobody reads. */
    unknownMembers: readonly BadMember[]
  }
}

/** So many are told of one request. */
const maxTold = 20
/** Headers have room for less. */
const maxInHeader = 8

/**
 * Published clients send members that nobody reads, so these are ignored; and whoever has mistyped one is told, with the
 * name that it resembles. With `Prefer: handling=strict` (RFC 7240 4.4) they are refused instead.
 */
export function tellUnknownMembers(app: FastifyInstance) {
  app.decorateRequest('unknownMembers')
  app.addHook('preHandler', async (request) => {
    const { schema, attachValidation } = request.routeOptions as { schema?: Schemas; attachValidation?: boolean }
    request.unknownMembers = schema
      ? [...unknownIn(request.body, bodies(schema)), ...unknownIn(request.query, queries(schema))]
      : []
    // A route that checks its body further tells of these with the rest.
    if (request.unknownMembers.length === 0 || attachValidation || !isStrict(request)) return
    throw new ProblemError('invalid-request', undefined, [...request.unknownMembers])
  })
  app.addHook('preSerialization', async ({ unknownMembers }, reply, payload) => {
    const warnings = (payload as { warnings?: BadMember[] } | null)?.warnings ?? unknownMembers ?? []
    if (warnings.length > 0) reply.header('anteroom-warning', warnings.slice(0, maxInHeader).map(inHeader).join(', '))
    return payload
  })
}

const isStrict = (request: FastifyRequest) => prefers(request, 'handling', 'strict')

/** For a route that checks its body further. */
export const readingOf = (request: FastifyRequest): Reading => ({
  errors: bodyErrors(request),
  unknown: request.unknownMembers,
  isStrict: isStrict(request),
})

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[] }
type Schemas = { body?: Schema; querystring?: Schema; response?: Record<string, Schema> }

/** What was answered may be sent back as it is. */
const bodies = ({ body, response }: Schemas) => (body ? [body, response?.['200'] ?? {}] : [])
const queries = ({ querystring }: Schemas) => (querystring ? [querystring] : [])

function unknownIn(value: unknown, schemas: readonly Schema[], pointer = ''): BadMember[] {
  if (value === null || typeof value !== 'object') return []
  const found: BadMember[] = []
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items }) => items ?? [])
    for (let at = 0; at < value.length && items.length > 0 && found.length < maxTold; at++) {
      found.push(...unknownIn(value[at], items, `${pointer}/${at}`))
    }
    return found.slice(0, maxTold)
  }
  const branches = schemas.flatMap((schema) => [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
  const members = new Map<string, Schema[]>()
  for (const [name, schema] of branches.flatMap(({ properties }) => Object.entries(properties ?? {}))) {
    members.set(name, [...(members.get(name) ?? []), schema])
  }
  // Nothing is said of what stands in it.
  if (members.size === 0) return []
  for (const [name, member] of Object.entries(value)) {
    if (found.length >= maxTold) break
    const known = members.get(name)
    const place = pointerTo(pointer, shownName(name))
    if (known) found.push(...unknownIn(member, known, place))
    else found.push({ pointer: place, message: `is not known, and ignored${didYouMean(name, [...members.keys()])}` })
  }
  return found.slice(0, maxTold)
}

/** As JSON, in the characters that a header takes. */
const inHeader = ({ pointer, message }: BadMember) =>
  JSON.stringify(`${pointer} ${message}`).replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
