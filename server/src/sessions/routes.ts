import { Done, Participant, ParticipantListQuery } from '@anteroom/contract/api/participants'
import { isPermitted } from '@anteroom/contract/api/permissions'
import { EraseQuery } from '@anteroom/contract/api/retention'
import {
  NewSession,
  Session,
  SessionChange,
  SessionPage,
  SessionParams,
  SessionQuery,
  SessionsQuery,
} from '@anteroom/contract/api/sessions'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { declareAnswers } from '../http/access.ts'
import { anyCaller, needPermission, teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import { charge } from '../http/rate-limits.ts'
import { readingOf } from '../http/unknown-members.ts'
import type { RetentionService } from '../retention/service.ts'
import type { Sessions } from './service.ts'
import { leaveOutUnset } from './unset.ts'

export function sessionRoutes(sessions: Sessions, retention: RetentionService) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    // Also for an answer that is repeated: the first caller may have had another permission.
    scope.addHook('preSerialization', async (request, _reply, payload) => {
      const isComplete = !request.caller || isPermitted(request.caller.permissions, 'participants')
      return isComplete ? payload : withoutSeats(payload)
    })
    leaveOutUnset(scope)

    scope.post(
      '/sessions',
      {
        config: { permission: 'sessions' },
        attachValidation: true,
        schema: {
          ...operation(
            'Sessions',
            'createSession',
            'Book a session',
            'With its participants, or nothing at all: everything that cannot be used is told at once.',
          ),
          body: NewSession,
          response: declareAnswers(Session),
        },
      },
      async (request, reply) => {
        const seats: unknown = request.body?.participants
        if (Array.isArray(seats) && seats.length > 0) needPermission(anyCaller(request), 'participants', reply)
        return sessions.book(teamCaller(request), request.body, readingOf(request))
      },
    )

    scope.get(
      '/sessions',
      {
        config: { permission: 'sessions:read', reads: 'session.list', isList: true },
        schema: {
          ...operation(
            'Sessions',
            'listSessions',
            'List sessions',
            'By creation; by start time when filtered by a time. Deep pages cost no more than early ones.',
          ),
          querystring: SessionsQuery,
          response: declareAnswers(SessionPage, 'filter-too-wide'),
        },
      },
      async (request, reply) => {
        // Which sessions somebody of that state takes part in is something about who takes part.
        if (request.query.state !== undefined) needPermission(anyCaller(request), 'participants', reply)
        const page = await sessions.list(teamCaller(request), request.query)
        chargeForSeats(request, reply, page.content)
        return page
      },
    )

    scope.get(
      '/sessions/:session_id',
      {
        config: { permission: 'sessions:read', reads: 'session.read' },
        schema: {
          ...operation(
            'Sessions',
            'getSession',
            'Read a session',
            'A cancelled session answers 401, as it is no longer to be seen.',
          ),
          params: SessionParams,
          querystring: SessionQuery,
          response: declareAnswers(Session, 'session-cancelled'),
        },
      },
      async (request, reply) => {
        const { deleted_participants: withDeleted = false } = request.query
        const session = await sessions.get(teamCaller(request), request.params.session_id, { withDeleted })
        chargeForSeats(request, reply, [session])
        return session
      },
    )

    scope.put(
      '/sessions/:session_id',
      {
        config: { permission: 'sessions' },
        attachValidation: true,
        schema: {
          ...operation(
            'Sessions',
            'updateSession',
            'Change a session',
            'Only what is given is changed; null takes away what may be missing.',
          ),
          params: SessionParams,
          body: SessionChange,
          response: declareAnswers(Session, 'session-over', 'session-started'),
        },
      },
      async (request) => {
        return sessions.change(teamCaller(request), request.params.session_id, request.body, readingOf(request))
      },
    )

    scope.delete(
      '/sessions/:session_id',
      {
        config: { permission: 'sessions' },
        schema: {
          ...operation(
            'Sessions',
            'cancelSession',
            'Cancel a session',
            'For good. Everyone who waits is told at once. Not once it has started. With `erase`, what the session holds about people goes as well, also when it has started or is over; not while somebody is in the call.',
          ),
          params: SessionParams,
          querystring: EraseQuery,
          response: declareAnswers(Done, 'session-started', 'conflict'),
        },
      },
      async (request) => {
        const { session_id } = request.params
        if (request.query.erase) await retention.eraseSession(teamCaller(request), session_id)
        else await sessions.cancel(teamCaller(request), session_id)
        return { ok: true as const }
      },
    )

    scope.get(
      '/sessions/:session_id/participants',
      {
        config: { permission: 'participants', reads: 'participant.list' },
        schema: {
          ...operation('Participants', 'listParticipants', 'List the participants of a session'),
          params: SessionParams,
          querystring: ParticipantListQuery,
          response: declareAnswers(Type.Array(Participant), 'session-cancelled'),
        },
      },
      async (request, reply) => {
        const { deleted_participants: withDeleted = false, external_id } = request.query
        const session = await sessions.get(teamCaller(request), request.params.session_id, { withDeleted })
        chargeForSeats(request, reply, [session])
        if (external_id === undefined) return session.participants
        return session.participants.filter((seat) => seat.external_id === external_id)
      },
    )
  }
}

/** So many seats cost as much as a request: names are opened, which takes longer than all else about them. */
const seatsOfARequest = 50

function chargeForSeats(request: FastifyRequest, reply: FastifyReply, sessions: readonly Session[]) {
  const seats = sessions.reduce((sum, { participants }) => sum + participants.length, 0)
  charge(request, reply, Math.floor(seats / seatsOfARequest))
}

/** Who takes part, and by which link, is told only to those who may know. */
function withoutSeats(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload
  if ('participants' in payload) return { ...payload, participants: [] }
  if ('content' in payload && Array.isArray(payload.content))
    return { ...payload, content: payload.content.map(withoutSeats) }
  return payload
}
