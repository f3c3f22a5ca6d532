import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Tell } from '../ground/news.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Teams } from '../teams/service.ts'
import type { Visits } from '../visits/service.ts'
import { createPaymentAccounts } from './accounts.ts'
import { askingUnless } from './leaving.ts'
import { createPaymentLists } from './lists.ts'
import type { OpenProvider } from './provider.ts'
import { createPayments, type Payments } from './service.ts'
import { createStripe } from './stripe/gateway.ts'

type Parts = {
  config: Pick<Config, 'publicUrl' | 'stripeApiUrl'>
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  tell: Tell
  log: Logger
  teams: Pick<Teams, 'find' | 'needOwnManager'>
  visits: Pick<Visits, 'load'>
  /** The key with which the demo's account is opened, and where: every other key goes to Stripe. */
  standIn?: { url: string; secretKey: string } | null | undefined
  /** Whether nothing may be asked of a provider for now. */
  isPaused?: () => boolean
  /** Aborted when the process ends. */
  ending: AbortSignal
  /** What tests are in more of a hurry with; see `createPayments`. */
  patienceMs?: number | undefined
}

/** Payments and the accounts that they go to, for whoever serves them and for the command line. */
export function openPayments({
  config,
  teams,
  visits,
  tell,
  standIn,
  isPaused = () => false,
  ending,
  patienceMs,
  ...common
}: Parts) {
  const { publicUrl, stripeApiUrl } = config
  const openStripe = createStripe({ apiBase: stripeApiUrl })
  const openStandIn = standIn ? createStripe({ apiBase: standIn.url }) : null
  const openProvider: OpenProvider = askingUnless(isPaused, ending, (account) =>
    openStandIn && account.secretKey === standIn?.secretKey ? openStandIn(account) : openStripe(account),
  )
  const accounts = createPaymentAccounts({
    ...common,
    teams,
    openProvider,
    publicUrl,
    endUnknown: (caller, accountId) => payments.endUnknown(caller, accountId),
  })
  const lists = createPaymentLists(common)
  const payments: Payments = createPayments({
    ...common,
    tell,
    visits,
    openAccount: accounts.provider,
    answer: (trx, { teamId, paymentId }) => lists.get(trx, teamId, paymentId),
    payeeOf: async (teamId) => (await teams.find(teamId))?.name ?? '',
    publicUrl,
    patienceMs,
  })
  return { accounts, payments, lists }
}
