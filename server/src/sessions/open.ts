import type { Config } from '../config.ts'
import type { Database } from '../db/pool.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Tell } from '../ground/news.ts'
import { createPortions } from '../ground/portions.ts'
import type { Ledger } from '../ledger/service.ts'
import { createFees } from '../payments/fees.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Visits } from '../visits/service.ts'
import { createLinks, linkSecret } from './seats/links.ts'
import { createParticipants } from './seats/service.ts'
import { createSessions } from './service.ts'

type Parts = {
  config: Pick<Config, 'publicUrl' | 'extraUrlSchemes' | 'turnUrls'>
  database: Database
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  tell: Tell
  visits: Visits
}

/** Sessions and their seats, for whoever serves them and for the command line. */
export async function openSessions({ config, database, sealing, clock, ids, ledger, tell, visits }: Parts) {
  const { publicUrl, extraUrlSchemes, turnUrls } = config
  const fees = createFees({ db: database.kysely, sealing, clock, ids, ledger })
  const common = { clock, ids, ledger, fees, tell }
  const links = createLinks({ secret: await sealing.secret(linkSecret), publicUrl })
  const portions = createPortions()
  const participants = createParticipants({ ...common, db: database.kysely, sealing, visits, links, portions })
  const hasRelay = turnUrls.length > 0
  return {
    links,
    participants,
    sessions: createSessions({ ...common, database, sealing, participants, visits, extraUrlSchemes, hasRelay }),
  }
}
