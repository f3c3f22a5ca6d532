import type { Participant } from '@anteroom/contract/api/participants'
import { maxPageSize, maxParticipants, type Session } from '@anteroom/contract/api/sessions'
import type { Database } from '../../db/pool.ts'
import { search } from '../../db/searches.ts'
import type { Clock } from '../../ground/clock.ts'
import { ProblemError } from '../../ground/problem-error.ts'
import type { Reader } from '../notations.ts'
import type { Participants } from '../seats/service.ts'
import { isPicking, pickSessions, type SessionFilter, type SessionRow } from '../store.ts'
import { createBookmarks } from './bookmarks.ts'
import { readListPage, type SessionWithSeats, type WantedSeats } from './store-list-pages.ts'

type Parts = {
  database: Database
  clock: Clock
  participants: Participants
  toWire(row: SessionRow, seats: Participant[]): Session
  withSeats(row: SessionWithSeats): Promise<Session>
  /** Pages that begin before so many sessions are not looked up in blocks. */
  nearBy: number
  /** So many sessions had to be passed over to find a page. */
  passedOver(teamId: string, count: number): void
}

/** As many as a page has whose sessions are all full; one session is read to know whether there is another page. */
const maxSeatsOfPage = (maxPageSize + 1) * maxParticipants

/** `limit`: how many sessions to read where the page begins, which is found by the page's number and size. */
type Wanted = { number: number; size: number; limit: number; seats: WantedSeats; reader: Reader }

/** Finds a page of a team's sessions: by blocks among all of them, by bookmarks among those that a filter picks. */
export function createLists({ database, clock, participants, toWire, withSeats, nearBy, passedOver }: Parts) {
  const { kysely: db, pool } = database
  const bookmarks = createBookmarks(clock)

  async function ofAll(teamId: string, filter: SessionFilter, { number, size, limit, seats, reader }: Wanted) {
    const { withCanceled, isReversed } = filter
    // There may be ten times as many removed ones, so they are counted before any is read.
    const readAtOnce = seats === 'all' ? 'none' : seats
    const page = { offset: number * size, limit, withCanceled, isReversed, seats: readAtOnce, reader }
    const { rows, passed } = await readListPage(pool, teamId, page, nearBy)
    passedOver(teamId, passed)
    if (seats === 'all') return withAllSeats(rows)
    const sessions: Session[] = []
    // One after the other, as each of them gives others their turn.
    for (const row of rows) sessions.push(await withSeats(row))
    return sessions
  }

  async function ofPicked(teamId: string, filter: SessionFilter, { number, size, limit, seats, reader }: Wanted) {
    const list = JSON.stringify([teamId, size, filter])
    const bookmark = bookmarks.find(list, number)
    const start = bookmark ? { bookmark } : { offset: number * size }
    const rows = await search(db, true, (trx) => pickSessions(trx, teamId, filter, { start, limit, reader }))
    const [first, last] = [rows[0], rows.slice(0, size).at(-1)]
    if (first && !bookmark) bookmarks.remember(list, number, { ...placeOf(first), isIncluded: true })
    if (last) bookmarks.remember(list, number + 1, { ...placeOf(last), isIncluded: false })
    if (seats === 'all') return withAllSeats(rows)
    const found = seats === 'none' ? null : await participants.listBySession(idsOf(rows), false)
    return rows.map((row) => toWire(row, found?.get(row.session_id) ?? []))
  }

  async function withAllSeats(rows: readonly SessionRow[]): Promise<Session[]> {
    // What is left of a page that cannot be made smaller is answered, however long.
    if (rows.length > 2 && (await participants.countEver(idsOf(rows))) > maxSeatsOfPage) {
      const message = 'must be smaller: the sessions of the page have too many removed participants for one answer'
      throw new ProblemError('invalid-request', undefined, [{ pointer: '/page_size', message }])
    }
    const found = await participants.listBySession(idsOf(rows), true)
    return rows.map((row) => toWire(row, found.get(row.session_id) ?? []))
  }

  return {
    readListPage: (teamId: string, filter: SessionFilter, wanted: Wanted) =>
      (isPicking(filter) ? ofPicked : ofAll)(teamId, filter, wanted),
  }
}

const idsOf = (rows: readonly SessionRow[]) => rows.map(({ session_id }) => session_id)

const placeOf = ({ session_id, start_time }: SessionRow) => ({ sessionId: session_id, startTime: start_time })
