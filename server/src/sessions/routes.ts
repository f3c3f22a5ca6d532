import { Done, Participant, ParticipantsQuery } from '@anteroom/contract/api/participants'
import { Problem } from '@anteroom/contract/api/problem'
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
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { teamCaller } from '../http/authentication.ts'
import { bodyErrors } from '../http/validation.ts'
import type { Sessions } from './service.ts'

export function sessionRoutes(sessions: Sessions) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/sessions',
      { attachValidation: true, schema: { body: NewSession, response: { 200: Session, '4xx': Problem } } },
      async (request) => sessions.book(teamCaller(request), request.body, bodyErrors(request)),
    )

    scope.get(
      '/sessions',
      { schema: { querystring: SessionsQuery, response: { 200: SessionPage, '4xx': Problem } } },
      async (request) => sessions.list(teamCaller(request), request.query),
    )

    scope.get(
      '/sessions/:session_id',
      { schema: { params: SessionParams, querystring: SessionQuery, response: { 200: Session, '4xx': Problem } } },
      async (request) => {
        const { deleted_participants } = request.query
        return sessions.get(teamCaller(request), request.params.session_id, deleted_participants ?? false)
      },
    )

    scope.put(
      '/sessions/:session_id',
      {
        attachValidation: true,
        schema: { params: SessionParams, body: SessionChange, response: { 200: Session, '4xx': Problem } },
      },
      async (request) => {
        const errors = bodyErrors(request)
        return sessions.change(teamCaller(request), request.params.session_id, request.body, errors)
      },
    )

    scope.delete(
      '/sessions/:session_id',
      { schema: { params: SessionParams, response: { 200: Done, '4xx': Problem } } },
      async (request) => {
        await sessions.cancel(teamCaller(request), request.params.session_id)
        return { ok: true as const }
      },
    )

    scope.get(
      '/sessions/:session_id/participants',
      {
        schema: {
          params: SessionParams,
          querystring: ParticipantsQuery,
          response: { 200: Type.Array(Participant), '4xx': Problem },
        },
      },
      async (request) => {
        const { deleted_participants } = request.query
        const { session_id } = request.params
        return (await sessions.get(teamCaller(request), session_id, deleted_participants ?? false)).participants
      },
    )
  }
}
