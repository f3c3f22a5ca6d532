import { setTimeout } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Changed, Changes } from './changes.ts'
import { isGivenUp, learnCharge } from './charge-rules.ts'
import { checkoutMade, learnCheckout, leftUnmade } from './checkout-rules.ts'
import { type ChargeFacts, type Provider, ProviderError, type RefundFacts } from './provider.ts'
import { isGivenBack, learnPayment, learnRefund } from './refund-rules.ts'
import { type Attempt, isPending, type Payment, refused, withAttempt } from './rules.ts'
import { findPayment } from './store.ts'
import type { Cause } from './written.ts'

export type Pursuit = ReturnType<typeof createPursuit>

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  changes: Changes
  /** The provider with an account's key; null where the account is gone. */
  openAccount(accountId: string): Promise<Provider | null>
  /** Where the browser comes back to from a page to pay on. */
  returnUrl(attemptId: string): string
  payeeOf(teamId: string): Promise<string>
}

/**
 * A provider gives the same answer to the same key again, also one that says nothing but that something went wrong. After so
 * long it is not asked to do the same once more, but whether it has.
 */
const unclearMs = 10 * 60_000
/** The provider makes no page that ends within half an hour. */
const shortestPageMs = 31 * 60_000
/** After how long what moves money is asked for once more, while whoever wants it waits. */
const repeatAfterMs = [500, 1_000]

