import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { type Clock, systemClock } from '../../ground/clock.ts'
import { takeRandom } from '../../ground/random.ts'
import { type Cause, createApi } from './api.ts'
import { expireDue } from './checkout.ts'
import { type Control, createControl, type Heard } from './control.ts'
import { copyOf } from './copy.ts'
import { createDisturbances } from './disturbances.ts'
import { keepAccounts, readAccounts } from './file.ts'
import { createListener } from './http.ts'
import type { StripeEvent } from './objects.ts'
import { createPages } from './page-routes.ts'
import { createWebhooks } from './webhooks.ts'
import type { World } from './world.ts'

type Options = {
  port?: number
  host?: string
  /** By what name people's browsers reach its pages, when not by that of `host`. */
  publicHost?: string
  clock?: Clock
  /** Where everything is kept, to be there after the next start. */
  file?: string
  /** The waits before a webhook that was not taken is sent again. */
  retriesMs?: readonly number[]
}

export type StripeStandIn = { url: string; control: Control; totals: Control['totals']; stop(): Promise<void> }

const mostEvents = 20_000

/**
 * A server that answers as Stripe does, for tests and for the demo: Stripe's own library works against it, people pay on
 * its pages with test cards, and it sends signed webhooks. No money moves, and nothing leaves this machine. What it cannot
 * do it refuses, and so it does with every parameter that it does not know.
 */
export async function startStripeStandIn(options: Options = {}): Promise<StripeStandIn> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, file, retriesMs = [200, 1_000, 5_000, 30_000] } = options
  const stopping = new AbortController()
  const accounts = file === undefined ? new Map() : await readAccounts(file)
  const keeper = file === undefined ? null : keepAccounts(file, accounts)
  const now = () => Math.floor(clock.now().getTime() / 1000)
  const webhooks = createWebhooks({ signal: stopping.signal, now, retriesMs })
  const disturbances = createDisturbances()
  const heard: Heard[] = []
  let cause: Cause = { id: null, idempotency_key: null }
  let taken = port
  let url = ''
  const urlOf = (name: string) => `http://${/^[^[].*:/.test(name) ? `[${name}]` : name}:${taken}`

  const world: World = {
    now,
    id: (prefix) => prefix + takeRandom(12).toString('hex'),
    pageUrl: (path) => (options.publicHost === undefined ? url : urlOf(options.publicHost)) + path,
    hasSlowRefunds: () => disturbances.hasSlowRefunds(),
    happen(account, type, object) {
      const event: StripeEvent = {
        id: world.id('evt_'),
        object: 'event',
        api_version: Stripe.API_VERSION,
        created: now(),
        data: { object: copyOf(object) },
        livemode: account.isLive,
        pending_webhooks: 0,
        request: cause,
        type,
      }
      account.events.set(event.id, event)
      const [oldest] = account.events.keys()
      if (account.events.size > mostEvents && oldest !== undefined) account.events.delete(oldest)
      webhooks.publish(account, event)
    },
  }

  const control = createControl({ world, accounts, webhooks, disturbances, heard })
  const server = createServer(
    createListener({
      api: createApi({
        world,
        accounts,
        isCausedBy(request) {
          cause = request ?? { id: null, idempotency_key: null }
        },
      }),
      pages: createPages({ world, accounts }),
      control,
      disturbances,
      heard,
      signal: stopping.signal,
      // What cannot be written now is tried again with the next change; `stop` says what is in the way.
      changed: () => void keeper?.change().catch(() => undefined),
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  taken = (server.address() as AddressInfo).port
  url = urlOf(host)
  const looking = setInterval(() => {
    for (const account of accounts.values()) expireDue(world, account)
  }, 1_000)
  looking.unref()

  return {
    url,
    control,
    totals: control.totals,
    async stop() {
      clearInterval(looking)
      stopping.abort()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await keeper?.change()
    },
  }
}
