import type { Users } from '../../users/service.ts'
import { type Client, type GrantType, TokenRefusal } from '../grant.ts'
import type { Tokens } from '../service.ts'

/** RFC 6749 4.3: a user hands their password to a client. Only for those who cannot do without it. */
export const password = ({ users, tokens }: { users: Users; tokens: Tokens }): GrantType => ({
  grantType: 'password',
  needsSecret: true,
  async handler(client, parameters, ip) {
    const { username, password } = parameters
    if (!username || !password)
      throw new TokenRefusal('invalid_request', 'The parameters username and password are both needed.')
    const signedIn = await users.signIn(username, password, ip)
    if ('waitSeconds' in signedIn)
      throw new TokenRefusal('temporarily_unavailable', 'Too many wrong passwords.', signedIn.waitSeconds)
    const found = 'wrong' in signedIn ? null : await teamFor(client, signedIn.userId, tokens)
    // To a client of another team a user is nobody, and nobody has a password.
    if ('wrong' in signedIn || !found)
      throw new TokenRefusal('invalid_grant', 'The username and the password do not belong together.')
    return tokens.issue({
      clientId: client.clientId,
      teamId: found.teamId,
      userId: signedIn.userId,
      scope: found.teamId ? `team_api[${found.teamId}]` : 'user',
      grantType: 'password',
    })
  },
})

/** The client's own team; for the system client the user's oldest one, or none. Null where the user is not in it. */
async function teamFor(client: Client, userId: string, tokens: Tokens): Promise<{ teamId: string | null } | null> {
  if (client.teamId === null) return { teamId: await tokens.oldestTeam(userId) }
  return (await tokens.isMember(client.teamId, userId)) ? { teamId: client.teamId } : null
}
