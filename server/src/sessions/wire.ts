import type { Participant } from '@anteroom/contract/api/participants'
import type { Session } from '@anteroom/contract/api/sessions'
import { printDate } from '@anteroom/contract/dates'
import { readMetadata } from './metadata.ts'
import type { SessionRow } from './store.ts'

/** A session's dates are answered in a notation of their own (`notations.ts`); its participants have none. */
export function sessionToWire(row: SessionRow, participants: Participant[]): Session {
  const print = (date: Date) => printDate(date, row.date_notation === 'rfc1123' ? 'rfc1123' : 'iso8601')
  return {
    session_id: row.session_id,
    session_name: row.session_name,
    start_time: print(row.start_time),
    end_time: print(row.end_time),
    actual_start_time: row.actual_start_time && print(row.actual_start_time),
    actual_end_time: row.actual_end_time && print(row.actual_end_time),
    picture: row.picture,
    opens_before_minutes: row.opens_before_minutes,
    external_id: row.external_id,
    metadata: readMetadata(row.metadata),
    feature_flags: row.feature_flags,
    participants,
    team_id: row.team_id,
    client_id: row.client_id,
    canceled_time: row.canceled_time && print(row.canceled_time),
    created_at: print(row.created_at),
    ...(row.erased_at ? { erased_at: print(row.erased_at) } : {}),
  }
}
