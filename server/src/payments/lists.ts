import type { Payment, PaymentPage, PaymentsQuery } from '@anteroom/contract/api/payments'
import { maxPageSize } from '@anteroom/contract/api/sessions'
import { parseDate } from '@anteroom/contract/dates'
import { isUuid } from '@anteroom/contract/texts'
import type { Kysely, Transaction } from 'kysely'
import { search } from '../db/searches.ts'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import { createPortions } from '../ground/portions.ts'
import { ProblemError } from '../ground/problem-error.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { csvHeader, csvLine } from './csv.ts'
import { findPayment, findPaymentOf, type ListedPayment, listPayments, openPayment } from './store-lists.ts'
import { paymentToWire } from './wire.ts'

export type PaymentLists = ReturnType<typeof createPaymentLists>

/** How many are read at once for a file. */
const linesAtOnce = 500

/** Payments as their team reads them. */
export function createPaymentLists({ db, sealing }: { db: Kysely<DB>; sealing: Sealing }) {
  const portions = createPortions()
  const toWire = (row: ListedPayment) => paymentToWire(openPayment(sealing, row))

  async function readPage({ teamId }: TeamCaller, query: PaymentsQuery, after: string | null, limit: number) {
    const filter = filterOf(query)
    const isNarrow = Object.values(filter).some((value) => value !== null)
    const rows = await search(db, isNarrow, (trx) => listPayments(trx, teamId, filter, { after, limit: limit + 1 }))
    const content = await portions.each(rows.slice(0, limit), toWire)
    const more = rows.length > limit
    return { content, next: more ? (content.at(-1)?.payment_id ?? null) : null, more }
  }

  /** Also as it is being made. */
  async function get(trx: Kysely<DB> | Transaction<DB>, teamId: string, paymentId: string): Promise<Payment> {
    const row = await findPayment(trx, teamId, paymentId)
    if (!row) throw new ProblemError('not-found')
    return toWire(row)
  }

  return {
    list: (caller: TeamCaller, query: PaymentsQuery): Promise<PaymentPage> =>
      readPage(
        caller,
        query,
        query.after ?? null,
        Math.min(query.limit ?? query.page_size ?? maxPageSize, maxPageSize),
      ),

    /** All of them, each as a line of a file, with the names of the columns first. */
    async *lines(caller: TeamCaller, query: PaymentsQuery): AsyncGenerator<string> {
      let { content, next } = await readPage(caller, query, query.after ?? null, linesAtOnce)
      yield csvHeader
      while (content.length > 0) {
        yield content.map(csvLine).join('')
        if (!next) return
        ;({ content, next } = await readPage(caller, query, next, linesAtOnce))
      }
    },

    get,

    /** The same as it stands now. */
    read: ({ teamId }: TeamCaller, paymentId: string): Promise<Payment> => get(db, teamId, paymentId),

    async ofParticipant({ teamId }: TeamCaller, participantId: string): Promise<Payment> {
      const row = isUuid(participantId) ? await findPaymentOf(db, teamId, participantId) : undefined
      if (!row) throw new ProblemError('not-found', 'There is no such participant, or nothing to be paid by them.')
      return toWire(row)
    },
  }
}

function filterOf({ from, until, state, session_id, participant_id, account_id }: PaymentsQuery) {
  return {
    from: (from && parseDate(from)?.date) || null,
    until: (until && parseDate(until)?.date) || null,
    state: state ?? null,
    sessionId: session_id ?? null,
    participantId: participant_id ?? null,
    accountId: account_id ?? null,
  }
}
