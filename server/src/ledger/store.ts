import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'

type Db = Kysely<DB> | Transaction<DB>

export type EventRow = { event_id: string; team_id: string; type: string; payload: object; created_at: Date }

export type AuditRow = {
  entry_id: string
  team_id: string | null
  at: Date
  action: string
  target: string | null
  client_id: string | null
  user_id: string | null
  ip: string | null
  request_id: string | null
  details: object
}

/** With what `proofs` adds, in hexadecimal. */
export type ProvenRow = AuditRow & { mac: string }

/** Bytes in hexadecimal, as they go through JSON. */
export type AnswerRow = {
  key_hash: string
  request_hash: string
  answer: string
  created_at: Date
  /** Of which session it tells, if it does of one. */
  session_id: string | null
}

/** What goes into the ledger with one change, or with several. */
export type LedgerRows = { events: EventRow[]; entries: ProvenRow[]; answers: AnswerRow[] }

const entryColumns = 'entry_id, team_id, at, action, target, client_id, user_id, ip, request_id, details'
const entryShape = `entry_id uuid, team_id uuid, at timestamptz, action text, target text, client_id uuid, user_id uuid,
  ip text, request_id text, details jsonb, mac text`

/**
 * Common table expressions that write the ledger from one parameter, for a statement that writes the change as well:
 * one round trip for all of it. An event of a team without webhooks has nobody to be handed on to.
 */
export const ledgerInserts = (parameter: string) => `
  ledger as (select ${parameter}::json as rows),
  written_events as (
    insert into events (event_id, team_id, type, payload, created_at, handed_on_at)
    select event_id, team_id, type, payload, created_at,
      case when not exists (select from webhooks where webhooks.team_id = event.team_id and deleted_at is null)
        then created_at end
    from ledger, json_to_recordset(rows->'events') as event (event_id uuid, team_id uuid, type text, payload jsonb,
      created_at timestamptz)
  ),
  written_entries as (
    insert into audit_log (${entryColumns}, mac)
    select ${entryColumns}, decode(mac, 'hex')
    from ledger, json_to_recordset(rows->'entries') as entry (${entryShape})
  ),
  written_answers as (
    insert into idempotent_answers (key_hash, request_hash, answer, created_at, session_id)
    select decode(key_hash, 'hex'), decode(request_hash, 'hex'), decode(answer, 'hex'), created_at, session_id
    from ledger, json_to_recordset(rows->'answers') as answer (key_hash text, request_hash text, answer text,
      created_at timestamptz, session_id uuid)
  )`

const writeStatement = `with ${ledgerInserts('$1')} select`

export async function writeLedger(trx: Transaction<DB>, rows: LedgerRows) {
  const [before = '', after = ''] = writeStatement.split('$1')
  await sql`${sql.raw(before)}${JSON.stringify(rows)}${sql.raw(after)}`.execute(trx)
}

/** Entries that are no part of a change; one that is there already stays as it is. */
export async function writeEntries(db: Db, entries: ProvenRow[]) {
  await sql`
    insert into audit_log (${sql.raw(entryColumns)}, mac)
    select ${sql.raw(entryColumns)}, decode(mac, 'hex')
    from json_to_recordset(${JSON.stringify(entries)}) as entry (${sql.raw(entryShape)})
    on conflict (entry_id) do nothing`.execute(db)
}

export async function findAnswer(db: Db, keyHash: Buffer) {
  return db
    .selectFrom('idempotent_answers')
    .select(['request_hash as requestHash', 'answer'])
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
}

export async function deleteAnswersAbout(trx: Transaction<DB>, sessionId: string) {
  await trx.deleteFrom('idempotent_answers').where('session_id', '=', sessionId).execute()
}

export async function deleteAnswersBefore(db: Db, before: Date) {
  await db.deleteFrom('idempotent_answers').where('created_at', '<=', before).execute()
}
