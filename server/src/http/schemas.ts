import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { Ajv } from 'ajv'
import type { FastifySerializerCompiler } from 'fastify'
import { createAjv } from './validation.ts'

export type Schemas = ReturnType<typeof createSchemas>

/**
 * What schemas are compiled to, once each: most of them stand at several routes, and the problem's at all of them. Whoever makes
 * several servers in one process lets them share it, since compiling is more than half of a server's start.
 */
export function createSchemas() {
  const ajv: Ajv = createAjv()
  const compile = SerializerSelector()()
  const serializers = new WeakMap<object, ReturnType<typeof compile>>()
  const serializerOf: FastifySerializerCompiler<unknown> = (route) => {
    const schema = route.schema as object
    const known = serializers.get(schema)
    if (known) return known
    const made = compile({ httpStatus: '', ...route })
    serializers.set(schema, made)
    return made
  }
  return { ajv, serializerOf }
}
