import path from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import type { PaymentAccounts } from '../payments/accounts.ts'
import { keyHint } from '../payments/key-rules.ts'
import { startStripeStandIn } from './stripe/stand-in.ts'

/** Good at the stand-in alone: Stripe gives no such key to anybody. */
const secretKey = 'sk_test_anteroomdemo'

export type DemoStripe = { url: string; secretKey: string }

type Parts = { config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'dataDir'>; clock: Clock; log: Logger }

/**
 * Where the demo's payments go. It is for looking at: what keeps it from starting keeps nothing else, and then it is
 * null. The next port is easy to guess for whoever opens one in a firewall; where it is taken, any will do.
 */
export async function startDemoStripe({ config, clock, log }: Parts) {
  const { host, port, publicUrl, dataDir } = config
  const start = (wanted: number) =>
    startStripeStandIn({
      host,
      port: wanted,
      publicHost: new URL(publicUrl).hostname,
      file: path.join(dataDir, 'stripe-stand-in.json'),
      clock,
    })
  try {
    const standIn = await (port < 65_535 ? start(port + 1).catch(() => start(0)) : start(0))
    const stop = () => standIn.stop().catch((err: unknown) => writeLine(log, 'demo-payments-lost', { err }))
    return { url: standIn.url, secretKey, stop }
  } catch (error) {
    writeLine(log, 'demo-payments-missing', { err: error })
    return null
  }
}

/** The account that the stand-in keeps for the demo's team: its id. */
export async function keepDemoAccount(accounts: PaymentAccounts, caller: TeamCaller): Promise<string> {
  const known = (await accounts.list(caller)).content.find(({ key_hint }) => key_hint === keyHint(secretKey))
  const { account_id } = known ?? (await accounts.add(caller, { name: 'Demo account', secret_key: secretKey }))
  return account_id
}
