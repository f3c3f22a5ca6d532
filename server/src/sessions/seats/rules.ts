import type { NewParticipant } from '@anteroom/contract/api/participants'
import { plainOrNull } from '@anteroom/contract/names'
import type { Role } from '@anteroom/contract/realtime'

/** A seat that is being made, in the words of the table. */
export type NewSeat = {
  participant_id: string
  display_name: string | null
  picture: string | null
  state: string | null
  phone: string | null
  user_hint: string | null
  role: Role
  fee: string | null
}
export type SeatChange = Partial<Omit<NewSeat, 'participant_id'>>

export function newSeat(asked: NewParticipant, participantId: string): NewSeat {
  return {
    participant_id: participantId,
    display_name: plainOrNull(asked.display_name) ?? null,
    picture: asked.picture ?? null,
    state: asked.state ?? null,
    phone: asked.phone ?? null,
    user_hint: asked.user_hint ?? null,
    role: asked.role ? toRole(asked.role) : 'GUEST',
    fee: asked.fee ?? null,
  }
}

/** Only what was given is changed; null takes away what there was. There is no seat without a role. */
export function seatChange({ role, ...asked }: NewParticipant): SeatChange {
  const { display_name, picture, state, phone, user_hint, fee } = asked
  const texts = { display_name: plainOrNull(display_name), picture, state, phone, user_hint, fee }
  const given = Object.entries(texts).filter(([, value]) => value !== undefined)
  return { ...(Object.fromEntries(given) as SeatChange), ...(role ? { role: toRole(role) } : {}) }
}

function toRole(role: string): Role {
  return role.toUpperCase() as Role
}
