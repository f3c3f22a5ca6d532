import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { CallExit, LeaveReason } from '@anteroom/contract/phases'
import type { Role } from '@anteroom/contract/realtime'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, Visits } from '../db/types.gen.ts'
import { listOfSession, withdrawPayments } from '../payments/records.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { saveCall, saveSeat, settingsOf } from '../sessions/records.ts'
import type { Rival, RoomState, Seat, Stage, Visit } from './state.ts'

type Executor = Kysely<DB>

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** For how long after its end a session's page still says so to a link from before links had keys. */
const oldLinksMs = 24 * 3_600_000

/** The seat behind an entry link, with the browser that has it. */
export type Entered = { participantId: string; sessionId: string; linkVersion: number; browserHash: string | null }

/**
 * The seat that the last part of an entry link opens; null for one that nobody was ever given, or that was taken back. An
 * id is one only for seats from before links had keys, until their session has ended.
 */
export async function findByLink(db: Executor, link: string, hash: string, now: Date): Promise<Entered | null> {
  if (!isUuid.test(link)) return null
  const columns = [
    'participants.participant_id as participantId',
    'participants.session_id as sessionId',
    'link_version as linkVersion',
    sql<string | null>`encode(browser_hash, 'hex')`.as('browserHash'),
  ] as const
  const found = await db
    .selectFrom('participants')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .select(columns)
    .where('link_hash', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst()
  if (found) return found
  const old = await db
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.session_id', 'participants.session_id')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .select(columns)
    .where('participants.participant_id', '=', link)
    .where('opens_by_id', '=', true)
    .where((either) =>
      either.or([either('end_time', '>', new Date(now.getTime() - oldLinksMs)), either('call_id', 'is not', null)]),
    )
    .executeTakeFirst()
  return old ?? null
}

/** The session that a seat is in. */
export async function findSessionId(db: Executor, participantId: string): Promise<string | null> {
  if (!isUuid.test(participantId)) return null
  const row = await db
    .selectFrom('participants')
    .select('session_id')
    .where('participant_id', '=', participantId)
    .executeTakeFirst()
  return row?.session_id ?? null
}

/**
 * Reads a session with its seats and visits, with `teamId` only one of that team; with `lock` nobody else changes them
 * until the transaction ends.
 */
export async function loadRoom(
  db: Executor,
  sealing: Sealing,
  sessionId: string,
  { lock = false, teamId }: { lock?: boolean; teamId?: string | undefined } = {},
): Promise<RoomState | null> {
  let query = db
    .selectFrom('sessions')
    .innerJoin('teams', 'teams.team_id', 'sessions.team_id')
    .select(['sessions.session_id', 'session_name', 'start_time', 'end_time', 'canceled_time', 'teams.name as team'])
    .select(['teams.phone', 'teams.email'])
    .select('sessions.team_id')
    .select(({ fn, lit }) =>
      fn.coalesce('sessions.opens_before_minutes', 'teams.opens_before_minutes', lit(0)).as('opens_before_minutes'),
    )
    .select(['settings', 'call_id', 'locked_call_id', 'revision', 'actual_start_time', 'actual_end_time'])
    // Most sessions have none: they are not asked for then.
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('payments').select('payment_id').whereRef('payments.session_id', '=', 'sessions.session_id'),
      ).as('has_payments'),
    )
    .where('sessions.session_id', '=', sessionId)
  if (teamId) query = query.where('sessions.team_id', '=', teamId)
  if (lock) query = query.forUpdate('sessions')
  const session = await query.executeTakeFirst()
  if (!session) return null
  const rows = await db
    .selectFrom('participants')
    .leftJoin('visits', 'visits.participant_id', 'participants.participant_id')
    .selectAll('visits')
    .select(['participants.participant_id', 'role', 'display_name', 'deleted_at', 'erased_at'])
    .select(['link_version', 'link_hash', 'opens_by_id'])
    .where('participants.session_id', '=', sessionId)
    .orderBy('seat')
    .execute()
  const isShown = shownAmong(rows)
  const payments = session.has_payments ? await listOfSession(db, sealing, sessionId) : []
  return {
    session: {
      sessionId: session.session_id,
      teamId: session.team_id,
      name: session.session_name,
      team: session.team,
      contact: { phone: session.phone, email: session.email },
      startTime: session.start_time,
      opensAt: new Date(session.start_time.getTime() - session.opens_before_minutes * 60_000),
      endTime: session.end_time,
      canceledTime: session.canceled_time,
      actualStartTime: session.actual_start_time,
      actualEndTime: session.actual_end_time,
      settings: settingsOf(session.settings),
      callId: session.call_id,
      lockedCallId: session.locked_call_id,
      revision: session.revision,
    },
    seats: rows.map(
      (row): Seat => ({
        participantId: row.participant_id,
        role: row.role as Role,
        displayName: isShown(row)
          ? sealing.openOptional(`participants.display_name/${row.participant_id}`, row.display_name)
          : null,
        // When a person was erased from a seat, nobody is behind it any more.
        deletedAt: row.deleted_at ?? row.erased_at,
        linkVersion: row.link_version,
        linkHash: row.link_hash?.toString('hex') ?? null,
        opensById: row.opens_by_id,
        payments: payments.filter(({ participantId }) => participantId === row.participant_id),
        visit:
          row.visit_id === null
            ? null
            : toVisit(sealing, { ...(isShown(row) ? row : { ...row, ...noTexts }), visit_id: row.visit_id }),
      }),
    ),
  }
}

