import { isUuid } from '@anteroom/contract/texts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { anyCaller } from '../http/authentication.ts'
import type { Ledger } from '../ledger/service.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the audit log says of somebody who reads this: it tells about people. */
    reads?: string
  }
}

/** Writes down who reads what in this scope, inside one that needs a token: which thing or by which filter, not what it held. */
export function noteReads(scope: FastifyInstance, note: Ledger['note']) {
  scope.addHook('onSend', async (request, reply) => {
    const { reads } = request.routeOptions.config
    if (!reads || request.method !== 'GET' || reply.statusCode !== 200) return
    const target = Object.values((request.params ?? {}) as Record<string, string>).at(-1) ?? null
    const query = declaredQuery(request)
    // The caller's own words, which may be about a person.
    if (query.state !== undefined) query.state = true
    if (query.external_id !== undefined) query.external_id = true
    if (query.target !== undefined && !isUuid(String(query.target))) query.target = true
    if (query.action !== undefined) query.action = true
    const details = Object.keys(query).length > 0 ? { query } : {}
    await note(anyCaller(request), { action: reads, target: target?.toLowerCase() ?? null, details })
  })
}

/** What the route asks for and has checked; whatever else a caller adds to the address is no business of the log. */
function declaredQuery({ query, routeOptions }: FastifyRequest): Record<string, unknown> {
  const { properties = {} } = (routeOptions.schema?.querystring ?? {}) as { properties?: object }
  return Object.fromEntries(
    Object.entries(query as Record<string, unknown>).filter(([name]) => Object.hasOwn(properties, name)),
  )
}
