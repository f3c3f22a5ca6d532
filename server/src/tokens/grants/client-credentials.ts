import type { GrantType } from '../grant.ts'
import type { Tokens } from '../service.ts'

/** RFC 6749 4.4: a client acts for its own team. */
export const clientCredentials = (tokens: Tokens): GrantType => ({
  grantType: 'client_credentials',
  needsSecret: true,
  handler: (client) =>
    tokens.issue(
      {
        clientId: client.clientId,
        teamId: client.teamId,
        userId: client.ownerId,
        scope: client.teamId ? `team_api[${client.teamId}]` : 'system',
        grantType: 'client_credentials',
      },
      client,
    ),
})
