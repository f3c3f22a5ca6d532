import { type CheckWay, checkWays } from '@anteroom/contract/connection-check'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import { metricList } from '../ground/metric-list.ts'
import { isInCall } from '../visits/in-call.ts'
import { stagesWith } from '../visits/state.ts'

const listOf = (names: readonly string[]) => sql.join(names.map((name) => sql.lit(name)))
const places = listOf(stagesWith('isAtDoor', 'isInCall'))
const doors = listOf(stagesWith('isAtDoor'))
const parts = listOf(metricList.anteroom_people_checked.labels.part)

const isGood = (ways: readonly CheckWay[]): RawBuilder<unknown> =>
  sql`exists (
    select from jsonb_array_elements(connection_check #> '{reachability,paths}') as path
    where path ->> 'way' in (${listOf(ways)}) and path ->> 'status' in ('ok', 'warning')
  )`
const relays = checkWays.filter((way) => way.startsWith('turn-'))

export type People = {
  calls: number
  in_calls: number
  waiting: number
  longest_wait: number
  longest_late_wait: number
  needing_relay: number
  checked: { part: string; status: string; people: number }[]
  processes: number
  events: number
  oldest_event: number
}

/**
 * Who is there now, from the index on pages that are connected and, for as long as a place is kept, from the one on those
 * that are gone: `goneSince`. What was handed on long ago is not looked at.
 */
export async function countPeople(trx: Transaction<DB>, now: Date, goneSince: Date): Promise<People> {
  const secondsSince = (time: RawBuilder<unknown>) =>
    sql`coalesce(greatest(extract(epoch from max(${now}::timestamptz - ${time})), 0), 0)::float8`
  const { rows } = await sql<People>`
    with people as materialized (
      select visits.session_id, visits.process_id, knocked_at, start_time, connection_check, ${isInCall} as is_in_call,
        stage in (${doors}) and canceled_time is null and end_time > ${now} as is_waiting
      from visits join sessions on sessions.session_id = visits.session_id
      where visits.process_id is not null or (visits.stage in (${places}) and visits.gone_at > ${goneSince})
    ), calls as (
      select count(*) as people from people where is_in_call group by session_id
    ), waiting as (
      select count(*) as waiting, ${secondsSince(sql`knocked_at`)} as longest_wait,
        ${secondsSince(sql`greatest(knocked_at, start_time)`)} as longest_late_wait
      from people where is_waiting
    ), pending as (
      select count(*) as events, ${secondsSince(sql`created_at`)} as oldest_event from events where handed_on_at is null
    )
    select waiting.*, pending.*,
      (select count(*) from calls where people > 1) as calls,
      (select coalesce(sum(people), 0)::integer from calls) as in_calls,
      (select count(*) from processes) as processes,
      (select count(*) from people
        where process_id is not null and not ${isGood(['reflexive'])} and ${isGood(relays)}) as needing_relay,
      (select coalesce(json_agg(counted), '[]') from (
        select part, connection_check #>> array[part, 'status'] as status, count(*) as people
        from people, unnest(array[${parts}]) as part
        where process_id is not null and connection_check is not null group by 1, 2
      ) as counted) as checked
    from waiting, pending`.execute(trx)
  const [people] = rows
  if (!people) throw new Error('a statement without a row')
  return people
}

export type QueueCounts = { queue: string; due: number; later: number; active: number; failed: number; oldest: number }

/** Each queue as its index has it (`job_i14` of pg-boss, whose condition stands here word for word). */
export async function countJobs(trx: Transaction<DB>): Promise<QueueCounts[]> {
  const isDue = sql`state in ('created', 'retry') and start_after <= now()`
  const { rows } = await sql<QueueCounts>`
    select queue.name as queue, counted.* from pgboss.queue cross join lateral (
      select count(*) filter (where ${isDue}) as due,
        count(*) filter (where state in ('created', 'retry') and start_after > now()) as later,
        count(*) filter (where state = 'active') as active,
        count(*) filter (where state = 'failed') as failed,
        coalesce(extract(epoch from now() - min(start_after) filter (where ${isDue})), 0)::float8 as oldest
      from pgboss.job
      where job.name = queue.name and state in ('created', 'retry', 'active', 'failed')
    ) as counted
    where queue.name not like '\\_\\_%'`.execute(trx)
  return rows
}
