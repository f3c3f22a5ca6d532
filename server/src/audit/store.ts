import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Facts, Head, Sealed } from './chain.ts'

type Db = Kysely<DB> | Transaction<DB>

const facts = ['entry_id', 'at', 'action', 'target', 'client_id', 'user_id', 'ip', 'request_id'] as const
const details = sql<string>`details::text`.as('details')

/** One process seals at a time; false when it is another one. */
export async function holdSeals(trx: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('anteroom audit log')) as held`.execute(trx)
  return rows[0]?.held ?? false
}

/** Entries without a place in their chains, oldest first. */
export async function readUnsealed(trx: Db, limit: number): Promise<(Facts & { team_id: string | null })[]> {
  return trx
    .selectFrom('audit_log')
    .select([...facts, 'team_id', details])
    .where('seq', 'is', null)
    .orderBy('entry_id')
    .limit(limit)
    .execute()
}

/** The last entry of a team's chain. */
export async function findHead(trx: Db, teamId: string | null): Promise<Head | undefined> {
  const row = await trx
    .selectFrom('audit_log')
    .select(['seq', 'hash'])
    .where('team_id', 'is not distinct from', teamId)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq && row.hash ? { seq: row.seq, hash: row.hash } : undefined
}

export async function writeSeals(trx: Db, entries: Sealed[]) {
  const rows = entries.map(({ entry_id, seq, previous_hash, hash }) => {
    return { entry_id, seq, previous: previous_hash.toString('hex'), own: hash.toString('hex') }
  })
  await sql`
    update audit_log
    set seq = seal.seq, previous_hash = decode(seal.previous, 'hex'), hash = decode(seal.own, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}) as seal (entry_id uuid, seq bigint, previous text, own text)
    where audit_log.entry_id = seal.entry_id`.execute(trx)
}

/** A stretch of a team's chain. */
export async function readChain(db: Db, teamId: string | null, after: number, limit: number): Promise<Sealed[]> {
  const rows = await db
    .selectFrom('audit_log')
    .select([...facts, details, 'seq', 'previous_hash', 'hash'])
    .where('team_id', 'is not distinct from', teamId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.flatMap(({ seq, previous_hash, hash, ...entry }) =>
    seq && previous_hash && hash ? [{ ...entry, seq, previous_hash, hash }] : [],
  )
}

export async function listChains(db: Db): Promise<(string | null)[]> {
  const rows = await db.selectFrom('audit_log').select('team_id').distinct().execute()
  return rows.map(({ team_id }) => team_id)
}
