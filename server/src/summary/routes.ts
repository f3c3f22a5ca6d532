import { SessionParams } from '@anteroom/contract/api/sessions'
import { SessionSummary } from '@anteroom/contract/api/summary'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { Summaries } from './service.ts'

export function summaryRoutes(summaries: Summaries) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.get(
      '/sessions/:session_id/summary',
      {
        config: { permission: 'summaries', reads: 'summary.read' },
        schema: {
          ...operation(
            'Sessions',
            'getSessionSummary',
            'Read what became of a session',
            'Who was in the call from when to when, how they went out of it, and what their browsers measured and found.',
          ),
          params: SessionParams,
          response: declareAnswers(SessionSummary, 'session-cancelled'),
        },
      },
      async (request) => summaries.get(teamCaller(request), request.params.session_id),
    )
  }
}
