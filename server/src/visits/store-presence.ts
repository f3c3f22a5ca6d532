import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { raiseRevisions } from '../sessions/records.ts'
import type { Heard } from './roll-call.ts'
import { isAtDoor, type Stage, stagesWith } from './state.ts'

// Which process holds the connection of each page. What concerns many sessions at once goes past those that somebody
// holds at the moment: one that is held keeps nobody else waiting, and its turn comes with the next round.

type Executor = Kysely<DB>

/** How many sessions are held at once, and how many pages are asked for. */
const atOnce = 500
/** So far apart the readings of one clock by two processes may be, in milliseconds. */
const toleratedMs = 2_000

/** Says that this process is alive, by the database's clock. Returns whether nobody knew it. */
export async function beat(db: Executor, processId: string): Promise<boolean> {
  const seen_at = sql<Date>`clock_timestamp()`
  const { isNew } = await db
    .insertInto('processes')
    .values({ process_id: processId, seen_at })
    .onConflict((conflict) => conflict.column('process_id').doUpdateSet({ seen_at }))
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow()
  return isNew
}

export async function listProcesses(db: Executor): Promise<Heard[]> {
  return db
    .selectFrom('processes')
    .select(['process_id as processId', sql<string>`seen_at::text`.as('seen')])
    .execute()
}

/** Takes a process off the list, unless it has spoken meanwhile. */
export async function dropProcess(db: Executor, { processId, seen }: Heard): Promise<void> {
  await db
    .deleteFrom('processes')
    .where('process_id', '=', processId)
    .where(sql<string>`seen_at::text`, '=', seen)
    .execute()
}

/**
 * Takes the pages of processes that are not on the list for disconnected, from `now` on: the grace is theirs in full,
 * however long nobody was there to notice. Returns the sessions concerned.
 */
export async function releasePages(db: Executor, now: Date): Promise<string[]> {
  const orphans = sql`process_id is not null and process_id not in (select process_id from processes)`
  const rivals = sql`rival_process_id is not null and rival_process_id not in (select process_id from processes)`
  const inOrphans = sql`select session_id from visits where (${orphans}) or (${rivals})`
  if (!(await hasAny(db, inOrphans))) return []
  const released: string[] = []
  for (;;) {
    const sessions = await db.transaction().execute(async (trx) => {
      const held = await hold(trx, inOrphans)
      await sql`
        update visits set process_id = null, gone_at = ${now}
        where session_id = any(${held}::uuid[]) and ${orphans}`.execute(trx)
      await sql`
        update visits set rival_process_id = null, rival_gone_at = ${now}
        where session_id = any(${held}::uuid[]) and ${rivals}`.execute(trx)
      await raiseRevisions(trx, held)
      return held
    })
    released.push(...sessions)
    if (sessions.length < atOnce) return released
  }
}

export type ConnectedPage = { participantId: string; pageId: string }

/**
 * Takes pages that are connected to the process back from those that took them for disconnected. `isAll`: whether that was
 * all; else it is to be done again.
 */
export async function claimPages<Connected extends ConnectedPage>(
  db: Executor,
  processId: string,
  connected: readonly Connected[],
): Promise<{ claimed: Connected[]; isAll: boolean }> {
  const claimed: Connected[] = []
  let isAll = true
  for (let from = 0; from < connected.length; from += atOnce) {
    const some = connected.slice(from, from + atOnce)
    const here = sql`unnest(
        ${some.map(({ participantId }) => participantId)}::uuid[], ${some.map(({ pageId }) => pageId)}::text[]
      ) as here (participant, page)`
    const isLost = sql`participant_id = here.participant and page_id = here.page and process_id is null`
    const isLostRival = sql`participant_id = here.participant and rival_page_id = here.page and rival_process_id is null`
    const inLost = sql`select session_id from visits, ${here} where (${isLost}) or (${isLostRival})`
    if (!(await hasAny(db, inLost))) continue
    const back = await db.transaction().execute(async (trx) => {
      const held = await hold(trx, inLost)
      const { rows } = await sql<{ participant_id: string }>`
        update visits set process_id = ${processId}, gone_at = null from ${here}
        where ${isLost} and session_id = any(${held}::uuid[]) returning participant_id`.execute(trx)
      const { rows: rivals } = await sql<{ participant_id: string }>`
        update visits set rival_process_id = ${processId}, rival_gone_at = null from ${here}
        where ${isLostRival} and session_id = any(${held}::uuid[]) returning participant_id`.execute(trx)
      await raiseRevisions(trx, held)
      isAll &&= !(await hasAny(trx, inLost))
      return new Set([...rows, ...rivals].map(({ participant_id }) => participant_id))
    })
    claimed.push(...some.filter(({ participantId }) => back.has(participantId)))
  }
  return { claimed, isAll }
}

/** The pages of one process that says goodbye. Returns the sessions concerned. */
export async function leaveProcess(db: Executor, processId: string, now: Date): Promise<string[]> {
  await db.deleteFrom('processes').where('process_id', '=', processId).execute()
  return releasePages(db, now)
}

async function hasAny(db: Executor, query: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`${query} limit 1`.execute(db)
  return rows.length > 0
}

/** In one order, so that nobody waits for somebody who waits for them; without those that somebody else holds. */
async function hold(trx: Executor, query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ session_id: string }>`
    select session_id from sessions where session_id in (${query})
    order by session_id limit ${atOnce} for update skip locked`.execute(trx)
  return rows.map(({ session_id }) => session_id)
}

/** Pages that are gone since a time to come: the database's clock was set back. They are taken for gone since `now`. */
export async function correctDates(db: Executor, now: Date): Promise<void> {
  await sql`
    update visits set gone_at = ${now} where visit_id in (
      select visit_id from visits
      where gone_at > ${new Date(now.getTime() + toleratedMs)} and stage = any(${stagesWith('isAtDoor', 'isInCall')}::text[])
      for update skip locked)`.execute(db)
}

/**
 * Sessions with somebody whose page has been gone since before `since`: in the call, so that they leave it, asking for a
 * place, which they do no longer, or waiting. Who waits stays where they are, and those who can let them in are told
 * once; but somebody else who asks for that place has it then.
 */
export async function findLapsed(db: Executor, since: Date, notBefore: Date): Promise<Lapsed[]> {
  const rows = await db
    .selectFrom('visits')
    .select(['session_id as sessionId', 'stage', 'rival_id'])
    .where((either) =>
      either.or([
        either.and([either('gone_at', '<=', since), either('stage', 'in', stagesWith('isInCall'))]),
        either.and([
          either('gone_at', '<=', since),
          either('stage', 'in', stagesWith('isAtDoor')),
          either.or([either('gone_at', '>', notBefore), either('rival_id', 'is not', null)]),
        ]),
        either.and([either('rival_gone_at', '<=', since), either('rival_id', 'is not', null)]),
      ]),
    )
    .execute()
  const leaving = new Set(
    rows.filter(({ stage, rival_id }) => !isAtDoor(stage as Stage) || rival_id).map(({ sessionId }) => sessionId),
  )
  const all = new Set(rows.map(({ sessionId }) => sessionId))
  return [...all].map((sessionId) => ({ sessionId, isLeaving: leaving.has(sessionId) }))
}

export type Lapsed = { sessionId: string; isLeaving: boolean }
