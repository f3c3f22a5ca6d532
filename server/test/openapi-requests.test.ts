import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { type Answer, startTestApp } from './support/app.ts'

/**
 * Requests made from the API's own description, by somebody who knows nothing else: right ones, wrong ones, and right
 * ones that were spoiled. Each answer has to be one that the description knows, of the form that it promises. `RUNS`
 * says how many there are (default 3,000); a long run has a million.
 */
const runs = Number(process.env.RUNS ?? 1_500)

type Schema = { [keyword: string]: unknown }
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }
type Operation = {
  operationId: string
  security: Record<string, unknown>[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: AnySchema }> }>
}
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

const stripe = await startStripeStandIn()
const app = await startTestApp({ PASSWORD_GRANT: 'on', STRIPE_API_URL: stripe.url })
const { body: description } = await app.call<{
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}>('GET', '/v1/openapi.json', { token: null })
const system = await app.makeSystemClient()
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(description as unknown as AnySchema, 'openapi')

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase() as Method,
    operation,
    checks: new Map(
      Object.entries(operation.responses).map(([status, { content }]) => [
        status,
        Object.values(content ?? {}).map(({ schema }) =>
          ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as AnySchema),
        ),
      ]),
    ),
  })),
)

/** Ids of things that are there, as answers brought them: requests are about these at times. */
const known = new Map<string, string[]>([['teamId', [app.team.teamId]]])

function learn(value: unknown) {
  if (Array.isArray(value)) return value.forEach(learn)
  if (value === null || typeof value !== 'object') return
  for (const [name, one] of Object.entries(value)) {
    if (typeof one === 'string' && /(_id|Id)$/.test(name)) {
      const ids = known.get(name) ?? []
      if (!ids.includes(one)) known.set(name, [...ids.slice(-20), one])
    } else learn(one)
  }
}

const junk = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', '\0', '\ud800', -1, 1e308, [], {}, true, '../..', '%00', '2040-05-14T09:00:00Z'),
)

function arbitrary(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, type, properties, required, items, examples, pattern, format } = schema
  const limits = schema as { enum?: unknown[]; const?: unknown; maxLength?: number; minimum?: number; maximum?: number }
  if (typeof $ref === 'string') return arbitrary(description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {})
  if (limits.const !== undefined) return fc.constant(limits.const)
  if (limits.enum) return fc.constantFrom(...limits.enum)
  const [first = 'object'] = [type].flat() as string[]
  const orNull = (made: fc.Arbitrary<unknown>) =>
    Array.isArray(type) && type.includes('null') ? fc.option(made, { freq: 5 }) : made
  const given = Array.isArray(examples) ? [fc.constantFrom(...examples)] : []
  switch (first) {
    case 'object': {
      const members = Object.entries((properties ?? {}) as Record<string, Schema>)
      const record = fc.record(Object.fromEntries(members.map(([name, one]) => [name, arbitrary(one, depth + 1)])), {
        requiredKeys: (required ?? []) as string[],
      })
      return orNull(fc.oneof(...given, record))
    }
    case 'array':
      return orNull(fc.array(arbitrary((items ?? {}) as Schema, depth + 1), { maxLength: depth > 1 ? 2 : 4 }))
    case 'integer':
    case 'number':
      return orNull(fc.integer({ min: limits.minimum ?? -5, max: limits.maximum ?? 1_000_000 }))
    case 'boolean':
      return orNull(fc.boolean())
    default: {
      const free = fc.string({ unit: 'grapheme', maxLength: Math.min(limits.maxLength ?? 40, 40) })
      const formed =
        format === 'uuid' ? [fc.uuid()] : typeof pattern === 'string' ? [fc.stringMatching(new RegExp(pattern))] : []
      return orNull(fc.oneof(...given, ...formed, free))
    }
  }
}

/** Something that the description allows, or the same with members replaced, taken away or added. */
function bodies(schema: Schema, example: unknown): fc.Arbitrary<unknown> {
  const right = fc.oneof(fc.constant(example ?? {}), arbitrary(schema))
  const spoiled = fc
    .tuple(right, fc.dictionary(fc.string(), junk, { maxKeys: 2 }), junk)
    .map(([body, extra, value]) => {
      if (body === null || typeof body !== 'object' || Array.isArray(body)) return value
      const names = Object.keys(body)
      const name = names[Math.floor(names.length / 2)]
      return { ...body, ...extra, ...(name === undefined ? {} : { [name]: value }) }
    })
  return fc.oneof({ weight: 4, arbitrary: right }, { weight: 4, arbitrary: spoiled }, { weight: 1, arbitrary: junk })
}

const operationOf = (index: number) => operations[index]?.operation as Operation

