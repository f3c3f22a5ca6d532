import { GrantPage, GrantParams, GrantsQuery, MemberParams } from '@anteroom/contract/api/grants'
import { Done } from '@anteroom/contract/api/participants'
import {
  Application,
  Client,
  Contact,
  FrameOrigins,
  maxClients,
  NewApplication,
  NewClient,
  NewTeam,
  NewTeamClient,
  Opening,
  Team,
  TeamParams,
} from '@anteroom/contract/api/teams'
import { UserParams } from '@anteroom/contract/api/users'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from '../ground/problem-error.ts'
import { declareAnswers } from '../http/access.ts'
import { anyCaller, teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { Teams } from './service.ts'

/** For whoever acts for a team. */
export function teamRoutes(teams: Teams) {
  return async (scope: FastifyInstance) => {
    scope.get(
      '/user/team',
      {
        config: { permission: 'any' },
        schema: {
          ...operation('Team', 'getTeam', 'Read the team of the token'),
          response: declareAnswers(Team, 'not-found'),
        },
      },
      async (request) => {
        const team = await teams.find(teamCaller(request).teamId)
        if (!team) throw new ProblemError('not-found')
        return team
      },
    )
  }
}

/** For the system client, and for the admins of the team that is named; the service looks at who it is. */
export function teamAdminRoutes(teams: Teams) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/teams/:teamId/clients',
      {
        schema: {
          ...operation(
            'Provisioning',
            'createTeamClient',
            'Make an API client of a team',
            `The secret is shown this once. A team has at most ${maxClients}.`,
          ),
          params: TeamParams,
          body: NewTeamClient,
          response: declareAnswers(Client, 'conflict'),
        },
      },
      async (request) => teams.createTeamClient(anyCaller(request), request.params.teamId, request.body),
    )

    scope.get(
      '/teams/:teamId/frame-origins',
      {
        schema: {
          ...operation('Team', 'getFrameOrigins', 'Read which sites may show the rooms of a team in a frame'),
          params: TeamParams,
          response: declareAnswers(FrameOrigins),
        },
      },
      async (request) => teams.readFrameOrigins(anyCaller(request), request.params.teamId),
    )

    scope.put(
      '/teams/:teamId/frame-origins',
      {
        schema: {
          ...operation(
            'Team',
            'setFrameOrigins',
            'Say which sites may show the rooms of a team in a frame',
            'Holds for pages that are opened from then on. What the server allows at all (`FRAME_ANCESTORS`) goes before it.',
          ),
          params: TeamParams,
          body: FrameOrigins,
          response: declareAnswers(FrameOrigins),
        },
      },
      async (request) => teams.setFrameOrigins(anyCaller(request), request.params.teamId, request.body),
    )

    scope.get(
      '/teams/:teamId/contact',
      {
        schema: {
          ...operation('Team', 'getContact', 'Read how people reach a team'),
          params: TeamParams,
          response: declareAnswers(Contact),
        },
      },
      async (request) => teams.readContact(anyCaller(request), request.params.teamId),
    )

    scope.put(
      '/teams/:teamId/contact',
      {
        schema: {
          ...operation(
            'Team',
            'setContact',
            'Say how people reach a team',
            'Shown where a page asks somebody to contact the team: they are early, the appointment is over or cancelled, nobody can let them in.',
          ),
          params: TeamParams,
          body: Contact,
          response: declareAnswers(Contact),
        },
      },
      async (request) => teams.setContact(anyCaller(request), request.params.teamId, request.body),
    )

    scope.get(
      '/teams/:teamId/opening',
      {
        schema: {
          ...operation('Team', 'getOpening', "Read how early a team's sessions open"),
          params: TeamParams,
          response: declareAnswers(Opening),
        },
      },
      async (request) => teams.readOpening(anyCaller(request), request.params.teamId),
    )

    scope.put(
      '/teams/:teamId/opening',
      {
        schema: {
          ...operation(
            'Team',
            'setOpening',
            "Say how early a team's sessions open",
            'Holds for sessions that do not say so themselves, those that are booked already too. Pages that are open learn of it when something changes in their session.',
          ),
          params: TeamParams,
          body: Opening,
          response: declareAnswers(Opening),
        },
      },
      async (request) => teams.setOpening(anyCaller(request), request.params.teamId, request.body),
    )

    scope.post(
      '/teams/:teamId/applications',
      {
        schema: {
          ...operation(
            'Provisioning',
            'createApplication',
            'Make an application',
            `Users of other teams can let it act for them. A team has at most ${maxClients}.`,
          ),
          params: TeamParams,
          body: NewApplication,
          response: declareAnswers(Application, 'conflict'),
        },
      },
      async (request) => teams.createApplication(anyCaller(request), request.params.teamId, request.body),
    )

    scope.get(
      '/teams/:teamId/grants',
      {
        config: { reads: 'grant.list' },
        schema: {
          ...operation('Team', 'listGrants', 'List what applications may do for a team, and who let them in'),
          params: TeamParams,
          querystring: GrantsQuery,
          response: declareAnswers(GrantPage),
        },
      },
      async (request) => teams.listGrants(anyCaller(request), request.params.teamId, request.query),
    )

    scope.delete(
      '/teams/:teamId/grants/:grantId',
      {
        schema: {
          ...operation(
            'Team',
            'withdrawGrant',
            'Take back what an application may do',
            'Ends all by which that user let that application in, however often: refresh tokens at once, access tokens within 5 seconds. What other users allowed stays; once nobody of the team allows it webhooks any more, nothing is sent to those that it registered.',
          ),
          params: GrantParams,
          response: declareAnswers(Done),
        },
      },
      async (request) => {
        const { teamId, grantId } = request.params
        await teams.withdrawGrant(anyCaller(request), teamId, grantId)
        return { ok: true as const }
      },
    )

    scope.delete(
      '/teams/:teamId/members/:userId',
      {
        schema: {
          ...operation(
            'Team',
            'removeMember',
            'Take a user out of a team',
            'API clients that act for them, and applications that they let in, end with that. The last admin stays.',
          ),
          params: MemberParams,
          response: declareAnswers(Done, 'conflict'),
        },
      },
      async (request) => {
        const { teamId, userId } = request.params
        await teams.removeMember(anyCaller(request), teamId, userId)
        return { ok: true as const }
      },
    )
  }
}

/** For the system client alone. */
export function teamSetupRoutes(teams: Teams) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/users/:userId/teams',
      {
        schema: {
          ...operation('Provisioning', 'createTeam', 'Make a team', 'The user becomes its admin.'),
          params: UserParams,
          body: NewTeam,
          response: declareAnswers(Team, 'conflict'),
        },
      },
      async (request) => teams.create(anyCaller(request), request.body, request.params.userId),
    )

    scope.post(
      '/system/clients',
      {
        schema: {
          ...operation(
            'Provisioning',
            'createClient',
            'Make an API client that acts for a user',
            'The secret is shown this once.',
          ),
          body: NewClient,
          response: declareAnswers(Client, 'conflict'),
        },
      },
      async (request) => teams.createOwnedClient(anyCaller(request), request.body),
    )
  }
}
