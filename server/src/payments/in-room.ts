import type { ChargeRequest, PaymentRequest } from '@anteroom/contract/api/payments'
import type { PaymentEventPayload } from '@anteroom/contract/payment-events'
import { isDue, isUnsettled } from '@anteroom/contract/payments'
import type { ProblemCode } from '@anteroom/contract/problems'
import type { Answer } from '@anteroom/contract/realtime'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { fromRoom, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { Asker, Visits } from '../visits/service.ts'
import { findVisit } from '../visits/state.ts'
import type { Changed, Changes, Why } from './changes.ts'
import * as charges from './charge-rules.ts'
import * as checkouts from './checkout-rules.ts'
import type { ProviderError } from './provider.ts'
import type * as rules from './rules.ts'
import { findAccountFor, findPayment, type Which } from './store.ts'
import type { Cause } from './written.ts'

type Parts = {
  db: Kysely<DB>
  sealing: Sealing
  clock: Clock
  changes: Changes
  visits: Pick<Visits, 'load'>
  making(): rules.Making
  goAfter(payment: rules.Payment, kinds: readonly rules.Attempt['kind'][], cause: Cause): Promise<ProviderError | null>
  /** The same, for whoever waits before a button. */
  soon(asking: Promise<ProviderError | null>): Promise<ProviderError | null>
  chargeNow(which: Which, asked: ChargeRequest, why: Why): Promise<Changed>
  requested(of: Requested): rules.Payment
  needAccount(of: { teamId: string; accountId: string | null }): Promise<void>
  problemOf(error: ProviderError): ProblemCode
  failed(error: unknown): void
}

export type Requested = { sessionId: string; participantId: string; teamId: string; asked: PaymentRequest }

/** A host whose network has lost our answer presses once more: within this time they mean the same. */
const sameAskedMs = 120_000

/** What pages ask for; whether the plugin is on, and whether they may, is known by then. */
export function createInRoom(parts: Parts) {
  const { db, sealing, clock, changes, visits, making, goAfter, soon, chargeNow, requested, needAccount } = parts
  const { problemOf, failed } = parts

  async function own(asker: Asker, paymentId: string): Promise<rules.Payment | null> {
    const payment = isUuid(paymentId) ? await findPayment(db, sealing, { paymentId }) : null
    return payment?.participantId === asker.participantId ? payment : null
  }

  /** Where the person pays: on the page that is there already, or on a new one. */
  async function open(
    asker: Asker,
    { paymentId, language = null }: { paymentId: string; language?: string | null },
  ): Promise<Ask> {
    const payment = await own(asker, paymentId)
    if (!payment || payment.state === 'withdrawn') return { ok: false, problem: 'not-found' }
    if (payment.state === 'needs-action' && payment.actionUrl) return { ok: true, url: payment.actionUrl }
    if (!isUnsettled(payment.state)) return { ok: false, problem: 'fee-paid' }
    const account = await findAccountFor(db, payment)
    if (!account) return { ok: false, problem: 'not-collectable' }
    const { accountId } = account
    const started = await changes.change(
      { paymentId },
      (now) => {
        const { attempts } = now
        const isAsked =
          checkouts.openCheckoutOf(now, clock.now()) || attempts.some((one) => checkouts.isBeingMade(one, clock.now()))
        return isAsked ? { payment: now } : checkouts.startCheckout(now, { accountId, language }, making())
      },
      { cause: 'room' },
    )
    if (!started.ok) return started
    const there = checkouts.openCheckoutOf(started.payment, clock.now())
    if (there?.url) return { ok: true, url: there.url }
    // Another click may have begun with it: asked for under the same key, it is the same page.
    const unanswered = await soon(goAfter(started.payment, ['checkout'], 'room'))
    const now = await findPayment(db, sealing, { paymentId })
    const made = now && checkouts.openCheckoutOf(now, clock.now())
    if (made?.url) return { ok: true, url: made.url }
    return { ok: false, problem: unanswered ? problemOf(unanswered) : 'payment-refused' }
  }

  async function check(asker: Asker, paymentId: string): Promise<Answer<'payment:check'>> {
    const payment = await own(asker, paymentId)
    if (!payment) return { ok: false, problem: 'not-found' }
    const unanswered = await soon(goAfter(payment, ['checkout', 'charge'], 'returned'))
    return unanswered ? { ok: false, problem: problemOf(unanswered) } : { ok: true }
  }

  async function byHost(
    asker: Asker,
  ): Promise<{ by: TeamCaller; state: NonNullable<Awaited<ReturnType<Visits['load']>>> } | null> {
    const state = await visits.load(asker.sessionId)
    return state && { state, by: fromRoom(state.session.teamId, asker.participantId) }
  }

  async function waive(asker: Asker, visitId: string): Promise<Answer> {
    const host = await byHost(asker)
    const seat = host && findVisit(host.state, visitId)
    if (!host || !seat) return { ok: false, problem: 'not-found' }
    return answerOf(
      await changes.change(
        { feeOf: seat.participantId },
        (payment) =>
          isDue({ ...payment, waived: payment.waivedAt !== null })
            ? { payment: { ...payment, waivedAt: clock.now() } }
            : { payment },
        { cause: 'room', by: host.by },
      ),
    )
  }

  async function requestInRoom(
    asker: Asker,
    { visitId, ...asked }: PaymentEventPayload<'payment:request'>,
  ): Promise<Answer> {
    const host = await byHost(asker)
    const seat = host && findVisit(host.state, visitId)
    if (!host || !seat || seat.deletedAt) return { ok: false, problem: 'not-found' }
    const { teamId, sessionId } = host.state.session
    return asAnswer(async () => {
      const payment = requested({ teamId, sessionId, participantId: seat.participantId, asked })
      await needAccount(payment)
      const since = new Date(clock.now().getTime() - sameAskedMs)
      return answerOf(await changes.createOnce(payment, since, { cause: 'room', by: host.by }))
    })
  }

  async function withdrawInRoom(asker: Asker, paymentId: string): Promise<Answer> {
    const host = await byHost(asker)
    if (!host || !(await isHere(asker, paymentId))) return { ok: false, problem: 'not-found' }
    const withdrawn = await changes.change({ paymentId }, (payment) => charges.stopAsking(payment, clock.now()), {
      cause: 'room',
      by: host.by,
    })
    if (withdrawn.ok) void goAfter(withdrawn.payment, ['checkout', 'charge'], 'room').catch(failed)
    return answerOf(withdrawn)
  }

  /** Whether a payment is one of the session in which somebody is. */
  async function isHere({ sessionId }: Asker, paymentId: string): Promise<boolean> {
    const payment = isUuid(paymentId) ? await findPayment(db, sealing, { paymentId }) : null
    return payment?.sessionId === sessionId
  }

  async function chargeInRoom(
    asker: Asker,
    { paymentId, ...asked }: PaymentEventPayload<'payment:charge'>,
  ): Promise<Answer> {
    const host = await byHost(asker)
    if (!host || !(await isHere(asker, paymentId))) return { ok: false, problem: 'not-found' }
    return asAnswer(async () => answerOf(await chargeNow({ paymentId }, asked, { cause: 'room', by: host.by })))
  }

  return {
    'payment:open': open,
    'payment:check': (asker: Asker, { paymentId }: PaymentEventPayload<'payment:check'>) => check(asker, paymentId),
    'payment:waive': (asker: Asker, { visitId }: PaymentEventPayload<'payment:waive'>) => waive(asker, visitId),
    'payment:request': requestInRoom,
    'payment:withdraw': (asker: Asker, { paymentId }: PaymentEventPayload<'payment:withdraw'>) =>
      withdrawInRoom(asker, paymentId),
    'payment:charge': chargeInRoom,
  }
}

type Ask = { ok: true; url: string } | { ok: false; problem: ProblemCode }

const answerOf = (changed: Changed): Answer => (changed.ok ? { ok: true } : changed)

async function asAnswer(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.code }
    throw error
  }
}
