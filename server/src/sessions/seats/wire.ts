import { type GivenMember, givenMembers, type Participant } from '@anteroom/contract/api/participants'
import { printDate } from '@anteroom/contract/dates'
import { readMetadata } from '../metadata.ts'
import type { Links } from './links.ts'
import type { ParticipantRow } from './store.ts'

export function participantToWire(row: ParticipantRow, links: Links): Participant {
  return {
    participant_id: row.participant_id,
    entry_url: links.entryUrl(row),
    ...(row.has_link || row.opens_by_id ? {} : { link_revoked: true as const }),
    ...(Object.fromEntries(givenMembers.map((member) => [member, row[member]])) as Pick<ParticipantRow, GivenMember>),
    metadata: readMetadata(row.metadata),
    role: row.role,
    session_id: row.session_id,
    client_id: row.client_id,
    coviu_user_id: row.coviu_user_id,
    deleted_at: row.deleted_at && printDate(row.deleted_at),
    created: printDate(row.created),
    ...(row.erased_at ? { erased_at: printDate(row.erased_at) } : {}),
  }
}
