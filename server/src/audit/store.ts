import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { ProvenRow } from '../ledger/store.ts'
import type { Facts, Head, Sealed } from './chain.ts'

type Db = Kysely<DB> | Transaction<DB>

/** Said by `is not distinct from` it would be the same, and no index would be entered by it. */
const isOf = (teamId: string | null) => sql<SqlBool>`team_id ${teamId === null ? sql`is null` : sql`= ${teamId}`}`

const facts = ['entry_id', 'at', 'action', 'target', 'client_id', 'user_id', 'ip', 'request_id', 'mac'] as const
const details = sql<string>`details::text`.as('details')

/** One process seals at a time; this waits for another one. */
export async function waitForSeals(trx: Transaction<DB>): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('anteroom audit log'))`.execute(trx)
  return true
}

/** The same without waiting; false when it is another one. */
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

/** The last entry of a team's chain, and when that was. */
export async function findHead(db: Db, teamId: string | null): Promise<(Head & { at: Date }) | undefined> {
  const row = await db
    .selectFrom('audit_log')
    .select(['seq', 'hash', 'keyed', 'at'])
    .where(isOf(teamId))
    .where('seq', 'is not', null)
    // By the team first, which is always the same one: else the index has no order where it is null.
    .orderBy('team_id', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq && row.hash ? { ...row, seq: row.seq, hash: row.hash } : undefined
}

/** Of one entry; undefined when it is not there (any more). */
export async function findHash(db: Db, teamId: string | null, seq: number): Promise<Buffer | null | undefined> {
  const row = await db
    .selectFrom('audit_log')
    .select('hash')
    .where(isOf(teamId))
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.hash
}

/** Adds an entry that gets its place in the same transaction; as it stands then. */
export async function insertEntry(trx: Transaction<DB>, { mac, details: said, ...entry }: ProvenRow): Promise<Facts> {
  return trx
    .insertInto('audit_log')
    .values({ ...entry, details: JSON.stringify(said), mac: Buffer.from(mac, 'hex') })
    .returning([...facts, details])
    .executeTakeFirstOrThrow()
}

export async function writeSeals(trx: Db, entries: Sealed[]) {
  const rows = entries.map(({ entry_id, seq, previous_hash, hash, sealed_at }) => {
    return { entry_id, seq, previous: previous_hash.toString('hex'), own: hash.toString('hex'), sealed_at }
  })
  await sql`
    update audit_log
    set seq = seal.seq, previous_hash = decode(seal.previous, 'hex'), hash = decode(seal.own, 'hex'), keyed = true,
      sealed_at = seal.sealed_at
    from json_to_recordset(${JSON.stringify(rows)}) as seal (entry_id uuid, seq bigint, previous text, own text,
      sealed_at timestamptz)
    where audit_log.entry_id = seal.entry_id`.execute(trx)
}

export type EntryFilter = {
  after: number
  before?: number | undefined
  /** Only those that are not where their time is in the chain. */
  isLate?: boolean
  limit: number
  action?: string | undefined
  target?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

/** A stretch of a team's chain, or of those of its entries that are asked for. */
export async function readChain(db: Db, teamId: string | null, filter: EntryFilter): Promise<Sealed[]> {
  const { after, before, isLate, limit, action, target, from, until } = filter
  let query = db
    .selectFrom('audit_log')
    .select([...facts, details, 'seq', 'previous_hash', 'hash', 'keyed', 'sealed_at'])
    .where(isOf(teamId))
    .where('seq', '>', after)
  if (before !== undefined) query = query.where('seq', '<', before)
  if (isLate) query = query.where(sql<SqlBool>`(sealed_at is null or sealed_at - at > interval '1 hour')`)
  if (action !== undefined) query = query.where('action', '=', action)
  if (target !== undefined) query = query.where('target', '=', target)
  if (from) query = query.where('at', '>=', from)
  if (until) query = query.where('at', '<=', until)
  const rows = await query.orderBy('team_id').orderBy('seq').limit(limit).execute()
  return rows.flatMap(({ seq, previous_hash, hash, ...entry }) =>
    seq && previous_hash && hash ? [{ ...entry, seq, previous_hash, hash }] : [],
  )
}

/**
 * Where a team's chain passes a time: all before `from` was put there earlier, nothing from `until` on was. Found by
 * halving, as places are given in the order of time. Where somebody has taken an entry out, it is not looked further.
 */
export async function findPassing(db: Db, teamId: string, time: Date): Promise<{ from: number; until: number } | null> {
  const { rows } = await sql<{ from: number | null; until: number | null }>`
    with recursive halves (low, high) as (
      select
        (select seq from audit_log where team_id = ${teamId} and seq is not null order by seq limit 1),
        (select seq from audit_log where team_id = ${teamId} and seq is not null order by seq desc limit 1) + 1
      union all
      select case when is_earlier then middle + 1 else low end, case when is_earlier then high else middle end
      from halves
      cross join lateral (select (low + high) / 2 as middle) as half
      cross join lateral (
        select coalesce(sealed_at, at) < ${time} as is_earlier from audit_log
        where team_id = ${teamId} and seq = middle
      ) as entry
      where low < high
    )
    select max(low) as from, min(high) as until from halves`.execute(db)
  const [{ from, until } = { from: null, until: null }] = rows
  return from === null || until === null ? null : { from, until }
}

export async function listChains(db: Db): Promise<(string | null)[]> {
  // One look into the index for each team instead of a walk through all entries.
  const { rows } = await sql<{ team_id: string | null }>`
    select team_id from teams
    where exists (select from audit_log where audit_log.team_id = teams.team_id and seq is not null)
    union all
    select null where exists (select from audit_log where team_id is null and seq is not null)`.execute(db)
  return rows.map(({ team_id }) => team_id)
}

/** After which entry a chain begins whose oldest ones were deleted. */
export async function findCut(db: Db, teamId: string | null): Promise<Head | undefined> {
  return db.selectFrom('audit_cuts').select(['seq', 'hash', 'keyed']).where(isOf(teamId)).executeTakeFirst()
}

/** Deletes a chain's entries up to one, and remembers where it begins now. */
export async function cutChain(trx: Transaction<DB>, teamId: string | null, { seq, hash, keyed }: Sealed) {
  await sql`
    insert into audit_cuts (team_id, seq, hash, keyed) values (${teamId}, ${seq}, ${hash}, ${keyed})
    on conflict (team_id) do update set seq = excluded.seq, hash = excluded.hash, keyed = excluded.keyed`.execute(trx)
  await trx.deleteFrom('audit_log').where(isOf(teamId)).where('seq', '<=', seq).execute()
}
