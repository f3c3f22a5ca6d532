import type { BadMember } from '@anteroom/contract/api/problem'
import type { Fee } from '@anteroom/contract/fees'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Ledger } from '../ledger/service.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { feeIn, feeRow, type NewPaymentRow } from './records.ts'
import { changeFee, newPayment, type Outcome, type Payment } from './rules.ts'
import { findAccountIds, findPayment, savePayment } from './store.ts'
import { writtenOf } from './written.ts'

export type Fees = ReturnType<typeof createFees>

type Parts = { db: Kysely<DB>; sealing: Sealing; clock: Clock; ids: Ids; ledger: Ledger }
/** A seat as far as its fee goes. */
type FeeSeat = { participant_id: string; fee: string | null }
type Place = { teamId: string; sessionId: string }

/** What seats cost, in the transactions in which seats are made and changed. */
export function createFees({ db, sealing, clock, ids, ledger }: Parts) {
  async function write(
    trx: Transaction<DB>,
    caller: TeamCaller,
    { before, outcome }: { before: Payment | null; outcome: Outcome },
  ) {
    if ('problem' in outcome) {
      throw new ProblemError(outcome.problem, 'It cannot be changed any more. Refund it, or ask for another amount.')
    }
    if (outcome.payment === before) return
    await savePayment(trx, sealing, before, outcome.payment, clock.now())
    await ledger.recordInRoom(trx, caller, writtenOf(before, outcome.payment, 'api'))
  }

  return {
    /** The payments of a session that is being made. */
    rowsOf: (seats: readonly FeeSeat[], place: Place, created: Date): NewPaymentRow[] =>
      seats.flatMap(({ participant_id: participantId, fee: text }) => {
        const fee = feeIn(text)
        return fee ? [feeRow(sealing, fee, { ...place, participantId, paymentId: ids.sorted(), created })] : []
      }),

    /** What is wrong with the accounts that fees name, each with the place that it stands at. */
    async wrongAccounts(teamId: string, texts: readonly { text: string | null | undefined; pointer: string }[]) {
      const named = texts.flatMap(({ text, pointer }) => {
        const account = feeIn(text ?? null)?.account
        return account ? [{ account, pointer }] : []
      })
      if (named.length === 0) return []
      const known = await findAccountIds(db, teamId)
      return named.flatMap(({ account, pointer }): BadMember[] =>
        known.includes(account) ? [] : [{ pointer, message: 'account is none of the team' }],
      )
    },

    /** A seat was added to a session that is held, or its fee became another one. */
    async put(trx: Transaction<DB>, caller: TeamCaller, { participant_id, fee: text }: FeeSeat, sessionId: string) {
      const before = await findPayment(trx, sealing, { feeOf: participant_id })
      const fee: Fee | null = feeIn(text)
      if (before) return write(trx, caller, { before, outcome: changeFee(before, fee, clock.now()) })
      if (!fee) return
      const of = { teamId: caller.teamId, sessionId, participantId: participant_id, reason: 'fee' as const }
      await write(trx, caller, { before: null, outcome: { payment: newPayment(of, fee, ids.sorted()) } })
    },
  }
}
