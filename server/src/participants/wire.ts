import type { Participant } from '@anteroom/contract/api/participants'
import { printDate } from '@anteroom/contract/dates'
import type { ParticipantRow } from './store.ts'

export function participantToWire(row: ParticipantRow, publicUrl: string): Participant {
  return {
    participant_id: row.participant_id,
    entry_url: `${publicUrl}/session/${row.participant_id}`,
    display_name: row.display_name,
    picture: row.picture,
    state: row.state,
    phone: row.phone,
    user_hint: row.user_hint,
    role: row.role,
    fee: row.fee,
    session_id: row.session_id,
    client_id: row.client_id,
    coviu_user_id: row.coviu_user_id,
    deleted_at: row.deleted_at && printDate(row.deleted_at),
    created: printDate(row.created),
    ...(row.erased_at ? { erased_at: printDate(row.erased_at) } : {}),
  }
}
