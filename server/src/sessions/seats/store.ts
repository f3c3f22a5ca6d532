import { type GivenMember, givenMembers } from '@anteroom/contract/api/participants'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, Participants } from '../../db/types.gen.ts'
import { sealedColumnsOf } from '../../sealing/columns.ts'
import type { Sealing } from '../../sealing/sealing.ts'
import { hasLink, seatColumns } from '../columns.ts'
import type { NewSeat, SeatChange } from './rules.ts'

type Db = Kysely<DB> | Transaction<DB>

export type ParticipantRow = Omit<Selectable<Participants>, 'seat' | 'link_hash'> & { has_link: boolean }
const columns = [
  ...seatColumns.map((name) => `participants.${name}` as const),
  sql<boolean>`participants.${sql.raw(hasLink)}`.as('has_link'),
] as const

/** What says who somebody is. Everywhere but in the database it is open. */
const sealedColumns = givenMembers.filter((name) => name in sealedColumnsOf('participants'))
type Sealed = { [column in GivenMember]?: string | null }

/** A seat, or a change of one, as it is stored. */
export function sealSeat<Seat extends Sealed>(sealing: Sealing, participantId: string, seat: Seat): Seat {
  return withEach(seat, (column, text) => sealing.seal(`participants.${column}/${participantId}`, text))
}

/** The other way. */
export function openSeat<Row extends Sealed & { participant_id: string }>(sealing: Sealing, row: Row): Row {
  return withEach(row, (column, text) => sealing.openOptional(`participants.${column}/${row.participant_id}`, text))
}

function withEach<Seat extends Sealed>(seat: Seat, change: (column: GivenMember, text: string) => string | null): Seat {
  const changed = { ...seat }
  for (const column of sealedColumns) {
    const text = seat[column]
    if (typeof text === 'string') changed[column] = change(column, text)
  }
  return changed
}

/** The seats of some sessions as they are stored, oldest first. */
export async function listSeats(db: Db, sessionIds: string[], withDeleted: boolean): Promise<ParticipantRow[]> {
  if (sessionIds.length === 0) return []
  return db
    .selectFrom('participants')
    .select(columns)
    .where('session_id', '=', sql<string>`any(${sessionIds}::uuid[])`)
    .$if(!withDeleted, (query) => query.where('deleted_at', 'is', null))
    .orderBy('seat')
    .execute()
}

/** How many seats some sessions have in all, those included that were removed. */
export async function countSeatsEver(db: Db, sessionIds: string[]): Promise<number> {
  const { count } = await db
    .selectFrom('participants')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('session_id', '=', sql<string>`any(${sessionIds}::uuid[])`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findSeat(
  db: Db,
  sealing: Sealing,
  teamId: string,
  participantId: string,
): Promise<ParticipantRow | undefined> {
  const row = await db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .select(columns)
    .where('participants.participant_id', '=', participantId)
    .where('sessions.team_id', '=', teamId)
    .executeTakeFirst()
  return row && openSeat(sealing, row)
}

export async function countHosts(trx: Transaction<DB>, sessionId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('participants')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('session_id', '=', sessionId)
    .where('role', '=', 'HOST')
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many seats a session has, and how many with those that were removed. */
export async function countSeats(trx: Transaction<DB>, sessionId: string): Promise<{ now: number; ever: number }> {
  const { now, ever } = await trx
    .selectFrom('participants')
    .select(({ fn }) => [
      fn.countAll<string>().filterWhere('deleted_at', 'is', null).as('now'),
      fn.countAll<string>().as('ever'),
    ])
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return { now: Number(now), ever: Number(ever) }
}

export async function insertSeat(
  trx: Transaction<DB>,
  sealing: Sealing,
  seat: NewSeat & { session_id: string; client_id: string | null; created: Date; link_hash: Buffer },
): Promise<ParticipantRow> {
  const sealed = { ...sealSeat(sealing, seat.participant_id, seat), opens_by_id: false }
  const row = await trx.insertInto('participants').values(sealed).returning(columns).executeTakeFirstOrThrow()
  return openSeat(sealing, row)
}

export async function updateSeat(
  trx: Transaction<DB>,
  sealing: Sealing,
  { teamId, participantId, change }: { teamId: string; participantId: string; change: SeatChange },
): Promise<ParticipantRow | undefined> {
  const row = await trx
    .updateTable('participants')
    .from('sessions')
    // Something has to be set for the row to come back.
    .set({ participant_id: participantId, ...sealSeat(sealing, participantId, change) })
    .whereRef('sessions.session_id', '=', 'participants.session_id')
    .where('sessions.team_id', '=', teamId)
    .where('participants.participant_id', '=', participantId)
    .where('participants.deleted_at', 'is', null)
    .where('participants.erased_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return row && openSeat(sealing, row)
}

/** Some seats whose links cannot be found by their keys yet, held until the transaction ends, and by nobody else. */
export async function takeSeatsWithoutLink(trx: Transaction<DB>, limit: number) {
  return trx
    .selectFrom('participants')
    .select(['participant_id', 'link_version'])
    .where('link_hash', 'is', null)
    .where('opens_by_id', '=', true)
    .orderBy('participant_id')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
}

export async function writeLinkHashes(trx: Transaction<DB>, links: { participantId: string; hash: string }[]) {
  const ids = links.map(({ participantId }) => participantId)
  const hashes = links.map(({ hash }) => hash)
  await sql`
    update participants set link_hash = decode(link.hash, 'hex')
    from unnest(${ids}::uuid[], ${hashes}::text[]) as link (participant_id, hash)
    where participants.participant_id = link.participant_id`.execute(trx)
}
