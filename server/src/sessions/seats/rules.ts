import { type GivenMember, givenMembers, type NewParticipant } from '@anteroom/contract/api/participants'
import { plainOrNull } from '@anteroom/contract/names'
import type { Role } from '@anteroom/contract/realtime'
import { metadataText } from '../metadata.ts'

type Given = Record<GivenMember, string | null>

/** A seat that is being made, in the words of the table. */
export type NewSeat = { participant_id: string; role: Role } & Given
export type SeatChange = Partial<Omit<NewSeat, 'participant_id'>>

export function newSeat(asked: NewParticipant, participantId: string): NewSeat {
  const given = givenOf(asked)
  const texts = Object.fromEntries(givenMembers.map((member) => [member, given[member] ?? null])) as Given
  return { participant_id: participantId, ...texts, role: asked.role ? toRole(asked.role) : 'GUEST' }
}

/** Only what was given is changed; null takes away what there was. There is no seat without a role. */
export function seatChange(asked: NewParticipant): SeatChange {
  return { ...givenOf(asked), ...(asked.role ? { role: toRole(asked.role) } : {}) }
}

function givenOf(asked: NewParticipant): Partial<Given> {
  const texts = { ...asked, display_name: plainOrNull(asked.display_name), metadata: metadataText(asked.metadata) }
  const given = givenMembers.map((member) => [member, texts[member]] as const)
  return Object.fromEntries(given.filter(([, text]) => text !== undefined))
}

function toRole(role: string): Role {
  return role.toUpperCase() as Role
}
