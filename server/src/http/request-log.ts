import type { BadMember } from '@anteroom/contract/api/problem'
import { isUuid } from '@anteroom/contract/texts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { createAllowance } from '../ground/allowance.ts'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Why it was refused; null as long as it was not. */
    refusal: Refusal | null
    /** The id with which a client has come that has no token yet, whether or not it is that client. */
    askedAs: string | null
  }
}

export type Refusal = {
  /** A problem's code, or one of OAuth's. */
  reason: string
  /** Where in the request. */
  errors?: readonly BadMember[] | undefined
}

/** What strangers are refused fills no disk: so many lines at once, so many a second in the long run. */
const ofStrangers = { burst: 200, perSecond: 5 }
/** So many members are named. */
const mostMembers = 5

/**
 * A line for each change and each refusal, with what an integrator has: `reqId` is its `X-Request-Id`. What was read is
 * told to those who debug. No line has an address, a name, or anything that somebody has typed.
 */
export function logRequests(app: FastifyInstance, { log, clock }: { log: Logger; clock: Clock }) {
  const allowance = createAllowance(clock, ofStrangers)
  let untold = 0

  function mayTellOfStranger(): boolean {
    if (!allowance.take()) {
      untold += 1
      return false
    }
    if (untold > 0) writeLine(log, 'refusals-not-told', { count: untold })
    untold = 0
    return true
  }

  app.decorateRequest('refusal', null)
  app.decorateRequest('askedAs', null)
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode, elapsedTime } = reply
    const { method, routeOptions, refusal } = request
    const who = whoOf(request)
    const facts = { method, route: routeOptions.url, ...idsOf(request), statusCode, elapsedMs: elapsedTime, ...who }
    if (statusCode >= 400 && statusCode < 500 && (request.caller || (refusal && mayTellOfStranger()))) {
      writeLine(request.log, 'request-refused', { ...facts, reason: refusal?.reason, members: membersOf(refusal) })
    } else if (who && statusCode < 400 && !isReading(method)) writeLine(request.log, 'request-done', facts)
    else writeLine(request.log, 'request-answered', facts)
  })
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

function whoOf({ caller, askedAs }: FastifyRequest) {
  if (!caller) return askedAs === null ? null : { clientId: askedAs }
  const { clientId, userId, teamId } = caller
  return { clientId, userId, teamId }
}

/**
 * Of what a client of the API has named. Not of a seat: where there should be its id, a client may give the last part of its
 * link, which is a key. The audit log has it.
 */
function idsOf({ caller, params }: FastifyRequest): { ids?: Record<string, string> } {
  if (!caller) return {}
  const ids = Object.entries(params ?? {}).filter(
    ([name, value]) => name !== 'participant_id' && typeof value === 'string' && isUuid(value),
  )
  return ids.length > 0 ? { ids: Object.fromEntries(ids) } : {}
}

/** Members of ours: a key of somebody's `metadata` may be the name of a person. */
function membersOf(refusal: Refusal | null): string[] | undefined {
  const pointers = refusal?.errors?.map(({ pointer }) => pointer.replace(/^(.*?\/metadata)\/.*$/, '$1'))
  const known = pointers?.filter((pointer) => /^(\/([a-z][a-z_A-Z]{0,40}|\d{1,4})){1,6}$/.test(pointer))
  return known && known.length > 0 ? [...new Set(known)].slice(0, mostMembers) : undefined
}
