import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'

/** When a caller, told by its hash, has everything again. */
export type Standing = { caller: Buffer; freeAtMs: number }

/** Callers of whom a process learns without having met them itself. */
const maxOthers = 1_000

/**
 * Adds what was used up here, in milliseconds of waiting, to what other processes have counted, and reads how the same
 * callers stand now, with those who have used up the most elsewhere.
 */
export async function exchange(
  db: Kysely<DB>,
  used: readonly { caller: Buffer; usedMs: number }[],
  now: Date,
): Promise<Standing[]> {
  // In one order everywhere, so that two processes never wait for each other in a circle.
  const sorted = [...used].sort((a, b) => Buffer.compare(a.caller, b.caller))
  const callers = sorted.map(({ caller }) => caller)
  const usedMs = sorted.map(({ usedMs }) => usedMs)
  const { rows } = await sql<{ caller: Buffer; free_at: Date }>`
    with used as (
      select caller, used_ms * interval '1 millisecond' as wait
      from unnest(${callers}::bytea[], ${usedMs}::float8[]) as given (caller, used_ms)
    ), added as (
      insert into counters (caller, free_at) select caller, ${now}::timestamptz + wait from used
      on conflict (caller) do update
        set free_at = greatest(counters.free_at, ${now}::timestamptz) + (excluded.free_at - ${now}::timestamptz)
      returning caller, free_at
    ), others as (
      select caller, free_at from counters
      where free_at > ${now}::timestamptz and caller not in (select caller from used)
      order by free_at desc limit ${maxOthers}
    )
    select caller, free_at from added union all select caller, free_at from others`.execute(db)
  return rows.map(({ caller, free_at }) => ({ caller, freeAtMs: free_at.getTime() }))
}

export async function forgetFree(db: Kysely<DB>, now: Date): Promise<void> {
  await db.deleteFrom('counters').where('free_at', '<=', now).execute()
}
