import type { SignIn } from '../../users/sign-in.ts'
import { type Client, type GrantType, TokenRefusal } from '../grant.ts'
import type { Tokens } from '../service.ts'

/** RFC 6749 4.3: a user hands their password to a client. Only for those who cannot do without it. */
export const password = ({ signIn, tokens }: { signIn: SignIn; tokens: Tokens }): GrantType => ({
  grantType: 'password',
  needsSecret: true,
  async handler(client, parameters, ip) {
    const { username, password } = parameters
    if (!username || !password)
      throw new TokenRefusal('invalid_request', 'The parameters username and password are both needed.')
    // All users of a client come from its address, so the client is the place, and the device too.
    const place = `client ${client.clientId}`
    const signedIn = await signIn.check({ email: username, password, place, device: place, ip, isOfClient: true })
    if ('waitSeconds' in signedIn) {
      const why = signedIn.isBusy ? 'Too many sign in at this moment.' : 'Too many wrong passwords.'
      throw new TokenRefusal('temporarily_unavailable', why, signedIn.waitSeconds)
    }
    const found = 'wrong' in signedIn ? null : await teamFor(client, signedIn.userId, tokens)
    // To a client of another team a user is nobody, and nobody has a password.
    if ('wrong' in signedIn || !found)
      throw new TokenRefusal('invalid_grant', 'The username and the password do not belong together.')
    return tokens.issue(
      {
        clientId: client.clientId,
        teamId: found.teamId,
        userId: signedIn.userId,
        scope: found.teamId ? `team_api[${found.teamId}]` : 'user',
        grantType: 'password',
      },
      { secretHash: client.secretHash, passwordHash: signedIn.passwordHash },
    )
  },
})

/** The client's own team; for the system client the user's oldest one, or none. Null where the user is not in it. */
async function teamFor(client: Client, userId: string, tokens: Tokens): Promise<{ teamId: string | null } | null> {
  if (client.teamId === null) return { teamId: await tokens.oldestTeam(userId) }
  return (await tokens.isMember(client.teamId, userId)) ? { teamId: client.teamId } : null
}
