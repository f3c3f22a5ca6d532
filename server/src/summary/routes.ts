import { SessionParams } from '@anteroom/contract/api/sessions'
import { SessionSummary } from '@anteroom/contract/api/summary'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { answers } from '../http/answers.ts'
import { teamCaller } from '../http/authentication.ts'
import type { Summaries } from './service.ts'

export function summaryRoutes(summaries: Summaries) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.get(
      '/sessions/:session_id/summary',
      { schema: { params: SessionParams, response: answers(SessionSummary, 'session-cancelled') } },
      async (request) => summaries.get(teamCaller(request), request.params.session_id),
    )
  }
}
