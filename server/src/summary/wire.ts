import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import type { SummaryParticipant } from '@anteroom/contract/api/summary'
import { printDate } from '@anteroom/contract/dates'
import type { CallExit } from '@anteroom/contract/phases'
import type { AttendanceRow } from './store.ts'

export function attendanceToWire(row: AttendanceRow): SummaryParticipant {
  // Somebody who has come back in has not left.
  const leftAt = row.is_in_call ? null : row.last_left_at
  return {
    participant_id: row.participant_id,
    role: row.role,
    entry_time: row.first_entered_at && printDate(row.first_entered_at),
    exit_time: {
      left_at: leftAt && printDate(leftAt),
      left_reason: leftAt && (row.last_left_reason as CallExit | null),
    },
    bandwidth: {
      min_sent_bandwidth: row.sent_min,
      max_sent_bandwidth: row.sent_max,
      avg_sent_bandwidth: row.sent_average,
      min_receive_bandwidth: row.received_min,
      max_receive_bandwidth: row.received_max,
      avg_receive_bandwidth: row.received_average,
    },
    connection_check: row.connection_check as ConnectionCheck | null,
  }
}
