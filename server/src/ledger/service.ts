import type { WebhookEventPayload, WebhookEventType } from '@anteroom/contract/webhook-events'
import type { Kysely, Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../db/types.gen.ts'
import type { Caller, TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { AlreadyAnswered } from '../ground/once.ts'
import { createNotes } from './notes.ts'
import type { Proofs } from './proofs.ts'
import {
  type AuditRow,
  deleteAnswersAbout,
  deleteAnswersBefore,
  findAnswer,
  type LedgerRows,
  ledgerInserts,
  writeEntries,
  writeLedger,
} from './store.ts'

export type { LedgerRows }
export { ledgerInserts }

/** For how long, at least, the first answer to a request is given again. */
const answersMs = 24 * 3_600_000

/** What the audit log says of something. */
export type Entry = {
  /** What was done, as `<thing>.<verb>`. */
  action: string
  /** The id of the thing. */
  target: string | null
  /** The team that it concerns; the caller's own when it is not given. */
  teamId?: string | null
  /** Ids, names of members and the like; never what identifies a person. */
  details?: Record<string, unknown>
}

/** What is written down together with a change, in its transaction. */
export type Change = Entry & {
  /** What a team's webhooks are told. */
  events?: Happening[]
  /** What the request is answered with. */
  answer?: unknown
}

type InRoom = { entries: Entry[]; events: Happening[]; answer?: unknown }

/** An event, without the team that it belongs to. */
export type Happening = { type: WebhookEventType } & Omit<WebhookEventPayload, 'teamId'>

export type Ledger = ReturnType<typeof createLedger>

/** Keeps what every change leaves behind: an entry in the audit log, events for webhooks, the answer to a repeat. */
export function createLedger({ db, clock, ids, proofs }: { db: Kysely<DB>; clock: Clock; ids: Ids; proofs: Proofs }) {
  const notes = createNotes({ clock, ids, write: (rows) => writeEntries(db, rows.map(proofs.add)) })

  const teamOf = (caller: Caller, { teamId }: Entry) => (teamId === undefined ? caller.teamId : teamId)

  function entryOf(caller: Caller, entry: Entry): AuditRow {
    const { action, target, details = {} } = entry
    return {
      entry_id: ids.sorted(),
      team_id: teamOf(caller, entry),
      at: clock.now(),
      action,
      target,
      client_id: caller.clientId || null,
      user_id: caller.isUser ? caller.userId : null,
      ip: caller.ip,
      request_id: caller.requestId,
      details: {
        ...details,
        ...(caller.participantId ? { by: caller.participantId } : {}),
        ...(caller.appId ? { appId: caller.appId } : {}),
      },
    }
  }

  function rowsOf(caller: Caller, change: Change): LedgerRows {
    const { events = [], answer } = change
    const at = clock.now()
    const teamId = teamOf(caller, change)
    return {
      entries: [proofs.add(entryOf(caller, change))],
      events: teamId === null ? [] : eventRows(teamId, events, at),
      answers: answerRows(caller, answer, events, at),
    }
  }

  function answerRows({ once }: Caller, answer: unknown, events: Happening[], at: Date): LedgerRows['answers'] {
    const kept = answer === undefined ? undefined : once?.keep(answer)
    if (!kept) return []
    return [
      {
        key_hash: kept.keyHash.toString('hex'),
        request_hash: kept.requestHash.toString('hex'),
        answer: kept.answer.toString('hex'),
        created_at: at,
        session_id: events.find(({ sessionId }) => sessionId)?.sessionId ?? null,
      },
    ]
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

    /** A session is erased, or somebody in it: whoever repeats a request about it from then on is not known any more. */
    forgetAnswersAbout: deleteAnswersAbout,

    /** Writes down a change in its transaction. */
    async record(trx: Transaction<DB>, caller: Caller, change: Change): Promise<void> {
      await guard(() => writeLedger(trx, rowsOf(caller, change)))
    },

    /** Writes down what happened in a session: by whoever is there, or by what the API did to them. */
    async recordInRoom(trx: Transaction<DB>, caller: TeamCaller, { entries, events, answer }: InRoom): Promise<void> {
      if (events.length + entries.length === 0) return
      const at = clock.now()
      const rows = {
        events: eventRows(caller.teamId, events, at),
        entries: entries.map((entry) => proofs.add(entryOf(caller, entry))),
        answers: answerRows(caller, answer, events, at),
      }
      await guard(() => writeLedger(trx, rows))
    },

    /** For what is no change: it is written down within a second, together with others. */
    note: (caller: Caller, entry: Entry): Promise<void> => notes.add(entryOf(caller, entry)),

    /** The same for what strangers can repeat at will: of one subject, once a minute with the count of the rest. */
    tally: (subject: string, caller: Caller, entry: Entry) =>
      notes.tally(`${entry.action} ${subject}`, entryOf(caller, entry)),

    /** Writes what was noted; to be called about once a second. */
    flush: notes.flush,

    /** The same at the end. */
    end: notes.end,

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
