import type { Form } from './form.ts'
import { invalid } from './refusal.ts'

/** What a parameter may be. Whatever is not said here is refused, as Stripe refuses what it does not know. */
type Shape =
  | { is: 'text'; values?: readonly string[]; maxLength: number }
  | { is: 'integer' }
  | { is: 'flag' }
  | { is: 'pairs' }
  | { is: 'list'; of: Shape }
  | { is: 'fields'; of: Fields }
export type Fields = { readonly [name: string]: Shape }

type GivenOne<S extends Shape> = S extends { is: 'text'; values: readonly (infer Value)[] }
  ? Value
  : S extends { is: 'text' }
    ? string
    : S extends { is: 'integer' }
      ? number
      : S extends { is: 'flag' }
        ? boolean
        : S extends { is: 'pairs' }
          ? Record<string, string>
          : S extends { is: 'list'; of: infer Item extends Shape }
            ? GivenOne<Item>[]
            : S extends { is: 'fields'; of: infer F extends Fields }
              ? Given<F>
              : never
/** Parameters of a call after they have been checked. */
export type Given<F extends Fields> = { [Name in keyof F]?: GivenOne<F[Name]> }

export const text = { is: 'text', maxLength: 5000 } as const
export const shortText = { is: 'text', maxLength: 250 } as const
export const integer = { is: 'integer' } as const
export const flag = { is: 'flag' } as const
/** Metadata. */
export const pairs = { is: 'pairs' } as const
export const list = <const S extends Shape>(of: S) => ({ is: 'list', of }) as const
export const fields = <const F extends Fields>(of: F) => ({ is: 'fields', of }) as const
export const oneOf = <const V extends readonly string[]>(...values: V) =>
  ({ is: 'text', values, maxLength: 100 }) as const

/** Throws what Stripe says of the first thing that is wrong; unknown parameters come first. */
export function check<F extends Fields>(form: Form, of: F, required: readonly (keyof F & string)[] = []): Given<F> {
  const unknown = findUnknown(form, { is: 'fields', of }, '')
  if (unknown.length > 0) {
    throw invalid(`Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`, {
      code: 'parameter_unknown',
      param: unknown[0] ?? '',
    })
  }
  const given = readFields(form, of, '') as Given<F>
  for (const name of required) {
    if (given[name] === undefined) throw missing(name)
  }
  return given
}

export function missing(param: string) {
  return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}

const inside = (place: string, name: string) => (place === '' ? name : `${place}[${name}]`)

function findUnknown(value: Form[string], shape: Shape, place: string): string[] {
  if (typeof value === 'string') return []
  if (shape.is === 'list') {
    return Object.entries(value).flatMap(([at, item]) => findUnknown(item, shape.of, inside(place, at)))
  }
  if (shape.is !== 'fields') return []
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(shape.of, name) ? shape.of[name] : undefined
    return known ? findUnknown(member, known, inside(place, name)) : [inside(place, name).slice(0, 200)]
  })
}

function readFields(form: Form, of: Fields, place: string): object {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, readValue(value, of[name] as Shape, inside(place, name))]),
  )
}

function readValue(value: Form[string], shape: Shape, param: string): unknown {
  if (shape.is === 'fields' || shape.is === 'list' || shape.is === 'pairs') {
    if (typeof value === 'string') throw invalid(`Invalid ${shape.is === 'list' ? 'array' : 'object'}`, { param })
    if (shape.is === 'fields') return readFields(value, shape.of, param)
    if (shape.is === 'pairs') return readPairs(value, param)
    return Object.entries(value)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([at, item]) => readValue(item, shape.of, inside(param, at)))
  }
  if (typeof value !== 'string') throw invalid('Invalid string', { param })
  if (value === '') {
    throw invalid(
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; \
however '${param}' cannot be unset.`,
      { code: 'parameter_invalid_empty', param },
    )
  }
  if (shape.is === 'integer') {
    if (/^-?\d{1,15}$/.test(value)) return Number(value)
    throw invalid(`Invalid integer: ${value.slice(0, 50)}`, { code: 'parameter_invalid_integer', param })
  }
  if (shape.is === 'flag') {
    if (value === 'true' || value === 'false') return value === 'true'
    throw invalid(`Invalid boolean: ${value.slice(0, 50)}`, { param })
  }
  if (value.length > shape.maxLength) {
    throw invalid(`Invalid string: ${param} must be at most ${shape.maxLength} characters`, { param })
  }
  if (shape.values && !shape.values.includes(value)) {
    throw invalid(`Invalid ${param}: must be one of ${shape.values.join(', ')}`, { param })
  }
  return value
}

function readPairs(form: Form, param: string): Record<string, string> {
  const entries = Object.entries(form)
  if (entries.length > 50) throw invalid('Metadata can have at most 50 keys', { param })
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (typeof value !== 'string') throw invalid('Metadata values must be strings', { param: inside(param, name) })
      if (name.length > 40 || value.length > 500) {
        throw invalid('Metadata keys have at most 40 characters and values at most 500', { param: inside(param, name) })
      }
      return [name, value]
    }),
  )
}