/** By its number, as a counterexample with all its schemas would say nothing. */
const requests = fc.nat({ max: operations.length - 1 }).chain((index) => {
  const operation = operationOf(index)
  const parameters = operation.parameters ?? []
  const values = parameters.map(({ name, in: place, schema }) => {
    const ids = fc.constant(null).map(() => known.get(name) ?? [])
    const any = fc.oneof(arbitrary(schema), junk)
    const value = place === 'path' ? fc.oneof({ weight: 4, arbitrary: ids }, { weight: 1, arbitrary: any }) : any
    return fc.oneof(
      { weight: place === 'query' ? 2 : 0, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: value },
    )
  })
  const content = Object.entries(operation.requestBody?.content ?? {})[0]
  return fc.record({
    index: fc.constant(index),
    values: fc.tuple(...values),
    pick: fc.nat(),
    body: content ? bodies(content[1].schema, content[1].example) : fc.constant(undefined),
    type: fc.constant(content?.[0] ?? null),
    caller: fc.constantFrom<Caller>('team', 'team', 'system', 'nobody'),
  })
})

const textOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** Dots make the address another one (RFC 3986 5.2.4), and so does nothing. */
function segmentOf(value: unknown): string {
  const text = encodeURIComponent(textOf(value))
  return /^\.{0,2}$/.test(text) ? 'x' : text
}

type Caller = 'team' | 'system' | 'nobody'
type Sent = {
  path: string
  query: URLSearchParams
  body: unknown
  type: string | null
  caller: Caller
  /** Of an Idempotency-Key. */
  key?: string
}

/** Sends a request, and holds its answer against the description. */
async function ask({ method, operation, checks }: (typeof operations)[number], sent: Sent): Promise<Answer> {
  const { path, query, body, type, caller, key } = sent
  const isClient = operation.security.some((scheme) => 'client' in scheme)
  const basic = `Basic ${Buffer.from(`${app.team.clientId}:${app.team.secret}`).toString('base64')}`
  const form = () =>
    new URLSearchParams(Object.entries(body ?? {}).map(([key, value]): [string, string] => [key, textOf(value)]))
  const answer = await app.call(method, `${path}?${query}`, {
    token: isClient || caller === 'nobody' ? null : caller === 'system' ? system.token : app.team.token,
    ...(type ? { body: type.includes('form') ? form().toString() : (JSON.stringify(body) ?? '') } : {}),
    headers: {
      ...(type ? { 'content-type': type } : {}),
      ...(isClient ? { authorization: basic } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  const what = `${method} ${path}?${query} answers ${answer.status} ${JSON.stringify(answer.body)}`
  expect(answer.status, what).toBeLessThan(500)
  // An id that makes the address another one is no request of this operation.
  if (answer.status === 404 || answer.status === 405) return answer
  const described = checks.get(String(answer.status)) ?? checks.get(`${Math.trunc(answer.status / 100)}XX`)
  expect(described, what).toBeDefined()
  const fits = described?.some((check) => check(answer.body))
  expect(fits, what).toBe(true)
  if (answer.status === 200) learn(answer.body)
  return answer
}

test('the examples in the description are requests that work, and POSTs are safe to repeat', async () => {
  // These name a user and an application that are not there, have no card and nothing that was paid, or no signature.
  const ofPayments = ['chargeCard', 'refundPayment', 'cancelPayment', 'receiveStripeEvent']
  const inVain = new Set(['createAuthCode', 'createClient', ...ofPayments])
  const order: Method[] = ['POST', 'GET', 'PUT']
  const depth = ({ path }: { path: string }) => path.split('/').length
  const inOrder = operations
    .filter(({ method }) => order.includes(method))
    .sort((one, other) => order.indexOf(one.method) - order.indexOf(other.method) || depth(one) - depth(other))
  for (const one of inOrder) {
    const { operation, path: pattern } = one
    const path = pattern.replace(/\{(\w+)\}/g, (_all, name: string) => known.get(name)?.at(-1) ?? 'x')
    const [type = null, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
    const { operationId } = operation
    const sent = { path, query: new URLSearchParams(), body: content?.example, type, key: operationId }
    const tried: number[] = []
    for (const caller of ['team', 'system'] as const) {
      const { status, body } = await ask(one, { ...sent, caller })
      tried.push(status)
      if (status !== 200 || one.method !== 'POST' || operation.security.some((scheme) => 'client' in scheme)) continue
      const again = await ask(one, { ...sent, caller })
      expect([again.body, again.headers['idempotent-replayed']], operationId).toEqual([body, 'true'])
    }
    expect(tried.includes(200), `${operationId}: ${tried}`).toBe(!inVain.has(operationId))
  }
})

test(
  `${runs} requests made from the description: no failure, and every answer as described`,
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ index, values, pick, body, type, caller }) => {
        const one = operations[index] as (typeof operations)[number]
        let { path } = one
        const query = new URLSearchParams()
        for (const [nth, { name, in: place }] of (one.operation.parameters ?? []).entries()) {
          const given = values[nth]
          const value =
            Array.isArray(given) && place === 'path' ? (given[pick % Math.max(1, given.length)] ?? 'x') : given
          if (value === undefined || place === 'header') continue
          if (place === 'path') path = path.replace(`{${name}}`, segmentOf(value))
          else query.set(name, textOf(value))
        }
        await ask(one, { path, query, body, type, caller })
      }),
      { numRuns: runs },
    )
  },
  Math.max(120_000, runs * 40),
)
