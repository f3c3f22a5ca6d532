import { Retention, RetentionChange } from '@anteroom/contract/api/retention'
import { TeamParams } from '@anteroom/contract/api/teams'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { anyCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { RetentionService } from './service.ts'

/** For the system client, and for the admins of the team that is named; the service looks at who it is. */
export function retentionRoutes(retention: RetentionService) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.get(
      '/teams/:teamId/retention',
      {
        schema: {
          ...operation('Team', 'getRetention', 'Read for how long a team keeps what'),
          params: TeamParams,
          response: declareAnswers(Retention),
        },
      },
      async (request) => retention.read(anyCaller(request), request.params.teamId),
    )

    scope.put(
      '/teams/:teamId/retention',
      {
        schema: {
          ...operation(
            'Team',
            'setRetention',
            'Say for how long a team keeps what',
            'Whatever has been kept for longer is erased within the hour, for good.',
          ),
          params: TeamParams,
          body: RetentionChange,
          response: declareAnswers(Retention),
        },
      },
      async (request) => retention.set(anyCaller(request), request.params.teamId, request.body),
    )
  }
}
