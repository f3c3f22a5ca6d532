import type { ProblemCode } from '@anteroom/contract/problems'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { operator, type TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Tell } from '../ground/news.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { lockSession, raiseRevisions } from '../sessions/records.ts'
import type { Outcome, Payment } from './rules.ts'
import { findAsked, findPayment, findPlace, savePayment, type Which } from './store.ts'
import { type Cause, writtenOf } from './written.ts'

export type Changed = { ok: true; payment: Payment } | { ok: false; problem: ProblemCode }

/** How a change came about. `answer`: what a request is answered with, should it come again. */
export type Why = {
  cause: Cause
  by?: TeamCaller | undefined
  answer?: (trx: Transaction<DB>, payment: Payment) => Promise<unknown>
}

export type Changes = ReturnType<typeof createChanges>

type Parts = { db: Kysely<DB>; sealing: Sealing; clock: Clock; ledger: Ledger; tell: Tell }

/**
 * Every change of a payment is one transaction that holds its session: the payment, the entry in the audit log, the events
 * for webhooks, and that pages have something new to show.
 */
export function createChanges({ db, sealing, clock, ledger, tell }: Parts) {
  async function write(
    place: { teamId: string; sessionId: string },
    read: (trx: Parameters<typeof savePayment>[0]) => Promise<Payment | null>,
    decide: (before: Payment | null) => Outcome,
    { cause, by, answer }: Why,
  ): Promise<Changed> {
    const { changed, isNews } = await db.transaction().execute(async (trx) => {
      const unchanged = (changed: Changed) => ({ changed, isNews: false })
      // The session first, as everybody does who changes what is in it.
      if (!(await lockSession(trx, place.teamId, place.sessionId)))
        return unchanged({ ok: false, problem: 'not-found' })
      const before = await read(trx)
      const outcome = decide(before)
      if ('problem' in outcome) return unchanged({ ok: false, problem: outcome.problem })
      const { payment } = outcome
      if (payment === before) return unchanged({ ok: true, payment })
      await savePayment(trx, sealing, before, payment, clock.now())
      await raiseRevisions(trx, [place.sessionId])
      const caller = by ?? { ...operator, isSystem: false, teamId: place.teamId }
      const written = { ...writtenOf(before, payment, cause), answer: await answer?.(trx, payment) }
      await ledger.recordInRoom(trx, caller, written)
      return { changed: { ok: true as const, payment }, isNews: true }
    })
    if (isNews) tell(`session:${place.sessionId}`)
    return changed
  }

  return {
    /** Runs `decide` on a payment as it stands, and writes what it decides. */
    async change(which: Which, decide: (payment: Payment) => Outcome, why: Why): Promise<Changed> {
      const place = await findPlace(db, which)
      if (!place) return { ok: false, problem: 'not-found' }
      return write(
        place,
        (trx) => findPayment(trx, sealing, which),
        (before) => (before ? decide(before) : { problem: 'not-found' }),
        why,
      )
    },

    create: (payment: Payment, why: Why): Promise<Changed> =>
      write(
        payment,
        async () => null,
        () => ({ payment }),
        why,
      ),

    /** The same, unless the same was asked for since then. */
    createOnce: (payment: Payment, since: Date, why: Why): Promise<Changed> =>
      write(
        payment,
        (trx) => findAsked(trx, sealing, payment, since),
        (before) => ({ payment: before ?? payment }),
        why,
      ),
  }
}
