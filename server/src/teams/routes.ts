import { Team } from '@anteroom/contract/api/teams'
import type { FastifyInstance } from 'fastify'
import { answers } from '../http/answers.ts'
import { teamCaller } from '../http/authentication.ts'
import { ProblemError } from '../http/problems.ts'
import type { Teams } from './service.ts'

export function teamRoutes(teams: Teams) {
  return async (scope: FastifyInstance) => {
    scope.get('/user/team', { schema: { response: answers(Team, 'not-found') } }, async (request) => {
      const team = await teams.find(teamCaller(request).teamId)
      if (!team) throw new ProblemError('not-found')
      return { team_id: team.team_id, teamId: team.team_id, name: team.name, subdomain: team.subdomain }
    })
  }
}
