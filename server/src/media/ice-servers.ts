import { createHmac } from 'node:crypto'
import type { IceServer } from '@anteroom/contract/realtime'
import type { Config } from '../config.ts'
import type { Clock } from '../ground/clock.ts'

type Parts = { config: Pick<Config, 'stunUrls' | 'turnUrls' | 'turnSecret' | 'turnTtlSeconds'>; clock: Clock }

/**
 * The ICE servers for one user of the relay: the browser that has a visit, or all others with its link. TURN
 * credentials are good for a time only, as coturn's `use-auth-secret` has it: the user name is the second at which they
 * end, and who they are for; the password its HMAC-SHA1 under the shared secret. All that are made within half of that
 * time are the same, so that each user has two names at once and no more, and a quota for each user (coturn's
 * `user-quota`) limits what they can take.
 */
export function createIceServers({ config, clock }: Parts): (user: string) => IceServer[] {
  const { stunUrls, turnUrls, turnSecret, turnTtlSeconds } = config
  return (user) => {
    const servers: IceServer[] = []
    if (stunUrls.length > 0) servers.push({ urls: [...stunUrls] })
    if (turnUrls.length > 0 && turnSecret) {
      const half = Math.ceil(turnTtlSeconds / 2)
      const end = (Math.floor(clock.now().getTime() / 1000 / half) + 2) * half
      const username = `${end}:${user}`
      const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
      servers.push({ urls: [...turnUrls], username, credential, until: new Date(end * 1000).toISOString() })
    }
    return servers
  }
}