type Shown = Pick<VisitRow, 'made_host_by' | 'sent_out_by'> & {
  visit_id: string | null
  deleted_at: Date | null
  erased_at: Date | null
}

/**
 * Whose names somebody may still be told: of removed seats only those of hosts who have sent somebody out or made
 * somebody a host. There may be many removed ones, and opening costs more than reading.
 */
function shownAmong(rows: readonly Shown[]) {
  const hosts = new Set(rows.flatMap(({ made_host_by, sent_out_by }) => [made_host_by, sent_out_by]))
  return ({ visit_id, deleted_at, erased_at }: Shown) =>
    (!deleted_at && !erased_at) || (visit_id !== null && hosts.has(visit_id))
}

export async function findRevisions(db: Executor, sessionIds: string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('sessions')
    .select(['session_id', 'revision'])
    .where('session_id', '=', sql<string>`any(${sessionIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ session_id, revision }) => [session_id, revision]))
}

/** As an outer join has it. */
type VisitRow = { [column in keyof Selectable<Visits>]: Selectable<Visits>[column] | null } & { visit_id: string }

function toVisit(sealing: Sealing, row: VisitRow): Visit {
  return {
    visitId: row.visit_id,
    pageId: row.page_id ?? '',
    generation: row.generation ?? 1,
    browserHash: row.browser_hash?.toString('hex') ?? '',
    ownerHash: row.owner_hash?.toString('hex') ?? null,
    name: sealing.openOptional(`visits.name/${row.visit_id}`, row.name),
    stage: (row.stage ?? 'outside') as Stage,
    leftReason: row.left_reason as LeaveReason | null,
    processId: row.process_id,
    goneAt: row.gone_at,
    knockedAt: row.knocked_at,
    turnedAwayAt: row.turned_away_at,
    waitingMessage: sealing.openOptional(`visits.waiting_message/${row.visit_id}`, row.waiting_message),
    admittedCallId: row.admitted_call_id,
    lastCallId: row.last_call_id,
    firstEnteredAt: row.first_entered_at,
    enteredAt: row.entered_at,
    lastLeftAt: row.last_left_at,
    lastLeftReason: row.last_left_reason as CallExit | null,
    check: row.connection_check as ConnectionCheck | null,
    madeHostBy: row.made_host_by,
    sentOutBy: row.sent_out_by,
    heldCallId: row.held_call_id,
    rival: toRival(sealing, row),
  }
}

function toRival(sealing: Sealing, row: VisitRow): Rival | null {
  if (!row.rival_id || !row.rival_asked_at) return null
  return {
    rivalId: row.rival_id,
    pageId: row.rival_page_id ?? '',
    browserHash: row.rival_browser_hash?.toString('hex') ?? '',
    processId: row.rival_process_id,
    goneAt: row.rival_gone_at,
    askedAt: row.rival_asked_at,
    turnedAwayAt: row.rival_turned_away_at,
    waitingMessage: sealing.openOptional(`visits.rival_message/${row.visit_id}`, row.rival_message),
  }
}

/** Writes what differs between two states of one session, counts the revision up, and returns what now stands there. */
export async function saveRoom(
  db: Executor,
  sealing: Sealing,
  before: RoomState,
  after: RoomState,
): Promise<RoomState> {
  const { session } = after
  for (const [at, seat] of after.seats.entries()) {
    const old = before.seats[at]
    if (seat.visit && seat.visit !== old?.visit) await saveVisit(db, sealing, session.sessionId, seat, old?.visit)
    if (seat.linkVersion !== old?.linkVersion) {
      await saveSeat(db, seat.participantId, {
        link_version: seat.linkVersion,
        link_hash: seat.linkHash === null ? null : Buffer.from(seat.linkHash, 'hex'),
        opens_by_id: seat.opensById,
      })
    }
    if (seat.deletedAt !== old?.deletedAt || seat.role !== old?.role) {
      await saveSeat(db, seat.participantId, { deleted_at: seat.deletedAt, role: seat.role })
    }
  }
  await withdrawGone(db, before, after)
  // The session is held, so nobody else has counted meanwhile.
  const revision = before.session.revision + 1
  await saveCall(db, session.sessionId, {
    call_id: session.callId,
    locked_call_id: session.lockedCallId,
    actual_start_time: session.actualStartTime,
    actual_end_time: session.actualEndTime,
    revision,
  })
  return { ...after, session: { ...session, revision } }
}

/** Nobody is to pay for a seat that was taken away. */
async function withdrawGone(db: Executor, before: RoomState, after: RoomState) {
  const gone = after.seats.filter(
    (seat, at) => seat.payments.length > 0 && seat.deletedAt && !before.seats[at]?.deletedAt,
  )
  const [first] = gone
  if (!first?.deletedAt) return
  const participantIds = gone.map(({ participantId }) => participantId)
  await withdrawPayments(db, { sessionId: after.session.sessionId, participantIds }, first.deletedAt)
}

type SealedTexts = { name: string | null; waiting_message: string | null; rival_message: string | null }

const noTexts: SealedTexts = { name: null, waiting_message: null, rival_message: null }

function textsOf(visit: Visit | null | undefined): SealedTexts {
  return {
    name: visit?.name ?? null,
    waiting_message: visit?.waitingMessage ?? null,
    rival_message: visit?.rival?.waitingMessage ?? null,
  }
}

/** What of a visit is sealed, where it has changed: what does not open is not lost by the next change of something else. */
function sealTexts(sealing: Sealing, visit: Visit, old: Visit | null | undefined): Partial<SealedTexts> {
  const before = textsOf(old)
  const changed = Object.entries(textsOf(visit)).filter(
    ([column, text]) => text !== before[column as keyof SealedTexts],
  )
  return Object.fromEntries(
    changed.map(([column, text]) => [column, sealing.sealOptional(`visits.${column}/${visit.visitId}`, text)]),
  )
}

async function saveVisit(
  db: Executor,
  sealing: Sealing,
  sessionId: string,
  { participantId, visit }: Seat,
  old: Visit | null | undefined,
) {
  if (!visit) return
  const changing = {
    page_id: visit.pageId,
    generation: visit.generation,
    browser_hash: Buffer.from(visit.browserHash, 'hex'),
    owner_hash: visit.ownerHash === null ? null : Buffer.from(visit.ownerHash, 'hex'),
    stage: visit.stage,
    left_reason: visit.leftReason,
    process_id: visit.processId,
    gone_at: visit.goneAt,
    knocked_at: visit.knockedAt,
    turned_away_at: visit.turnedAwayAt,
    admitted_call_id: visit.admittedCallId,
    last_call_id: visit.lastCallId,
    first_entered_at: visit.firstEnteredAt,
    entered_at: visit.enteredAt,
    last_left_at: visit.lastLeftAt,
    last_left_reason: visit.lastLeftReason,
    connection_check: visit.check && JSON.stringify(visit.check),
    made_host_by: visit.madeHostBy,
    sent_out_by: visit.sentOutBy,
    held_call_id: visit.heldCallId,
    rival_id: visit.rival?.rivalId ?? null,
    rival_page_id: visit.rival?.pageId ?? null,
    rival_browser_hash: visit.rival ? Buffer.from(visit.rival.browserHash, 'hex') : null,
    rival_process_id: visit.rival?.processId ?? null,
    rival_gone_at: visit.rival?.goneAt ?? null,
    rival_asked_at: visit.rival?.askedAt ?? null,
    rival_turned_away_at: visit.rival?.turnedAwayAt ?? null,
    ...sealTexts(sealing, visit, old),
  }
  // Not by an insert that updates on a conflict: it misses a row now and then that presence moves at that moment.
  await (old
    ? db.updateTable('visits').set(changing).where('participant_id', '=', participantId)
    : db
        .insertInto('visits')
        .values({ visit_id: visit.visitId, participant_id: participantId, session_id: sessionId, ...changing })
  ).execute()
}
