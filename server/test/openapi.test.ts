import { readFile } from 'node:fs/promises'
import { formats } from '@anteroom/contract/api/formats'
import { problems } from '@anteroom/contract/problems'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

type Media = { schema: AnySchema; example?: unknown; examples?: Record<string, { value: unknown }> }
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
type Description = {
  openapi: string
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { examples?: unknown[]; properties?: object }> }
}

const app = await startTestApp()
const { body: description, headers } = await app.call<Description>('GET', '/v1/openapi.json', { token: null })
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
)

/** By the description alone, as a stranger's tools would do it: none of our formats is known. */
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(description as unknown as AnySchema, 'openapi')

test('the description is OpenAPI 3.1', async () => {
  expect(description.openapi).toBe('3.1.0')
  const { valid, errors } = await new Validator().validate(
    structuredClone(description) as unknown as Record<string, unknown>,
  )
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(headers['cache-control']).toContain('max-age')
})

test('the table of published operations in the README says of each truly whether it is here', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const rows = [...readme.matchAll(/^\| `([A-Z]+) (\/v1\/\S+)` \| (yes|not yet)/gm)]
  expect(rows).toHaveLength(20)
  for (const [, method = '', path = '', said] of rows) {
    const place = `${method} ${path}`
    const isHere = description.paths[path]?.[method.toLowerCase()] !== undefined
    expect({ place, said }).toEqual({ place, said: isHere ? 'yes' : 'not yet' })
  }
})

test('it has every route of the API, and none that does not exist', () => {
  const isShown = (url: string) => /^\/(v1|\.well-known)\//.test(url) && !url.startsWith('/v1/docs')
  const hidden = new Set(['GET /v1/openapi.json', 'GET /v1/auth/authorize', 'POST /v1/auth/authorize'])
  for (const page of ['sign-in', 'sign-out']) hidden.add(`GET /v1/auth/${page}`).add(`POST /v1/auth/${page}`)
  const routes = app.routes
    .filter(({ url, method }) => isShown(url) && method !== 'HEAD')
    .map(({ url, method }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    .filter((name) => !hidden.has(name))
  expect(operations.map(({ name }) => name).sort()).toEqual([...new Set(routes)].sort())
})

test('every list that comes in pages is asked for and answered in one way, but for the published one', () => {
  const answers = operations.map(({ name, operation }) => {
    const { schema = {} } = operation.responses[200]?.content?.['application/json'] ?? {}
    const component =
      String((schema as { $ref?: string }).$ref)
        .split('/')
        .at(-1) ?? ''
    // A bare list can have no end: only the published one of participants is one.
    if ((schema as { type?: string }).type === 'array') expect(name).toBe('GET /v1/sessions/{session_id}/participants')
    const members = Object.keys(description.components.schemas[component]?.properties ?? {})
    return { name, members, asked: operation.parameters?.map((parameter) => parameter.name) ?? [] }
  })
  const paged = answers.filter(({ name, members }) => name.startsWith('GET') && members.includes('more'))
  expect(paged.map(({ name }) => name).sort()).toEqual([
    'GET /v1/audit-log',
    'GET /v1/events',
    'GET /v1/payment-accounts',
    'GET /v1/payments',
    'GET /v1/sessions',
    'GET /v1/teams/{teamId}/grants',
    'GET /v1/webhooks',
    'GET /v1/webhooks/{webhook_id}/deliveries',
  ])
  for (const { name, members, asked } of paged.filter(({ name }) => name !== 'GET /v1/sessions')) {
    expect([name, ...members]).toEqual([name, 'content', 'next', 'more'])
    expect(asked, name).toEqual(expect.arrayContaining(['after', 'limit']))
  }
})

test('names of operations are there once, and chapters are those that are listed', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const chapters = new Set(description.tags.map(({ name }) => name))
  for (const { name, operation } of operations) {
    expect(operation.summary, name).toMatch(/^[A-Z].*[^.]$/)
    expect(
      operation.tags.filter((tag) => !chapters.has(tag)),
      name,
    ).toEqual([])
  }
})

describe.each(operations)('$name', ({ name, operation }) => {
  test('has an example of what it takes and of what it answers, that fit', () => {
    const bodies = Object.values(operation.requestBody?.content ?? {})
    const answers = Object.values(operation.responses['200']?.content ?? {})
    expect(answers.length, name).toBeGreaterThan(0)
    for (const { schema, example, examples: several } of [...bodies, ...answers]) {
      const given = [example, ...Object.values(several ?? {}).map(({ value }) => value)]
      const examples = [...given.filter((one) => one !== undefined), ...examplesOf(schema)]
      expect(examples.length, JSON.stringify(schema)).toBeGreaterThan(0)
      const check = ajv.compile(absolute(schema))
      for (const example of examples) expect(check(example), JSON.stringify(check.errors)).toBe(true)
    }
  })

  test('says in which ways it says no', () => {
    const noes = Object.entries(operation.responses).filter(([status]) => status !== '200')
    expect(noes.length > 0, name).toBe(name.includes(' /v1/'))
    for (const [status, { content }] of noes) {
      const problem = content?.['application/problem+json']
      if (!problem) continue
      for (const [code, { value }] of Object.entries(problem.examples ?? {})) {
        expect(Object.keys(problems)).toContain(code)
        expect(value).toMatchObject({ status: Number(status), type: `/problems/${code}` })
      }
    }
    const isOpen = operation.security.length === 0
    const isRefusable = '401' in operation.responses || '4XX' in operation.responses
    expect(isRefusable, name).toBe(!isOpen)
  })
})

test('no format stands in it that only we know', () => {
  const ours = Object.keys(formats).filter((format) => !['uuid', 'email'].includes(format))
  for (const format of ours) expect(JSON.stringify(description)).not.toContain(`"format":"${format}"`)
})

test('there is a page to read and try it, which asks nothing of other places', async () => {
  const page = await fetch(`${app.url}/v1/docs`)
  expect(page.status).toBe(200)
  const csp = String(page.headers.get('content-security-policy'))
  expect(csp).toContain("default-src 'none'")
  expect(csp).not.toMatch(/https?:/)
  expect(await page.text()).not.toMatch(/(src|href)="https?:/)
})

/** A schema's own examples, or one made from those of its parts. */
function examplesOf(schema: unknown): unknown[] {
  const { $ref, examples, items, type } = schema as Record<string, unknown>
  if (typeof $ref === 'string') return examplesOf(description.components.schemas[$ref.split('/').at(-1) ?? ''])
  if (Array.isArray(examples)) return examples
  if (type === 'array') return [examplesOf(items)].filter(({ length }) => length > 0)
  return []
}

/** With references that lead into the description. */
function absolute(schema: AnySchema): AnySchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as AnySchema
}
