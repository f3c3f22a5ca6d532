import { participantsUnset } from '@anteroom/contract/api/participants'
import { sessionsUnset } from '@anteroom/contract/api/sessions'
import type { FastifyInstance } from 'fastify'
import { prefers } from '../http/prefer.ts'

/**
 * Leaves out of what is answered the members that are not set and that published clients look for by whether they are
 * there. Whoever wants them as null says so (RFC 7240 2).
 */
export function leaveOutUnset(scope: FastifyInstance) {
  scope.addHook('preSerialization', async (request, reply, payload) => {
    if (!prefers(request, 'unset', 'null')) return withoutUnset(payload)
    reply.header('preference-applied', 'unset=null')
    return payload
  })
}

type Answered = Record<string, unknown>

/** A page of sessions, a session, a participant, or several of them; what is none of these stays as it is. */
function withoutUnset(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map(withoutUnset)
  if (payload === null || typeof payload !== 'object') return payload
  const answered = payload as Answered
  if ('content' in answered) return { ...answered, content: withoutUnset(answered.content) }
  if ('participant_id' in answered) return without(answered, participantsUnset)
  if (!('session_id' in answered)) return payload
  const session = without(answered, sessionsUnset)
  return 'participants' in session ? { ...session, participants: withoutUnset(session.participants) } : session
}

const without = (answered: Answered, members: ReadonlySet<string>): Answered =>
  Object.fromEntries(Object.entries(answered).filter(([name, value]) => value !== null || !members.has(name)))
