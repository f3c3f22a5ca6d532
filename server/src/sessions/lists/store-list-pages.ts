import type { Pool } from 'pg'
import { hasLink, seatColumns, sessionColumns } from '../columns.ts'
import { columnsFor, type Reader } from '../notations.ts'
import type { SeatAsJson } from '../seats/service.ts'
import type { SessionRow } from '../store.ts'

/** A session as it is read, with its seats as the database writes JSON, oldest first. */
export type SessionWithSeats = SessionRow & { seats: SeatAsJson[] }

const columns = sessionColumns.join(', ')

/** Which seats of a session are read: none for whoever may not know them, those that are there, or removed ones as well. */
export type WantedSeats = 'none' | 'present' | 'all'

/** One statement for sessions and seats: half the round trips, and dates and columns of seats are not parsed one by one. */
const seatsOf = (wanted: WantedSeats) =>
  wanted === 'none'
    ? "'[]'::json as seats"
    : `
  coalesce((
    select json_agg(seat) from (
      select ${seatColumns.join(', ')}, ${hasLink} as has_link
      from participants
      where participants.session_id = sessions.session_id ${wanted === 'all' ? '' : 'and deleted_at is null'}
      order by participants.seat
    ) seat
  ), '[]') as seats`

/** Prepared, statements are planned once for each connection. */
const readStatement = (wanted: WantedSeats) => ({
  name: `read-session ${wanted}`,
  text: `select ${columnsFor('$3')}, ${seatsOf(wanted)} from sessions where session_id = $1 and team_id = $2`,
})

export async function readSession(
  pool: Pool,
  teamId: string,
  sessionId: string,
  { seats, reader }: { seats: WantedSeats; reader: Reader },
): Promise<SessionWithSeats | undefined> {
  const { rows } = await pool.query<SessionWithSeats>({
    ...readStatement(seats),
    values: [sessionId, teamId, reader.clientId],
  })
  return rows[0]
}

export type ListPage = {
  offset: number
  limit: number
  isReversed: boolean
  withCanceled: boolean
  seats: WantedSeats
  reader: Reader
}

/** How many rows were passed over to find the page: less than a block holds, where there are blocks. */
export type FoundListPage = { rows: SessionWithSeats[]; passed: number }

/**
 * A page of all sessions of a team in the order of their ids. `nearBy`: so many rows are passed over without looking
 * for blocks.
 */
export async function readListPage(pool: Pool, teamId: string, page: ListPage, nearBy: number): Promise<FoundListPage> {
  const { offset, limit, isReversed, withCanceled, seats, reader } = page
  const isNear = offset <= nearBy
  const text = (isNear ? nearStatement : farStatement)(isReversed, withCanceled, seats)
  const name = `page-of-sessions ${isNear ? 'near' : 'far'} ${isReversed ? 'reverse' : ''} ${withCanceled ? 'all' : ''} ${seats}`
  const values = [teamId, offset, limit, reader.clientId]
  const { rows } = await pool.query<SessionWithSeats & { passed: string }>({ name, text, values })
  if (isReversed && !isNear) rows.reverse()
  return { rows, passed: Number(rows[0]?.passed ?? 0) }
}

const team = '(select $1::uuid)'

/**
 * The planner makes nothing else of this than a walk along the index, which is meant: only the index has the order of
 * all its columns where none is compared by `=`. And as it knows neither a team nor a limit that stand in a `select`, a
 * statement is planned once, and not anew for each value.
 */
const sessionsAfter = (id: string) =>
  `from sessions where (team_id, session_id) > (${team}, ${id}) and team_id <= ${team}`

function nearStatement(isReversed: boolean, withCanceled: boolean, seats: WantedSeats): string {
  const order = isReversed ? 'team_id desc, session_id desc' : 'team_id, session_id'
  return `
    select ${columnsFor('$4')}, ${seatsOf(seats)}, 0 as passed
    from (
      select ${columns} ${sessionsAfter(`'00000000-0000-0000-0000-000000000000'`)}
        ${withCanceled ? '' : 'and canceled_time is null'}
      order by ${order} offset (select $2::bigint) limit (select $3::bigint)
    ) sessions
    order by ${order}`
}

/** A far page is found by the blocks of the list, and read forwards in either order. */
function farStatement(isReversed: boolean, withCanceled: boolean, seats: WantedSeats): string {
  return `
    with place as materialized (select * from find_page_of_sessions($1, $2, $3, ${isReversed}, ${withCanceled}))
    select ${columnsFor('$4')}, ${seatsOf(seats)}, (select to_skip from place) as passed
    from (
      select ${columns} ${sessionsAfter('(select after_id from place)')}
        ${withCanceled ? '' : 'and canceled_time is null'}
      order by team_id, session_id offset (select to_skip from place) limit (select to_read from place)
    ) sessions
    order by team_id, session_id`
}
