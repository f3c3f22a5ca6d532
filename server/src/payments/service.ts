import type { CancelRequest, ChargeRequest, PaymentRequest, RefundRequest } from '@anteroom/contract/api/payments'
import { wrongWithAmount } from '@anteroom/contract/currencies'
import { isUnsettled } from '@anteroom/contract/payments'
import type { ProblemCode } from '@anteroom/contract/problems'
import { isText, isUuid } from '@anteroom/contract/texts'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { writeLine } from '../ground/log.ts'
import type { Tell } from '../ground/news.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { createRecent } from '../ground/recent.ts'
import { within } from '../ground/within.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Visits } from '../visits/service.ts'
import { findSeat } from '../visits/state.ts'
import { type Changed, createChanges, type Why } from './changes.ts'
import * as charges from './charge-rules.ts'
import { createInRoom, type Requested } from './in-room.ts'
import { type Provider, ProviderError } from './provider.ts'
import { createPursuit, quietly } from './pursue.ts'
import * as refunds from './refund-rules.ts'
import * as rules from './rules.ts'
import { findAccountFor, findAttemptOf, findPayment, findUnderWay, takeDue, type Which } from './store.ts'
import type { Cause } from './written.ts'

export type { Payment } from './rules.ts'

export type Payments = ReturnType<typeof createPayments>

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  ids: Ids
  ledger: Ledger
  tell: Tell
  log: Logger
  visits: Pick<Visits, 'load'>
  /** The provider with an account's key; null where the account is gone. */
  openAccount(accountId: string): Promise<Provider | null>
  payeeOf(teamId: string): Promise<string>
  /** A payment as the API answers with it. */
  answer: NonNullable<Why['answer']>
  publicUrl: string
  /** For how long whoever has pressed something in the room waits for the provider. */
  patienceMs?: number | undefined
}

/** What the provider has told of by itself: ids there, and ours where it was given them. It is only a reason to ask. */
export type Notice = {
  checkoutId: string | null
  intentId: string | null
  refundId: string | null
  attemptId: string | null
}

/** Below this address browsers come back from a page to pay on. */
export const returnPath = '/session/payment'

/** How often browsers can make us ask what became of one page to pay on. */
const betweenAsksMs = 1_000
/** How many are asked for at once by one process, and between two looks at the database. */
const atOnce = 8
const perLook = 64

