import type { Kysely } from 'kysely'
import type { DB } from '../../db/types.gen.ts'
import { type BlockSizes, countOpenEnd, insertBlocks, isPast, lockBlocks, type Mark, takeMark } from './store-blocks.ts'

/** How many blocks one transaction closes: meanwhile nobody can cancel a session of the team. */
const maxBlocksAtOnce = 64

/**
 * How old sessions are when blocks are closed over them: 30 seconds more than that at which ids are refused
 * (`is_new_session_id`), by which the database's clock can be set back without harm.
 */
const settledAfterMs = 60_000

export type Closing = ReturnType<typeof createClosing>

/**
 * Closes blocks over the end of teams' lists. Creating knows nothing of it, so it has to be certain that no session
 * comes to stand before the end of a block later:
 *
 * 1. A session with an id that is older than 30 seconds, by the database's clock, is refused by the statement that
 *    would insert it, or it is inserted by one who holds the lock of the team's blocks and counts it in.
 * 2. So at the time of a mark, whatever has a lower id than that age allows and is not refused is in a transaction that
 *    passed the check before, and has got its number before the mark's transaction.
 * 3. When all transactions with lower numbers than the mark's have ended, everything below that age at the time of the
 *    mark can be seen, however long it took. Only then blocks are closed over it.
 *
 * Processes do this side by side: the lock lets one at a time close blocks of a team, and the next sees what it did.
 */
export function createClosing(db: Kysely<DB>, sizes: BlockSizes, settledMs = settledAfterMs) {
  /** How many sessions the end of a team's list may hold, as far as this process knows. */
  const openEnds = new Map<string, number>()
  let mark: Mark | null = null
  let untilMs = Number.NEGATIVE_INFINITY

  async function moveOn() {
    await db.transaction().execute(async (trx) => {
      if (mark && !(await isPast(trx, mark))) return
      if (mark) untilMs = mark.atMs - settledMs
      mark = null
    })
    // In a transaction of its own: the mark's time is that of its transaction's begin.
    mark ??= await db.transaction().execute(takeMark)
  }

  async function closeSome(teamId: string): Promise<boolean> {
    return db.transaction().execute(async (trx) => {
      await lockBlocks(trx, teamId)
      const closed = await insertBlocks(trx, teamId, { sizes, untilMs, maxBlocks: maxBlocksAtOnce })
      openEnds.set(teamId, await countOpenEnd(trx, teamId, sizes.sessions))
      return closed === maxBlocksAtOnce
    })
  }

  return {
    /** So many sessions were added to the end of the team's list, or found there. */
    grown(teamId: string, by: number) {
      openEnds.set(teamId, (openEnds.get(teamId) ?? 0) + by)
    },

    async closeBlocks() {
      const long = [...openEnds].filter(([, length]) => length >= sizes.sessions)
      if (long.length === 0) return
      await moveOn()
      if (!Number.isFinite(untilMs)) return
      for (const [teamId] of long) while (await closeSome(teamId));
    },
  }
}
