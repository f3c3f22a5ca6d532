import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { Kysely } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { Clock } from '../ground/clock.ts'
import type { Sealing } from '../sealing/sealing.ts'
import { isOver } from '../sessions/rules.ts'
import { findOverview, listSeats, type OverviewRow, type SeatRow } from './store-overview.ts'

export type Overviews = ReturnType<typeof createOverviews>

type Parts = { db: Kysely<DB>; clock: Clock; sealing: Pick<Sealing, 'openOptional'> }

/**
 * A session as whoever runs the service needs it when a practice phones: also one that was cancelled, and those of all its
 * seats who never came. Names are opened only where they are asked for.
 */
export function createOverviews({ db, clock, sealing }: Parts) {
  const nameOf = (seat: SeatRow) =>
    sealing.openOptional(`visits.name/${seat.visit_id}`, seat.name) ??
    sealing.openOptional(`participants.display_name/${seat.participant_id}`, seat.display_name)

  return {
    async read(sessionId: string, { names }: { names: boolean }) {
      const session = await findOverview(db, sessionId)
      if (!session) return null
      const seats = await listSeats(db, sessionId)
      const minutes = session.opens_before_minutes ?? session.team_opens ?? 0
      return {
        ...session,
        session_name: names ? session.session_name : null,
        opensAt: new Date(session.start_time.getTime() - minutes * 60_000),
        state: stateOf(session, clock.now()),
        isLocked: session.call_id !== null && session.call_id === session.locked_call_id,
        seats: seats.map((seat) => ({
          participantId: seat.participant_id,
          name: names ? nameOf(seat) : null,
          role: seat.role,
          state: seatStateOf(seat),
          firstEntered: seat.first_entered_at,
          // Somebody who has come back in has not left.
          left: seat.is_in_call ? null : seat.last_left_at,
          leftBy: seat.is_in_call ? null : seat.last_left_reason,
          troubles: troublesOf(seat.connection_check as ConnectionCheck | null),
        })),
      }
    },
  }
}

function stateOf(session: OverviewRow, now: Date): string {
  const gone = session.erased_at ? ', erased' : ''
  if (session.canceled_time) return `cancelled${gone}`
  if (session.call_id) return isOver(session.end_time, now) ? 'call goes on after its end' : 'in call'
  if (isOver(session.end_time, now)) return `over${gone}`
  return session.start_time <= now ? 'begun, nobody in the call' : 'to come'
}

function seatStateOf(seat: SeatRow): string {
  if (seat.deleted_at) return 'removed'
  if (!seat.visit_id) return 'never opened the link'
  return seat.is_in_call ? 'in the call' : (seat.stage ?? 'outside')
}

/** What the check before the call has found that is not as it should be. */
function troublesOf(check: ConnectionCheck | null): string[] {
  return Object.entries(check ?? {}).flatMap(([part, { status, detail }]) =>
    status === 'warning' || status === 'failed' ? [`${part} ${status}${detail ? ` (${detail})` : ''}`] : [],
  )
}
