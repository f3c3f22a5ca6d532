import type { EventPayload, EventType } from '@anteroom/contract/events'
import type { Kysely, Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../db/types.gen.ts'
import type { Caller } from '../http/authentication.ts'
import { AlreadyAnswered } from '../http/idempotency.ts'
import type { Clock, Ids } from '../ids.ts'
import { deleteAnswersBefore, findAnswer, type LedgerRows, ledgerInserts, writeLedger } from './store.ts'

export type { LedgerRows }
export { ledgerInserts }

/** For how long, at least, the first answer to a request is given again. */
const answersMs = 24 * 3_600_000

/** What is written down together with a change, in its transaction. */
export type Change = {
  /** What was done, as `<thing>.<verb>`. */
  action: string
  /** The id of the thing. */
  target: string | null
  /** The team that it concerns; the caller's own when it is not given. */
  teamId?: string | null
  /** Ids, names of members and the like; never what identifies a person. */
  details?: Record<string, unknown>
  /** What a team's webhooks are told. */
  events?: Happening[]
  /** What the request is answered with. */
  answer?: unknown
}

/** An event, without the team that it belongs to. */
export type Happening = { type: EventType } & Omit<EventPayload, 'teamId'>

export type Ledger = ReturnType<typeof createLedger>

/** Keeps what every change leaves behind: an entry in the audit log, events for webhooks, the answer to a repeat. */
export function createLedger({ db, clock, ids }: { db: Kysely<DB>; clock: Clock; ids: Ids }) {
  function rowsOf(caller: Caller, change: Change): LedgerRows {
    const { action, target, details = {}, events = [], answer } = change
    const at = clock.now()
    const teamId = change.teamId === undefined ? caller.teamId : change.teamId
    const entry = {
      entry_id: ids.sorted(),
      team_id: teamId,
      at,
      action,
      target,
      client_id: caller.clientId || null,
      user_id: caller.isUser ? caller.userId : null,
      ip: caller.ip,
      request_id: caller.requestId,
      details: caller.participantId ? { ...details, by: caller.participantId } : details,
    }
    const kept = answer === undefined ? undefined : caller.once?.keep(answer)
    return {
      entries: [entry],
      events: teamId === null ? [] : eventRows(teamId, events, at),
      answers: kept
        ? [
            {
              key_hash: kept.keyHash.toString('hex'),
              request_hash: kept.requestHash.toString('hex'),
              answer: kept.answer.toString('hex'),
              created_at: at,
              session_id: events.find(({ sessionId }) => sessionId)?.sessionId ?? null,
            },
          ]
        : [],
    }
  }

  function eventRows(teamId: string, events: Happening[], at: Date) {
    return events.map(({ type, ...payload }) => ({
      event_id: ids.sorted(),
      team_id: teamId,
      type,
      payload: { teamId, ...payload },
      created_at: at,
    }))
  }

  return {
    rowsOf,

    /** Writes down a change in its transaction. */
    async record(trx: Transaction<DB>, caller: Caller, change: Change): Promise<void> {
      await guard(() => writeLedger(trx, rowsOf(caller, change)))
    },

    /** Writes down what happened in a session without anybody having called the API for it. */
    async recordEvents(trx: Transaction<DB>, teamId: string, events: Happening[]): Promise<void> {
      if (events.length === 0) return
      await writeLedger(trx, { events: eventRows(teamId, events, clock.now()), entries: [], answers: [] })
    },

    findAnswer: (keyHash: Buffer) => findAnswer(db, keyHash),

    forgetAnswers: () => deleteAnswersBefore(db, new Date(clock.now().getTime() - answersMs)),
  }
}

/** Runs a statement with `ledgerInserts` in it: of two equal requests at once, the second finds the answer there. */
export async function guard<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'idempotent_answers_pkey') {
      throw new AlreadyAnswered(undefined, { cause: error })
    }
    throw error
  }
}
