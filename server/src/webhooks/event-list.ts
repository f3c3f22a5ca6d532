import { type EventPage, type EventsQuery, maxEvents } from '@anteroom/contract/api/events'
import { parseDate } from '@anteroom/contract/dates'
import { webhookEventTypes } from '@anteroom/contract/webhook-events'
import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import { ProblemError } from '../ground/problem-error.ts'
import { latest, messageOf } from './rules.ts'
import {
  findFirstPlace,
  findList,
  findPlaced,
  findToldSince,
  givePlaces,
  hasUnlisted,
  listPlaced,
  type PlacedRow,
} from './store-events.ts'

/** How many events are looked at for one page, and get their places for it, whatever is asked for. */
const lookAtOnce = 5_000
const usual = 100

type Cursor = { seq: number; mark: string | null }

/** Events as integrators read them who cannot be told (docs/decisions/0071). */
export function createEventList({ db, clock }: { db: Kysely<DB>; clock: Clock }) {
  /** Whether there may be more than those that have their places now. */
  async function prepare(teamId: string, after: number): Promise<boolean> {
    const list = await findList(db, teamId)
    if (list && list.last_seq - after >= lookAtOnce) return true
    // The list has to be there even without events, so that it is noted what is deleted from now on.
    if (list && !(await hasUnlisted(db, teamId))) return false
    return (await db.transaction().execute((trx) => givePlaces(trx, teamId, lookAtOnce))) === lookAtOnce
  }

  return async (caller: TeamCaller, query: EventsQuery): Promise<EventPage> => {
    const { teamId } = caller
    const cursor = readCursor(query.after)
    const types = readTypes(query.event_types)
    const limit = Math.min(query.limit ?? usual, maxEvents)
    const isMore = await prepare(teamId, cursor?.seq ?? 0)
    // All of it as it is at one moment: events and what is known of those that were deleted.
    return inOneLook(db, async (trx) => {
      const { last_seq, forgotten_seq } = (await findList(trx, teamId)) ?? { last_seq: 0, forgotten_seq: 0 }
      if (cursor) {
        const isKnown = cursor.seq >= forgotten_seq && cursor.seq <= last_seq
        if (!isKnown || !fits(cursor, await findPlaced(trx, teamId, cursor.seq))) throw forgotten()
      }
      const after = cursor?.seq ?? ((await findFirstPlace(trx, teamId)) ?? last_seq + 1) - 1
      const upTo = Math.min(after + lookAtOnce, last_seq)
      const from = latest((query.from && parseDate(query.from)?.date) || null, await toldSince(trx, caller))
      const rows = await listPlaced(trx, teamId, { after, upTo, types, from, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const isFull = rows.length > limit && last !== undefined
      const end = isFull ? last.seq : upTo
      return {
        content: shown.map(eventToWire),
        next: printCursor(end, last?.seq === end ? last.event_id : await findPlaced(trx, teamId, end)),
        more: isFull || end < last_seq || isMore,
      }
    })
  }

  async function toldSince(trx: Transaction<DB>, { teamId, appId }: TeamCaller): Promise<Date | null> {
    if (appId === null) return null
    return (await findToldSince(trx, { teamId, appId })) ?? clock.now()
  }
}

function inOneLook<Found>(db: Kysely<DB>, look: (trx: Transaction<DB>) => Promise<Found>): Promise<Found> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(look)
}

function eventToWire(row: PlacedRow) {
  return { event_id: row.event_id, cursor: printCursor(row.seq, row.event_id), ...messageOf(row) }
}

/** With the end of the event's id: after a backup was brought back, the same place may be that of another event. */
function printCursor(seq: number, eventId: string | undefined): string {
  return eventId ? `${seq}-${eventId.slice(-12)}` : String(seq)
}

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  const [, seq = '', mark = null] = /^(\d{1,15})(?:-([\da-f]{12}))?$/.exec(text) ?? []
  if (seq === '') throw badMember('/after', 'must be a cursor as it was answered')
  return { seq: Number(seq), mark }
}

/** What is deleted cannot be compared any more. */
function fits({ mark }: Cursor, eventId: string | undefined): boolean {
  return mark === null || eventId === undefined || eventId.endsWith(mark)
}

function readTypes(text: string | undefined): string[] | null {
  if (text === undefined) return null
  const types = text.split(',').map((type) => type.trim())
  const unknown = types.find((type) => !(webhookEventTypes as readonly string[]).includes(type))
  if (unknown === undefined) return types
  throw badMember('/event_types', `must be types of events with commas between them: ${webhookEventTypes.join(', ')}`)
}

function forgotten(): ProblemError {
  return new ProblemError(
    'events-forgotten',
    'Events that followed this cursor were deleted, or a backup was brought back. Read once without `after`, and compare with the sessions.',
  )
}

function badMember(pointer: string, message: string): ProblemError {
  return new ProblemError('invalid-request', undefined, [{ pointer, message }])
}
