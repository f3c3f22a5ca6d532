import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../ground/clock.ts'
import { writeLine } from '../ground/log.ts'
import type { DB } from './types.gen.ts'

export type SteadyTime = ReturnType<typeof createSteadyTime>

/** Nobody looked for so long, or somebody set the clock: which of both cannot be told. */
const gapDays = 7
/** For how long somebody then has time to notice, before what is too old goes. */
const waitDays = 2
const dayMs = 86_400_000

/**
 * Whether the time may be trusted with what cannot be taken back. The time is the database's: if its machine comes up
 * two years ahead, everything is old, and would be erased within the hour. So after each gap nothing is, for a while.
 */
export function createSteadyTime({
  db,
  clock,
  log,
}: {
  db: Kysely<DB>
  clock: Clock
  log: Pick<Logger, 'info' | 'error'>
}) {
  /** Looks at the clock and keeps what it saw: of several processes that find a gap, all see the same one. */
  async function isSteady(): Promise<boolean> {
    const now = clock.now()
    const { rows } = await sql<{ steady_since: Date; is_new: boolean }>`
      insert into time_seen (seen_at, steady_since) values (${now}, ${now})
      on conflict (is_only) do update set
        seen_at = excluded.seen_at,
        steady_since = case
          when abs(extract(epoch from excluded.seen_at - time_seen.seen_at)) > ${(gapDays * dayMs) / 1000}::integer
          then excluded.seen_at else time_seen.steady_since end
      returning steady_since, xmax = 0 as is_new`.execute(db)
    const { steady_since: since, is_new: isNew } = rows[0] ?? { steady_since: now, is_new: true }
    if (now.getTime() - since.getTime() >= waitDays * dayMs) return true
    const isGap = since.getTime() === now.getTime() && !isNew
    writeLine(log, isGap ? 'erasing-stopped' : 'erasing-waits', { now, since })
    return false
  }

  return {
    isSteady,
    /** Does the work only while time is steady; otherwise it is for the next time. */
    whenSteady: (work: () => Promise<void>) => async () => {
      if (await isSteady()) await work()
    },
  }
}
