import { type Format, formats } from '@anteroom/contract/api/formats'

/** JSON, as a schema or a part of a description is. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

/**
 * Makes a description of ours one of OpenAPI 3.1 that tools understand: schemas that have a name (`x-component`)
 * stand once and are referred to, and formats that only we know are said in words and patterns.
 */
export function publish(document: JsonObject): JsonObject {
  const schemas: JsonObject = {}

  function walk(value: Json): Json {
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    const { 'x-component': name, ...rest } = value
    if (typeof name !== 'string') return walkObject(rest)
    schemas[name] ??= walkObject(rest)
    return { $ref: `#/components/schemas/${name}` }
  }

  function walkObject(value: JsonObject): JsonObject {
    const walked = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]))
    if (walked.description === 'Default Response') walked.description = 'What was asked for.'
    return isFormat(walked.format) ? withoutFormat(walked, formats[walked.format]) : walked
  }

  const walked = walkObject(document)
  const components = walked.components as JsonObject
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([one], [other]) => one.localeCompare(other)))
  return { ...walked, components: { ...components, schemas: sorted } }
}

const isFormat = (format: Json | undefined): format is Format => typeof format === 'string' && format in formats

function withoutFormat(
  { format: _format, ...schema }: JsonObject,
  { published }: (typeof formats)[Format],
): JsonObject {
  const { description: hint, ...keywords } = published as { description?: string } & JsonObject
  const description = [schema.description, hint].filter(Boolean).join(' ')
  return { ...keywords, ...schema, ...(description ? { description } : {}) }
}
