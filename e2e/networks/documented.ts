import { readFileSync } from 'node:fs'
import path from 'node:path'

const page = path.join(import.meta.dirname, '../../docs/self-hosting.md')

/** What the page on self-hosting tells people to write down for TURN; these tests run just that. */
export type Documented = {
  /** Of coturn, as it stands in `/etc/turnserver.conf`. */
  turnserverConf: string
  /** Of the server. */
  settings: Record<'STUN_URLS' | 'TURN_URLS' | 'TURN_SECRET', string>
  relayAddress: string
}

export function readDocumented(): Documented {
  const [, chapter = ''] = readFileSync(page, 'utf8').split(/^## TURN$/m)
  const [turnserverConf = '', environment = ''] = [...chapter.matchAll(/^```(?:\w*)\n(.+?)^```$/gms)].map(
    ([, block]) => block,
  )
  const settings = Object.fromEntries(
    [...environment.matchAll(/^([A-Z_]+)="?([^"\n]+)"?$/gm)].map(([, name, value]) => [name, value]),
  )
  const [, relayAddress] = /^listening-ip=(.+)$/m.exec(turnserverConf) ?? []
  const { STUN_URLS, TURN_URLS, TURN_SECRET } = settings
  if (!STUN_URLS || !TURN_URLS || !TURN_SECRET || !relayAddress) {
    throw new Error(`${page} has no coturn with listening-ip, or no STUN_URLS, TURN_URLS and TURN_SECRET below it`)
  }
  return { turnserverConf, settings: { STUN_URLS, TURN_URLS, TURN_SECRET }, relayAddress }
}
