import { type Accounts, accountIdOf } from './accounts.ts'
import { findCard } from './cards.ts'
import { answerCheckoutBank, expire, isAsked, type Outcome, payLater, payWithCard, settleLater } from './checkout.ts'
import { copyOf } from './copy.ts'
import { closeDispute, openDispute } from './disputes.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'
import { answerBank } from './intents.ts'
import type { Account, PaymentIntent } from './objects.ts'
import { settleRefund } from './refunds.ts'
import { totalsOf } from './totals.ts'
import type { Post, Webhooks } from './webhooks.ts'
import type { World } from './world.ts'

/** A call of the API as it came in; `status` is null as long as it is not answered, or when it never was. */
export type Heard = {
  method: string
  path: string
  body: string
  idempotencyKey: string | null
  account: string | null
  status: number | null
}

type Parts = {
  world: World
  accounts: Accounts
  webhooks: Webhooks
  disturbances: Disturbances
  heard: Heard[]
}

/** What tests do to the stand-in: what people, banks and networks do to Stripe. */
export function createControl({ world, accounts, webhooks, disturbances, heard }: Parts) {
  function owner<One>(kind: (account: Account) => Map<string, One>, id: string): [Account, One] {
    for (const account of accounts.values()) {
      const one = kind(account).get(id)
      if (one) return [account, one]
    }
    throw new RangeError(`the stand-in has no ${id}`)
  }

  function chargeOf(intentId: string) {
    const [account, intent] = owner<PaymentIntent>(({ intents }) => intents, intentId)
    const charge = account.charges.get(intent.latest_charge ?? '')
    if (!charge) throw new RangeError(`nothing was paid on ${intentId}`)
    return { account, charge }
  }

  return {
    /** Somebody types a card into the page of a session. A bank that asks is answered by `answerBank`. */
    pay(sessionId: string, number = '4242424242424242', email: string | null = null): Outcome {
      const [account, session] = owner(({ sessions }) => sessions, sessionId)
      const card = findCard(number)
      if (!card) throw new RangeError(`${number} is not a test card`)
      return payWithCard(world, account, session, { card, month: 12, year: 2040, email })
    },
    /** Somebody chooses a way to pay that takes days; what becomes of it says `settleLater`. */
    payLater(sessionId: string) {
      const [account, session] = owner(({ sessions }) => sessions, sessionId)
      const card = findCard('4242424242424242')
      if (!card || session.status !== 'open' || session.mode !== 'payment') {
        throw new RangeError(`${sessionId} cannot be paid later`)
      }
      payLater(world, account, session, { card, month: 12, year: 2040, email: null })
    },
    settleLater(sessionId: string, isPaid: boolean) {
      const [account, session] = owner(({ sessions }) => sessions, sessionId)
      settleLater(world, account, session, isPaid)
    },
    /** On the page of the bank, for a session or for a payment. */
    answerBank(id: string, isApproved: boolean): Outcome {
      if (id.startsWith('cs_')) {
        const [account, session] = owner(({ sessions }) => sessions, id)
        if (!isAsked(account, session)) throw new RangeError(`nobody is asked about ${id}`)
        return answerCheckoutBank(world, account, session, isApproved)
      }
      const [account, intent] = owner(({ intents }) => intents, id)
      if (intent.status !== 'requires_action') throw new RangeError(`nobody is asked about ${id}`)
      answerBank(world, account, intent, isApproved)
      return isApproved ? { is: 'done' } : { is: 'declined', words: intent.last_payment_error?.message ?? '' }
    },
    /** As if the time of a session were over. */
    expire(sessionId: string) {
      const [account, session] = owner(({ sessions }) => sessions, sessionId)
      if (session.status !== 'open') throw new RangeError(`${sessionId} is not open`)
      session.expires_at = world.now()
      expire(world, account, session)
    },
    /** The id of the dispute. */
    dispute(intentId: string, reason = 'product_not_received'): string {
      const { account, charge } = chargeOf(intentId)
      return openDispute(world, account, charge, reason).id
    },
    closeDispute(disputeId: string, status: 'won' | 'lost') {
      const [account, dispute] = owner(({ disputes }) => disputes, disputeId)
      closeDispute(world, account, dispute, status)
    },
    /** Refunds stay on their way from now on, until `settleRefund` says what becomes of each. */
    slowRefunds: disturbances.slowRefunds,
    /** Also one that had arrived can fail: the bank sends it back. */
    settleRefund(refundId: string, isDone: boolean) {
      const [account, refund] = owner(({ refunds }) => refunds, refundId)
      settleRefund(world, account, refund, isDone)
    },
    /** The object is gone, and asking for it is a 404. */
    forget(id: string) {
      for (const account of accounts.values()) {
        for (const kind of Object.values(account)) if (kind instanceof Map) kind.delete(id)
      }
    },
    /** The key is not good any more. */
    revoke(key: string) {
      const account = accounts.get(accountIdOf(key))
      if (account) account.isRevoked = true
    },
    /** Webhooks are lost, doubled or held from now on. */
    changePost(change: Partial<Post>) {
      webhooks.change(change)
    },
    release: webhooks.release,
    heldWebhooks: webhooks.heldTypes,
    deliveries: webhooks.deliveries,
    /** The next calls of the API go wrong, or are answered late. */
    disturb(disturbance: Disturbance) {
      disturbances.add(disturbance)
    },
    /** Nothing goes wrong any more. */
    calm() {
      disturbances.clear()
      webhooks.calm()
    },
    calls: (): Heard[] => copyOf(heard),
    /** What is in the accounts, or in that of one key. */
    totals(key?: string) {
      const id = key === undefined ? null : accountIdOf(key)
      return totalsOf([...accounts.values()].filter((account) => id === null || account.id === id))
    },
  }
}
export type Control = ReturnType<typeof createControl>
