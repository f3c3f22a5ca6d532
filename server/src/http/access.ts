import type { Permission } from '@anteroom/contract/api/permissions'
import { Problem } from '@anteroom/contract/api/problem'
import { type ProblemCode, problems } from '@anteroom/contract/problems'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { TSchema } from 'typebox'

/** Who may call a route, set by the scope in which it stands (`authentication.ts`). */
export type Access = 'anyone' | 'client' | 'token' | 'team' | 'team-manager' | 'user' | 'system' | 'team-admin'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /**
     * What an application must have been allowed to do for a team to call the route; `any`: whatever it was. A route
     * that says nothing here is not for applications.
     */
    permission?: Permission | 'any'
  }
}

/**
 * What a route answers: `ok` with 200, and the problems that it has of its own. Those that come from where it
 * stands (a missing token, a body that cannot be read …) are added by `allowTo`.
 */
export function declareAnswers<Ok extends TSchema>(ok: Ok, ...codes: ProblemCode[]): { 200: Ok } {
  return { 200: ok, ...problemAnswers(codes) }
}

/**
 * Says of each route in the scope who may call it, and adds to its answers the problems that its method, its body
 * and its callers bring with them. Hooks of outer scopes come first, so the innermost has the word.
 */
export function allowTo(scope: FastifyInstance, access: Access) {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, access }
    const response = route.schema?.response as Record<string, unknown> | undefined
    if (!response || '4xx' in response || !route.url.startsWith('/v1')) return
    const declared = Object.values(response).flatMap(codesOf)
    Object.assign(response, problemAnswers([...new Set([...declared, ...commonProblems(route)])]))
  })
}

function commonProblems({ schema, method, config }: RouteOptions): ProblemCode[] {
  const access = config?.access ?? 'anyone'
  const codes: ProblemCode[] = ['too-many-requests', 'internal', 'unavailable']
  // A body is read with these methods also where none is asked for.
  const readsBody = method !== 'GET' && method !== 'HEAD'
  if (schema?.querystring || readsBody) codes.push('invalid-request')
  if (readsBody) codes.push('too-large', 'unsupported-media-type')
  if (schema?.params) codes.push('not-found')
  if (access !== 'anyone') codes.push('not-authenticated')
  if (access !== 'anyone' && access !== 'token') codes.push('not-allowed')
  if (isPermission(config?.permission)) codes.push('insufficient-scope')
  if (access !== 'anyone' && method === 'POST') codes.push('idempotency-key-reused')
  return codes
}

/** Whether the route asks for one permission of all. */
export function isPermission(permission: Permission | 'any' | undefined): permission is Permission {
  return permission !== undefined && permission !== 'any'
}

type ProblemAnswer = { 'x-problems': ProblemCode[]; description: string; content: object }

const codesOf = (answer: unknown) => (answer as Partial<ProblemAnswer>)['x-problems'] ?? []

/** By status, each with an example of every problem that has it. */
function problemAnswers(codes: readonly ProblemCode[]): Record<number, object> {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of codes) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, same]) => [status, problemAnswer(same)]))
}

function problemAnswer(codes: ProblemCode[]): ProblemAnswer {
  const examples = codes.map((code) => {
    const { status, title } = problems[code]
    return [code, { summary: title, value: { type: `/problems/${code}`, title, status, error: { message: title } } }]
  })
  return {
    'x-problems': codes,
    description: codes.map((code) => problems[code].title).join('; or: '),
    content: { 'application/problem+json': { schema: Problem, examples: Object.fromEntries(examples) } },
  }
}