/** Asks the provider what became of what it was asked for, and writes it down. It may be done twice, or by two at once. */
export function createPursuit({ db, sealing, clock, ids, changes, openAccount, returnUrl, payeeOf }: Parts) {
  const making = () => ({ now: clock.now(), newId: ids.sorted() })

  async function pursue(attemptId: string, cause: Cause): Promise<void> {
    const payment = await findPayment(db, sealing, { attemptId })
    const attempt = payment?.attempts.find((one) => one.attemptId === attemptId)
    if (!payment || !attempt || !isPending(attempt)) return
    const learn = (decide: (payment: Payment) => Payment) =>
      changes.change({ attemptId }, (now) => ({ payment: decide(now) }), { cause })
    const provider = await openAccount(attempt.accountId)
    if (!provider) {
      if (mayHaveMoved(payment, attempt, cause)) throw new ProviderError('refused-key', 'the key does not open')
      return void (await learn((now) => given(now, attempt)))
    }
    try {
      await follow(await ask({ provider, payment, attempt, learn }), attemptId, cause)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      if (error.why === 'unreachable' || error.why === 'busy') throw error
      // With another key it may be answered.
      if (error.why === 'refused-key' && mayHaveMoved(payment, attempt, cause)) throw error
      // What was taken twice is owed to somebody: it is asked for until it has gone back.
      if (isGivenBack(payment, attempt)) throw error
      await learn((now) => given(now, attempt))
    }
  }

  /**
   * Whether money may have gone from one to another by it without our knowing. A page that nobody was sent to takes none;
   * nor does a charge or a refund that is asked for the first time, by whoever wants it.
   */
  function mayHaveMoved(payment: Payment, attempt: Attempt, cause: Cause): boolean {
    if (attempt.state === 'open' || isGivenBack(payment, attempt)) return true
    const isFirst = attempt.looks === 0 && (cause === 'api' || cause === 'room')
    return attempt.kind !== 'checkout' && !isFirst
  }

  const isUnclear = (createdAt: Date) => clock.now().getTime() - createdAt.getTime() > unclearMs

  /**
   * What moves money is repeated here and not by a provider's library, so that it is seen each time whether its key is too old:
   * between two tries a machine may have slept for a day.
   */
  async function moved<Facts>(createdAt: Date, move: () => Promise<Facts>, look: () => Promise<Facts>): Promise<Facts> {
    for (const pauseMs of repeatAfterMs) {
      if (isUnclear(createdAt)) return look()
      try {
        return await move()
      } catch (error) {
        if (!(error instanceof ProviderError) || error.why !== 'unreachable') throw error
      }
      await setTimeout(pauseMs)
    }
    return isUnclear(createdAt) ? look() : move()
  }

  /** What was refused for good: nothing comes of it. */
  function given(payment: Payment, attempt: Attempt): Payment {
    if (attempt.state === 'making') {
      return refused(payment, attempt.attemptId)
    }
    const isOver = payment.attempts.some((one) => one.attemptId === attempt.attemptId && !isPending(one))
    return isOver ? payment : withAttempt(payment, attempt.attemptId, { state: 'closed', lookAt: null })
  }

  type Asking = {
    provider: Provider
    payment: Payment
    attempt: Attempt
    learn(decide: (payment: Payment) => Payment): Promise<Changed>
  }

  async function ask(asking: Asking): Promise<Changed> {
    switch (asking.attempt.kind) {
      case 'checkout':
        return asking.attempt.state === 'making' ? makeCheckout(asking) : lookAtCheckout(asking)
      case 'charge':
        return askCharge(asking)
      case 'refund':
        return askRefund(asking)
      default:
        return asking.attempt.kind satisfies never
    }
  }

  async function makeCheckout({ provider, payment, attempt, learn }: Asking): Promise<Changed> {
    const { attemptId, expiresAt } = attempt
    const isLate = !expiresAt || expiresAt.getTime() - clock.now().getTime() < shortestPageMs
    // Nobody was ever sent there.
    if (!attempt.isWanted || isLate) {
      return learn((now) => leftUnmade(now, attemptId))
    }
    const made = await provider.openCheckout({
      key: attemptId,
      paymentId: payment.paymentId,
      amount: attempt.amount,
      currency: attempt.currency,
      description: payment.description,
      payee: await payeeOf(payment.teamId),
      collect: payment.collect,
      returnUrl: returnUrl(attemptId),
      expiresAt,
      language: attempt.language,
    })
    return learn((now) => checkoutMade(now, attemptId, made, clock.now()))
  }

  async function lookAtCheckout({ provider, attempt, learn }: Asking): Promise<Changed> {
    const { attemptId, providerId, isWanted } = attempt
    if (providerId === null) return learn((now) => now)
    const facts = await (isWanted ? provider.readCheckout(providerId) : provider.closeCheckout(providerId))
    return learn((now) => learnCheckout(now, attemptId, facts, making()))
  }

  async function askCharge({ provider, payment, attempt, learn }: Asking): Promise<Changed> {
    const { attemptId, providerId, amount, currency, createdAt } = attempt
    const { paymentId, customer, paymentMethod, description } = payment
    const learned = (facts: ChargeFacts | null) =>
      learn((now) => (facts ? learnCharge(now, attemptId, facts, making()) : refused(now, attemptId)))
    if (providerId !== null) {
      const isOver = isGivenUp(payment, attempt, clock.now())
      return learned(await (isOver ? provider.cancelCharge(providerId) : provider.readCharge({ id: providerId })))
    }
    if (customer === null || paymentMethod === null) return learned(null)
    const charge = { key: attemptId, paymentId, amount, currency, description, customer, paymentMethod }
    const make = () => provider.charge({ ...charge, returnUrl: returnUrl(attemptId) })
    return learned(await moved(createdAt, make, () => provider.readCharge({ customer, attemptId })))
  }

  async function askRefund({ provider, payment, attempt, learn }: Asking): Promise<Changed> {
    const { attemptId, providerId, intent, amount, createdAt, looks } = attempt
    if (intent === null) return learn((now) => refused(now, attemptId))
    function giveBack(intent: string, key: string): Promise<RefundFacts | null> {
      const asking = provider.refund({ key, attemptId, intent, amount })
      return asking.catch((error: unknown) => giveRest(error, intent, key))
    }
    async function giveBackOnce(intent: string): Promise<RefundFacts | null> {
      const found = await provider.findRefund({ intent, attemptId })
      if (found && !(found.status === 'failed' && isGivenBack(payment, attempt))) return found
      // What has to go back is asked for until it has, under another key once it is known that nothing came of the one before.
      return giveBack(intent, `${attemptId}-${looks}`)
    }
    /** What went back in another way is not given back once more; null where that was all of it. */
    async function giveRest(error: unknown, intent: string, key: string): Promise<RefundFacts | null> {
      const isRefused = error instanceof ProviderError && error.why === 'refused'
      if (!isRefused || !isGivenBack(payment, attempt)) throw error
      const { refunded, dispute } = await provider.readPayment(intent)
      const left = amount - refunded
      // Or the bank of whoever paid has taken it back by itself.
      if (left <= 0 || dispute === 'lost') return null
      if (left === amount) throw error
      return provider.refund({ key: `${key}-${left}`, attemptId, intent, amount: left })
    }
    const facts = await (providerId === null
      ? moved(
          createdAt,
          () => giveBack(intent, attemptId),
          () => giveBackOnce(intent),
        )
      : provider.readRefund(providerId))
    if (!facts) return learn((now) => withAttempt(now, attemptId, { state: 'done', lookAt: null }))
    const learnAlone = () => learn((now) => learnRefund(now, attemptId, facts, clock.now()))
    if (facts.status === 'waiting' || intent !== payment.intent) return learnAlone()
    // In one with its end: after that nobody asks for the sum any more, and what is on its way counts as given back.
    for (let before: Payment | null = payment; before; before = await findPayment(db, sealing, { attemptId })) {
      const readBefore = before
      const sums = await provider.readPayment(intent)
      let again = false
      const changed = await learn((now) => {
        again = isOvertaken(now, readBefore)
        return again ? now : learnPayment(learnRefund(now, attemptId, facts, clock.now()), sums)
      })
      if (!again || !changed.ok) return changed
    }
    return learnAlone()
  }

  /** Whether somebody has written since: what was asked before that may be older than what stands there. */
  const isOvertaken = (now: Payment, before: Payment) => now.changedAt?.getTime() !== before.changedAt?.getTime()

  /** What follows at once from what was learned: money goes back, others are closed. */
  async function follow(changed: Changed, askedAbout: string, cause: Cause): Promise<void> {
    if (!changed.ok) return
    const isDue = ({ lookAt }: Attempt) => lookAt !== null && lookAt <= clock.now()
    for (const attempt of changed.payment.attempts) {
      const { attemptId } = attempt
      if (attemptId !== askedAbout && isPending(attempt) && isDue(attempt)) {
        await quietly(() => pursue(attemptId, cause))
      }
    }
  }

  /** How much of the money is still there. An answer that was overtaken by another one is asked for again. */
  async function lookAtPayment({ paymentId }: Payment, cause: Cause): Promise<void> {
    for (let again = true; again; ) {
      again = false
      const before = await findPayment(db, sealing, { paymentId })
      const provider = before?.accountId && before.intent ? await openAccount(before.accountId) : null
      if (!before?.intent || !provider) return
      const facts = await provider.readPayment(before.intent)
      const decide = (now: Payment) => {
        again = isOvertaken(now, before)
        return { payment: again ? now : learnPayment(now, facts) }
      }
      await changes.change({ paymentId }, decide, { cause })
    }
  }

  return { pursue, lookAtPayment }
}

/** It is asked again later, by whoever is free. */
export async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
  }
}
