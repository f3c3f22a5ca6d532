import { formats } from '@anteroom/contract/api/formats'
import type { BadMember } from '@anteroom/contract/api/problem'
import { Ajv } from 'ajv'
import type { FastifyInstance, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { shownName } from '../ground/did-you-mean.ts'
import { pointerTo } from '../ground/payload.ts'
import { ProblemError } from '../ground/problem-error.ts'

/** Requests are checked by the contract's own schemas; nothing is coerced in a body, and all errors are told at once. */
export function validateByContract(app: FastifyInstance, ajv: Ajv) {
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const check = ajv.compile(schema as object)
    const types = httpPart === 'querystring' ? queryTypes(schema) : null
    const ids = idsIn(schema)
    return (value: unknown) => {
      if (types) convertQuery(value as Record<string, unknown>, types)
      if (!check(value)) return { error: check.errors as FastifySchemaValidationError[] }
      writeIdsAsStored(value, ids)
      return { value }
    }
  })
}

export function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, discriminator: true, verbose: true })
  for (const [name, { test }] of Object.entries(formats)) ajv.addFormat(name, test)
  ajv.addKeyword({ keyword: maxCharacters, type: 'object', schemaType: 'number', validate: hasAtMost })
  return ajv
}

/** How many characters the names and texts of an object have together, at most. */
const maxCharacters = 'x-max-characters'
const hasAtMost = (limit: number, pairs: Record<string, unknown>) => {
  const texts = Object.entries(pairs).flat()
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0) <= limit
}

/** What is given by another way than a request, if its schema takes it. */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  const check = createAjv().compile<Static<Schema>>(schema)
  if (check(value)) return value
  throw new ProblemError(
    'invalid-request',
    undefined,
    badMembers((check.errors ?? []) as FastifySchemaValidationError[]),
  )
}

/** What the schema found in a body that a route checks further (`attachValidation`), to be told with the rest. */
export function bodyErrors({ validationError }: FastifyRequest): BadMember[] {
  if (!validationError) return []
  if (validationError.validationContext !== 'body') throw validationError
  return badMembers(validationError.validation)
}

/** How many are told of one request; an array of a hundred thousand wrong items needs no answer of ten megabytes. */
const maxTold = 100

export function badMembers(errors: FastifySchemaValidationError[]): BadMember[] {
  const tooLong = new Set(errors.filter(({ keyword }) => keyword === 'maxLength').map(placeOf))
  return (
    errors
      // What is too long was not read, so it is not said to be malformed as well.
      .filter((error) => !(isAboutForm(error) && tooLong.has(placeOf(error))))
      // What is wrong with a name is an error of its own.
      .filter(({ keyword }) => keyword !== 'propertyNames')
      .slice(0, maxTold)
      .map((error) => ({ pointer: placeOf(error), message: messageOf(error) }))
  )
}

const isAboutForm = ({ keyword }: FastifySchemaValidationError) => keyword === 'format' || keyword === 'pattern'

function placeOf({ keyword, instancePath, params, ...more }: FastifySchemaValidationError): string {
  // Ajv says which name it looked at; the type does not know of it.
  const { propertyName } = more as { propertyName?: string }
  if (propertyName !== undefined) return pointerTo(instancePath, shownName(propertyName))
  if (keyword !== 'required') return instancePath
  return pointerTo(instancePath, String(params.missingProperty))
}

function messageOf({ keyword, params, message = 'cannot be used', ...more }: FastifySchemaValidationError): string {
  // With `verbose`, which the type does not know of.
  const { data, schema, propertyName } = more as { data?: unknown; schema?: unknown; propertyName?: string }
  if (propertyName === '') return 'must have a name'
  switch (keyword) {
    case maxCharacters:
      return `must have at most ${schema} characters in all, names included`
    case 'maxProperties':
      return `must have at most ${params.limit} pairs`
    case 'required':
      return 'is missing'
    case 'type':
      return typeMessage(
        [params.type]
          .flat()
          .filter((type) => type !== 'null')
          .join(' or '),
      )
    case 'format':
      return formatMessage(params.format as keyof typeof formats, data)
    case 'enum':
      return `must be one of ${[params.allowedValues].flat().join(', ')}`
    case 'minLength':
      return `must have at least ${params.limit} characters`
    case 'minItems':
      return `must have at least ${params.limit} items`
    case 'minimum':
      return `must be ${params.limit} or more`
    case 'maximum':
      return `must be ${params.limit} or less`
    case 'discriminator':
      return `must have a ${params.tag} that is known`
    case 'maxLength':
      return `must have at most ${params.limit} characters`
    case 'maxItems':
      return `must have at most ${params.limit} items`
    default:
      return message
  }
}

function formatMessage(format: keyof typeof formats, data: unknown): string {
  const { message } = formats[format]
  return typeof message === 'string' ? message : message(String(data))
}

function typeMessage(type: string): string {
  return `must be ${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`
}

function queryTypes(schema: unknown): Record<string, string> {
  const { properties = {} } = schema as { properties?: Record<string, { type: string }> }
  return Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type]))
}

/** The members of an object that are ids. */
function idsIn(schema: unknown): string[] {
  const { properties = {} } = schema as { properties?: Record<string, { format?: string }> }
  return Object.keys(properties).filter((name) => properties[name]?.format === 'uuid')
}

/** An id may be written in capitals (RFC 9562 4); nobody behind this point meets two spellings of one. */
function writeIdsAsStored(value: unknown, ids: string[]) {
  const members = value as Record<string, unknown>
  for (const name of ids) {
    const id = members[name]
    if (typeof id === 'string') members[name] = id.toLowerCase()
  }
}

/** Everything in a query is text; published clients write `True` for true, and nothing for what they leave out. */
function convertQuery(query: Record<string, unknown>, types: Record<string, string>) {
  for (const [name, type] of Object.entries(types)) {
    const text = query[name]
    if (text === '') delete query[name]
    else if (typeof text !== 'string') continue
    else if (type === 'boolean' && /^(true|1)$/i.test(text)) query[name] = true
    else if (type === 'boolean' && /^(false|0)$/i.test(text)) query[name] = false
    else if (type === 'integer' && /^-?\d+$/.test(text)) query[name] = Number(text)
  }
}
