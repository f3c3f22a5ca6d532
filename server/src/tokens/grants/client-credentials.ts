import type { Grant } from '../grant.ts'

/** RFC 6749 4.4: a client acts for its own team. */
export const clientCredentials: Grant = {
  grantType: 'client_credentials',
  handler: (client, _parameters, tokens) =>
    tokens.issue({
      clientId: client.clientId,
      teamId: client.teamId,
      userId: client.ownerId,
      scope: client.teamId ? `team_api[${client.teamId}]` : 'system',
    }),
}
