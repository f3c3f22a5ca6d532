import type { Config } from '../config.ts'
import type { Database } from '../db/pool.ts'
import type { Clock } from '../ground/clock.ts'
import { createIceServers } from '../media/ice-servers.ts'
import { createMonitoring } from '../monitoring/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { lookAtDatabase } from './database.ts'
import { broken, type Finding, fine, reasonOf } from './findings.ts'
import { lookAtPublicUrl } from './public-url.ts'
import { passFor, secretName } from './seen.ts'
import { lookAtRelays } from './turn.ts'
import { lookAtWork } from './work.ts'

const patienceMs = 5_000

type Parts = {
  config: Config
  clock: Clock
  /** The database as whoever runs the service knows it, and what opens it. */
  opened: { database: Database; name: string; sealing: Sealing }
}

/** Looks at all that a server needs around it, one thing beside the other. */
export async function examine({ config, clock, opened: { database, name, sealing } }: Parts): Promise<Finding[]> {
  const pass = passFor(await sealing.secret(secretName), clock.now())
  const { publicUrl } = config
  const looks = [
    lookAtDatabase({ database, name, config }),
    createMonitoring({ db: database.kysely, clock })().then(lookAtWork),
    lookAtPublicUrl({ publicUrl, pass, now: clock.now() }),
    lookAtRelays(createIceServers({ config, clock })('doctor')),
    // The demo has a stand-in, which nobody else is told of.
    config.production ? lookAtStripe(config.stripeApiUrl, database) : [],
  ]
  return (await Promise.all(looks)).flat()
}

/** Only where somebody takes payments. */
async function lookAtStripe(url: string, { kysely }: Database): Promise<Finding[]> {
  const account = await kysely
    .selectFrom('payment_accounts')
    .select('account_id')
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!account) return []
  try {
    await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' })
    return [fine('Stripe', `${url} answers.`)]
  } catch (error) {
    const { cause = error } = error as Error
    const remedy = 'Let this machine out to it: people cannot pay at the door, and charges wait.'
    return [broken('Stripe', `${url} cannot be reached from here: ${reasonOf(cause)}.`, remedy)]
  }
}
