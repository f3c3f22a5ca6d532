import { sql, type Transaction } from 'kysely'
import type { DB } from '../../db/types.gen.ts'

type Trx = Transaction<DB>

/** How many sessions a block holds, and how many such blocks a block of level 1 holds. */
export type BlockSizes = { sessions: number; blocks: number }

/** The first number of this lock, which no other lock has. The second one is the team. */
const blocksLock = 4_207_132

/** Until the transaction ends no block of the team is closed; others who only count down may go on. */
export async function shareBlocks(trx: Trx, teamId: string) {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(blocksLock)}, hashtext(${teamId}))`.execute(trx)
}

/** Until the transaction ends nobody else closes or changes blocks of the team. */
export async function lockBlocks(trx: Trx, teamId: string) {
  await sql`select pg_advisory_xact_lock(${sql.lit(blocksLock)}, hashtext(${teamId}))`.execute(trx)
}

/**
 * Changes the counts of the blocks that hold the session, if there are such. The caller has locked the blocks, in an
 * earlier statement: this one has to see those that were closed before.
 */
export async function countInBlocks(trx: Trx, teamId: string, sessionId: string, by: { total: number; live: number }) {
  // Always in this order, so that two transactions that change the same blocks never wait for each other.
  for (const level of [0, 1]) {
    await trx
      .updateTable('session_blocks')
      .set((eb) => ({ total: eb('total', '+', by.total), live: eb('live', '+', by.live) }))
      .where('team_id', '=', teamId)
      .where('level', '=', level)
      .where('last_id', '=', (eb) =>
        eb
          .selectFrom('session_blocks')
          .select('last_id')
          .where('team_id', '=', teamId)
          .where('level', '=', level)
          .where('last_id', '>=', sessionId)
          .orderBy('last_id')
          .limit(1),
      )
      .execute()
  }
}

const afterLastBlock = (teamId: string) => sql`
  (team_id, session_id) > (${teamId}::uuid, coalesce(
    (select last_id from session_blocks where team_id = ${teamId} and level = 0 order by last_id desc limit 1),
    '00000000-0000-0000-0000-000000000000'))
  and team_id <= ${teamId}::uuid`

/** A moment of the database's clock, and the number of a transaction that began then. */
export type Mark = { atMs: number; transaction: string }

export async function takeMark(trx: Trx): Promise<Mark> {
  const { rows } = await sql<{ at_ms: string; transaction: string }>`
    select floor(extract(epoch from now()) * 1000)::text as at_ms, pg_current_xact_id()::text as transaction`.execute(
    trx,
  )
  const [row] = rows
  if (!row) throw new Error('the database does not know the time')
  return { atMs: Number(row.at_ms), transaction: row.transaction }
}

/** Whether every transaction with a lower number than the mark's has ended: what it wrote is seen from now on, or never. */
export async function isPast(trx: Trx, { transaction }: Mark): Promise<boolean> {
  const { rows } = await sql<{ is_past: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${transaction}::text::xid8 as is_past`.execute(trx)
  return rows[0]?.is_past ?? false
}

/**
 * Closes blocks over what comes after the last one and was made before `untilMs`, at most `maxBlocks`. The caller has
 * locked the blocks, and knows that nothing can come in between any more.
 */
export async function insertBlocks(
  trx: Trx,
  teamId: string,
  { sizes, untilMs, maxBlocks }: { sizes: BlockSizes; untilMs: number; maxBlocks: number },
): Promise<number> {
  const { rows } = await sql`
    insert into session_blocks (team_id, level, last_id, total, live)
    select ${teamId}::uuid, 0, (array_agg(session_id order by session_id desc))[1], count(*),
      count(*) filter (where canceled_time is null)
    from (
      select session_id, canceled_time, (row_number() over (order by session_id) - 1) / ${sizes.sessions}::bigint as block
      from (
        select session_id, canceled_time from sessions
        where ${afterLastBlock(teamId)} and session_id < first_session_id_at(to_timestamp(${untilMs}::float8 / 1000))
        order by team_id, session_id limit ${maxBlocks * sizes.sessions}
      ) open_end
    ) numbered
    group by block having count(*) = ${sizes.sessions}::bigint
    returning last_id`.execute(trx)
  if (rows.length > 0) await insertBlocksOfBlocks(trx, teamId, sizes)
  return rows.length
}

async function insertBlocksOfBlocks(trx: Trx, teamId: string, sizes: BlockSizes) {
  await sql`
    insert into session_blocks (team_id, level, last_id, total, live)
    select ${teamId}::uuid, 1, (array_agg(last_id order by last_id desc))[1], sum(total), sum(live)
    from (
      select last_id, total, live, (row_number() over (order by last_id) - 1) / ${sizes.blocks}::bigint as block
      from session_blocks
      where team_id = ${teamId} and level = 0 and last_id > coalesce(
        (select last_id from session_blocks where team_id = ${teamId} and level = 1 order by last_id desc limit 1),
        '00000000-0000-0000-0000-000000000000')
    ) numbered
    group by block having count(*) = ${sizes.blocks}::bigint`.execute(trx)
}

/** How many sessions come after the last block, as far as somebody counts who stops at `limit`. */
export async function countOpenEnd(trx: Trx, teamId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select from sessions where ${afterLastBlock(teamId)} order by team_id, session_id limit ${limit}
    ) open_end`.execute(trx)
  return Number(rows[0]?.count ?? 0)
}
