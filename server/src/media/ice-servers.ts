import { createHmac } from 'node:crypto'
import type { IceServer } from '@anteroom/contract/realtime'
import type { Config } from '../config.ts'
import type { Clock } from '../ids.ts'

type Parts = { config: Pick<Config, 'stunUrls' | 'turnUrls' | 'turnSecret' | 'turnTtlSeconds'>; clock: Clock }

/**
 * The ICE servers of one visit. TURN credentials are good for a time only, as coturn's `use-auth-secret` has it: the
 * user name is the second at which they end, and who they are for; the password its HMAC-SHA1 under the shared secret.
 */
export function createIceServers({ config, clock }: Parts): (visitId: string) => IceServer[] {
  const { stunUrls, turnUrls, turnSecret, turnTtlSeconds } = config
  return (visitId) => {
    const servers: IceServer[] = []
    if (stunUrls.length > 0) servers.push({ urls: [...stunUrls] })
    if (turnUrls.length > 0 && turnSecret) {
      const end = Math.floor(clock.now().getTime() / 1000) + turnTtlSeconds
      const username = `${end}:${visitId}`
      const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
      servers.push({ urls: [...turnUrls], username, credential, until: new Date(end * 1000).toISOString() })
    }
    return servers
  }
}
