import type { Pool } from 'pg'
import type { SeatAsJson } from '../participants/service.ts'
import type { SessionRow } from './store.ts'

/** A session as it is read, with its seats as the database writes JSON, oldest first. */
export type SessionWithSeats = SessionRow & { seats: SeatAsJson[] }

const columns = `session_id, team_id, client_id, session_name, picture, start_time, end_time, date_notation,
  feature_flags, actual_start_time, actual_end_time, canceled_time, created_at`

/** One statement for sessions and seats: half the round trips, and dates and columns of seats are not parsed one by one. */
const seatsWhere = (withDeleted: string) => `
  coalesce((
    select json_agg(seat) from (
      select participant_id, session_id, client_id, display_name, picture, state, phone, user_hint, role, fee,
        coviu_user_id, created, deleted_at
      from participants
      where participants.session_id = sessions.session_id and (deleted_at is null or ${withDeleted})
      order by participants.seat
    ) seat
  ), '[]') as seats`

/** Prepared, statements are planned once for each connection. */
const readStatement = {
  name: 'read-session',
  text: `select ${columns}, ${seatsWhere('$3')} from sessions where session_id = $1 and team_id = $2`,
}

export async function readSession(
  pool: Pool,
  teamId: string,
  sessionId: string,
  withDeleted: boolean,
): Promise<SessionWithSeats | undefined> {
  const { rows } = await pool.query<SessionWithSeats>({ ...readStatement, values: [sessionId, teamId, withDeleted] })
  return rows[0]
}

export type Page = { offset: number; limit: number; isReversed: boolean; withCanceled: boolean; withDeleted: boolean }

/** How many rows were passed over to find the page: less than a block holds, where there are blocks. */
export type FoundPage = { rows: SessionWithSeats[]; passed: number }

/**
 * A page of all sessions of a team in the order of their ids. `nearBy`: so many rows are passed over without looking
 * for blocks.
 */
export async function readPage(pool: Pool, teamId: string, page: Page, nearBy: number): Promise<FoundPage> {
  const { offset, limit, isReversed, withCanceled, withDeleted } = page
  const isNear = offset <= nearBy
  const text = (isNear ? nearStatement : farStatement)(isReversed, withCanceled)
  const name = `page-of-sessions ${isNear ? 'near' : 'far'} ${isReversed ? 'reverse' : ''} ${withCanceled ? 'all' : ''}`
  const values = [teamId, offset, limit, withDeleted]
  const { rows } = await pool.query<SessionWithSeats & { passed: string }>({ name, text, values })
  // A far page is read forwards in either order.
  if (isReversed && !isNear) rows.reverse()
  return { rows, passed: Number(rows[0]?.passed ?? 0) }
}

const nil = `'00000000-0000-0000-0000-000000000000'::uuid`
const team = '(select $1::uuid)'
const noLimit = 'limit (select null::bigint)'

/**
 * The planner makes nothing else of these than a walk along the index, which is meant: only the index has the order of
 * all its columns where none is compared by `=`. And as it knows neither a team nor a limit that stand in a `select`, a
 * statement is planned once, and not anew for each value.
 */
const sessionsAfter = (id: string) =>
  `from sessions where (team_id, session_id) > (${team}, ${id}) and team_id <= ${team}`
const blocksAfter = (level: 0 | 1, id: string) =>
  `from session_blocks where (team_id, level, last_id) > (${team}, ${level}, ${id}) and (team_id, level) <= (${team}, ${level})`
const inOrderOfBlocks = `order by team_id, level, last_id ${noLimit}`

function nearStatement(isReversed: boolean, withCanceled: boolean): string {
  const order = isReversed ? 'team_id desc, session_id desc' : 'team_id, session_id'
  return `
    select ${columns}, ${seatsWhere('$4')}, 0 as passed
    from (
      select ${columns} ${sessionsAfter(nil)} ${withCanceled ? '' : 'and canceled_time is null'}
      order by ${order} offset (select $2::bigint) limit (select $3::bigint)
    ) sessions
    order by ${order}`
}

/**
 * `piece`: the team's list in a few hundred pieces at most, with how many sessions there are up to the end of each: all
 * blocks of level 1, and the blocks of level 0 after them. `before`: what of it ends before the page, first in pieces,
 * then in the blocks of the piece in which the page begins. From there on sessions are passed over one by one.
 */
function farStatement(isReversed: boolean, withCanceled: boolean): string {
  const count = withCanceled ? 'total' : 'live'
  const isListed = withCanceled ? '' : 'and canceled_time is null'
  const forwards = 'select $2::bigint as first, $3::bigint as count'
  // The list is counted from its other end, for which all of it has to be counted.
  const backwards = `
    select greatest(everything - $2::bigint - $3::bigint, 0) as first,
      greatest(least($3::bigint, everything - $2::bigint), 0) as count
    from (
      select coalesce((select max(upto) from piece), 0) + (
        select count(*) from (
          select ${sessionsAfter(`coalesce((select last_id from piece order by last_id desc limit 1), ${nil})`)}
            ${isListed}
          order by team_id, session_id ${noLimit}
        ) open_end
      ) as everything
    ) whole`
  return `
    with last_of_level_1 as materialized (
      select coalesce((select last_id from session_blocks where team_id = ${team} and level = 1
        order by last_id desc limit 1), ${nil}) as last_id
    ), piece as materialized (
      select level, last_id, sum(${count}) over (order by last_id rows unbounded preceding) as upto
      from (
        (select level, last_id, ${count} ${blocksAfter(1, nil)} ${inOrderOfBlocks})
        union all
        (select level, last_id, ${count} ${blocksAfter(0, '(select last_id from last_of_level_1)')} ${inOrderOfBlocks})
      ) block
    ), page as materialized (${isReversed ? backwards : forwards}),
    before_in_pieces as materialized (
      select last_id, upto from piece where upto <= (select first from page)
      union all select ${nil}, 0
      order by last_id desc limit 1
    ), before as materialized (
      select last_id, upto from (
        select last_id, (select upto from before_in_pieces)
          + sum(${count}) over (order by last_id rows unbounded preceding) as upto
        from (
          select last_id, ${count} ${blocksAfter(0, '(select last_id from before_in_pieces)')}
            and last_id <= (select last_id from piece where level = 1 and upto > (select first from page)
              order by last_id limit 1)
          ${inOrderOfBlocks}
        ) block
      ) inside where upto <= (select first from page)
      union all select last_id, upto from before_in_pieces
      order by last_id desc limit 1
    )
    select ${columns}, ${seatsWhere('$4')}, (select first - upto from page, before) as passed
    from (
      select ${columns} ${sessionsAfter('(select last_id from before)')} ${isListed}
      order by team_id, session_id
      offset (select first - upto from page, before) limit (select count from page)
    ) sessions
    order by team_id, session_id`
}