/** People pay before they enter or when they are asked to, leave cards, and get their money back. */
export function createPayments(parts: Parts) {
  const { db, sealing, clock, ids, ledger, tell, log, visits, openAccount, payeeOf, answer, publicUrl } = parts
  const { patienceMs = 6_000 } = parts
  const changes = createChanges({ db, sealing, clock, ledger, tell })
  const returnUrl = (attemptId: string) => `${publicUrl}${returnPath}/${attemptId}`
  const pursuit = createPursuit({ db, sealing, clock, ids, changes, openAccount, returnUrl, payeeOf })
  const justAsked = createRecent<{ atMs: number; outcome: Promise<ProviderError | null> }>(1_000)
  const beingMade = new Map<string, Promise<void>>()
  const making = (): rules.Making => ({ now: clock.now(), newId: ids.sorted() })

  /** What is asked for the first time is asked once by this process: whoever wants the same waits for it as well. */
  function pursueOnce({ attemptId, state }: rules.Attempt, cause: Cause): Promise<void> {
    if (state !== 'making') return pursuit.pursue(attemptId, cause)
    const known = beingMade.get(attemptId)
    if (known !== undefined) return known
    const work = pursuit.pursue(attemptId, cause).finally(() => beingMade.delete(attemptId))
    beingMade.set(attemptId, work)
    return work
  }

  /**
   * Null where the provider has answered. What the account may ask of its provider is no page's to use up: whoever comes back a
   * moment after somebody else learns what came of that.
   */
  function askAbout(attempt: rules.Attempt, cause: Cause): Promise<ProviderError | null> {
    const atMs = clock.now().getTime()
    const before = cause === 'returned' ? justAsked.get(attempt.attemptId) : undefined
    if (before && atMs - before.atMs < betweenAsksMs) return before.outcome
    const outcome = pursueOnce(attempt, cause).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof ProviderError)) throw error
        return error
      },
    )
    if (cause === 'returned') justAsked.keep(attempt.attemptId, { atMs, outcome })
    return outcome
  }

  /** Goes after what is due now; what the provider does not answer is asked again later. */
  async function goAfter(payment: rules.Payment, kinds: readonly rules.Attempt['kind'][], cause: Cause) {
    let failed: ProviderError | null = null
    for (const attempt of payment.attempts) {
      if (!rules.isPending(attempt) || !kinds.includes(attempt.kind)) continue
      failed = (await askAbout(attempt, cause)) ?? failed
    }
    return failed
  }

  const failed = (err: unknown) => writeLine(log, 'payment-not-asked', { err })

  /** Nobody sits before a button for as long as a provider may take; what it says later is learned all the same. */
  async function soon(asking: Promise<ProviderError | null>): Promise<ProviderError | null> {
    const answered = await within(patienceMs, asking)
    if (answered !== 'late') return answered
    asking.catch(failed)
    return new ProviderError('unreachable', 'it has not answered so far')
  }

  const problemOf = ({ why }: ProviderError): ProblemCode =>
    why === 'refused' || why === 'refused-key' ? 'payment-refused' : 'provider-unreachable'

  function requested({ asked, ...of }: Requested): rules.Payment {
    const { amount, currency, description, account } = asked
    const wrong = wrongWithAmount(amount, currency)
    if (wrong) throw new ProblemError('invalid-request', undefined, [{ pointer: '/amount', message: wrong }])
    if (description && !isText(description)) throw new ProblemError('invalid-request')
    const fee = {
      amount,
      currency: currency.toLowerCase(),
      description: description?.trim() || null,
      collect: 'before' as const,
      account: account ?? null,
    }
    return rules.newPayment({ ...of, reason: 'request' }, fee, ids.sorted())
  }

  async function needAccount(of: { teamId: string; accountId: string | null }) {
    if (!(await findAccountFor(db, of))) throw new ProblemError('not-collectable')
  }

  async function chargeNow(which: Which, asked: ChargeRequest, why: Why): Promise<Changed> {
    const started = await changes.change(
      which,
      (payment) => {
        const charging = {
          amount: asked.amount,
          currency: (asked.currency ?? payment.currency).toLowerCase(),
          description: asked.description?.trim() || null,
        }
        const wrong = wrongWithAmount(charging.amount, charging.currency)
        if (wrong) throw new ProblemError('invalid-request', undefined, [{ pointer: '/amount', message: wrong }])
        return charges.startCharge(payment, charging, making())
      },
      why,
    )
    if (!started.ok) return started
    const { paymentId } = started.payment
    // Written down already: whatever becomes of this process, the charge is asked about until it is known.
    const asking = goAfter(started.payment, ['charge'], why.cause)
    await (why.cause === 'room' ? soon(asking) : asking)
    const payment = await findPayment(db, sealing, { paymentId })
    return payment ? { ok: true, payment } : started
  }

  /** Which payment of a participant a request is about: the one that it names, or the fee. */
  async function ofParticipant(caller: TeamCaller, participantId: string, paymentId?: string): Promise<rules.Payment> {
    const which: Which = paymentId ? { paymentId } : { feeOf: participantId }
    const payment = isUuid(participantId) ? await findPayment(db, sealing, which) : null
    if (payment?.teamId !== caller.teamId || payment.participantId !== participantId) {
      throw new ProblemError('not-found')
    }
    return payment
  }

  function needChanged(changed: Changed, detail?: string): rules.Payment {
    if (changed.ok) return changed.payment
    throw new ProblemError(changed.problem, detail)
  }

  return {
    served: createInRoom({
      db,
      sealing,
      clock,
      changes,
      visits,
      goAfter,
      soon,
      chargeNow,
      requested,
      needAccount,
      making,
      problemOf,
      failed,
    }),

    find: async (caller: TeamCaller, participantId: string) => {
      const payment = isUuid(participantId) ? await findPayment(db, sealing, { feeOf: participantId }) : null
      if (payment?.teamId !== caller.teamId) throw new ProblemError('not-found')
      return payment
    },

    async charge(caller: TeamCaller, participantId: string, asked: ChargeRequest): Promise<rules.Payment> {
      const { paymentId } = await ofParticipant(caller, participantId, asked.payment_id)
      const charged = await chargeNow({ paymentId }, asked, { cause: 'api', by: caller, answer })
      return needChanged(charged, 'There is no card that could be charged, or it was charged already.')
    },

    async refund(caller: TeamCaller, participantId: string, asked: RefundRequest): Promise<rules.Payment> {
      const { paymentId } = await ofParticipant(caller, participantId, asked.payment_id)
      const started = await changes.change(
        { paymentId },
        (payment) => {
          const left = refunds.refundable(payment)
          if (asked.amount !== undefined && left > 0 && asked.amount > left) {
            const message = `must be at most ${left}: that is what is left of it`
            throw new ProblemError('invalid-request', undefined, [{ pointer: '/amount', message }])
          }
          return refunds.startRefund(payment, asked.amount ?? null, making())
        },
        { cause: 'api', by: caller, answer },
      )
      const { attempts } = needChanged(started, 'There is nothing left of it to be given back.')
      const asking = attempts.findLast(({ kind }) => kind === 'refund')
      await goAfter({ ...needChanged(started), attempts: asking ? [asking] : [] }, ['refund'], 'api')
      const after = await ofParticipant(caller, participantId, paymentId)
      const refund = after.attempts.find(({ attemptId }) => attemptId === asking?.attemptId)
      if (refund?.state === 'closed') {
        // A part may have gone back at Stripe itself: then the next try knows what is left.
        await quietly(() => pursuit.lookAtPayment(after, 'api'))
        throw new ProblemError('payment-refused', 'Stripe does not give it back.')
      }
      return after
    },

    /** Nobody is asked for it any more, unless they have paid or agreed by then. */
    async cancel(caller: TeamCaller, participantId: string, asked: CancelRequest): Promise<rules.Payment> {
      const { paymentId } = await ofParticipant(caller, participantId, asked.payment_id)
      const stopped = await changes.change({ paymentId }, (payment) => charges.stopAsking(payment, clock.now()), {
        cause: 'api',
        by: caller,
        answer,
      })
      const payment = needChanged(stopped, 'It was paid, or is a fee of which no bank has asked anything.')
      // Written down already: where the provider does not answer now, it is asked again.
      await goAfter(payment, ['checkout', 'charge'], 'api')
      return payment
    },

    async request(
      caller: TeamCaller,
      participantId: string,
      asked: PaymentRequest,
      sessionId: string,
    ): Promise<rules.Payment> {
      const payment = requested({ teamId: caller.teamId, sessionId, participantId, asked })
      await needAccount(payment)
      return needChanged(await changes.create(payment, { cause: 'api', by: caller, answer }))
    },

    /** A browser comes back: what became of it is asked for, for as long as `withinMs` at most. */
    async wayBack(attemptId: string, withinMs: number): Promise<WayBack | null> {
      const found = isUuid(attemptId) ? await findPayment(db, sealing, { attemptId }) : null
      if (!found) return null
      // Who does not answer knows perhaps what we do not, and what was answered may not have been written.
      const asking = goAfter(found, ['checkout', 'charge'], 'returned').catch((error: unknown) => {
        failed(error)
        return 'late' as const
      })
      const isLate = (await within(withinMs, asking)) !== null
      const payment = await findPayment(db, sealing, { attemptId })
      const room = payment && (await visits.load(payment.sessionId))
      const seat = room && findSeat(room, payment.participantId)
      if (!payment || !seat || seat.deletedAt) return null
      const isSettled = !isUnsettled(payment.state) && payment.state !== 'needs-action'
      return {
        state: isSettled ? 'settled' : isLate ? 'unknown' : 'unsettled',
        sessionId: payment.sessionId,
        participantId: payment.participantId,
        linkVersion: seat.linkVersion,
        isBrowser: (hash) => seat.visit?.browserHash === hash,
      }
    },

    /** An account is to go whose key opens nothing any more: what was asked of it ends. */
    async endUnknown(caller: TeamCaller, accountId: string): Promise<void> {
      for (const paymentId of await findUnderWay(db, accountId)) {
        const end = (payment: rules.Payment) => ({ payment: rules.endUnknown(payment, accountId) })
        needChanged(await changes.change({ paymentId }, end, { cause: 'api', by: caller }))
      }
    },

    /** The provider has said that there is something to learn. */
    async noticed(accountId: string, { checkoutId, intentId, refundId, attemptId }: Notice): Promise<void> {
      const providerIds = [checkoutId, intentId, refundId].filter((id) => id !== null)
      const known = await Promise.all(providerIds.map((id) => findAttemptOf(db, accountId, id)))
      const about = new Set([attemptId, ...known].filter((id) => id !== null))
      for (const id of about) await pursuit.pursue(id, 'webhook')
      const payment = intentId === null ? null : await findPayment(db, sealing, { intent: intentId })
      if (payment?.accountId === accountId) await pursuit.lookAtPayment(payment, 'webhook')
    },

    /** Asks about all of which it is time to; to be called every few seconds. */
    async pursueDue(stopping: AbortSignal): Promise<void> {
      for (let count = perLook; count === perLook && !stopping.aborted; ) {
        const due = await takeDue(db, clock.now(), perLook)
        count = due.length
        const one = async () => {
          for (let next = due.pop(); next && !stopping.aborted; next = due.pop()) {
            await pursuit.pursue(next.attemptId, 'asked').catch((error: unknown) => {
              if (!(error instanceof ProviderError)) throw error
              failed(error)
            })
          }
        }
        await Promise.all(Array.from({ length: atOnce }, one))
      }
    },
  }
}

/** Where a browser is led that comes back from a page to pay on, and whether it is the one that left. */
export type WayBack = {
  state: 'settled' | 'unsettled' | 'unknown'
  sessionId: string
  participantId: string
  linkVersion: number
  isBrowser(hash: string): boolean
}
