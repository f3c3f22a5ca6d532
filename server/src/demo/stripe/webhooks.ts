import { setTimeout as delay } from 'node:timers/promises'
import Stripe from 'stripe'
import type { Account, Endpoint, StripeEvent } from './objects.ts'

/** What becomes of webhooks on their way. */
export type Post = {
  /** So many are lost, as if their receiver had never been told. */
  lose: number | 'all'
  /** Each comes twice. */
  isDoubled: boolean
  /** They wait until they are let go. */
  isHeld: boolean
}

/** `status` is null when nobody answered. */
export type Delivery = { endpoint: string; event: string; type: string; status: number | null }

type Sending = { account: Account; endpoint: Endpoint; event: StripeEvent }
type Parts = { signal: AbortSignal; now: () => number; retriesMs: readonly number[] }

const timeoutMs = 10_000
const mostRemembered = 10_000
/** Only signs: it is never asked anything. */
const { webhooks: signer } = new Stripe('sk_test_signs')

export function createWebhooks({ signal, now, retriesMs }: Parts) {
  const usual: Post = { lose: 0, isDoubled: false, isHeld: false }
  let post = { ...usual }
  let held: Sending[] = []
  const deliveries: Delivery[] = []

  async function deliver({ account, endpoint, event }: Sending) {
    const payload = JSON.stringify(event)
    for (const waitMs of [0, ...retriesMs]) {
      // An endpoint that is gone, or stopped, gets nothing more.
      const secret = account.secrets.get(endpoint.id)
      await delay(waitMs, undefined, { signal })
      if (!secret || endpoint.status !== 'enabled') return
      const status = await send(endpoint.url, payload, secret)
      if (signal.aborted) return
      deliveries.push({ endpoint: endpoint.id, event: event.id, type: event.type, status })
      if (deliveries.length > mostRemembered) deliveries.shift()
      if (status !== null && status >= 200 && status < 300) {
        event.pending_webhooks = Math.max(0, event.pending_webhooks - 1)
        return
      }
    }
  }

  async function send(url: string, payload: string, secret: string): Promise<number | null> {
    const signature = signer.generateTestHeaderString({ payload, secret, timestamp: now() })
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (stand-in)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      await answer.body?.cancel()
      return answer.status
    } catch {
      // Whatever keeps it from getting there: an address where nobody is, a broken line, too long a wait.
      return null
    }
  }

  function start(sending: Sending) {
    // After whoever caused it has been answered, as at Stripe.
    setImmediate(() => void deliver(sending).catch(unlessStopped))
  }

  function unlessStopped(error: unknown) {
    if (!signal.aborted) throw error
  }

  return {
    /** To each endpoint of the account that wants events of this kind. */
    publish(account: Account, event: StripeEvent) {
      const wanting = [...account.endpoints.values()].filter(
        ({ status, enabled_events }) =>
          status === 'enabled' && (enabled_events.includes('*') || enabled_events.includes(event.type)),
      )
      event.pending_webhooks = wanting.length
      for (const endpoint of wanting) {
        if (post.lose === 'all') continue
        if (post.lose > 0) {
          post.lose -= 1
          continue
        }
        const sendings = Array(post.isDoubled ? 2 : 1).fill({ account, endpoint, event }) as Sending[]
        if (post.isHeld) held.push(...sendings)
        else for (const sending of sendings) start(sending)
      }
    },
    change(changes: Partial<Post>) {
      post = { ...post, ...changes }
    },
    /** Lets go what is held, each after the one before has come, and holds nothing any more. */
    async release(order: 'as made' | 'reversed' = 'as made') {
      const free = order === 'reversed' ? held.reverse() : held
      held = []
      post.isHeld = false
      for (const sending of free) await deliver(sending)
      return free.length
    },
    /** As if nothing had ever been wrong; what is held is lost. */
    calm() {
      post = { ...usual }
      held = []
    },
    heldTypes: () => held.map(({ event }) => event.type),
    deliveries: () => [...deliveries],
  }
}
export type Webhooks = ReturnType<typeof createWebhooks>
