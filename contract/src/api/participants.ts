import { type Static, Type } from 'typebox'
import { OptionalText, TextOrNull } from './formats.ts'

const role = {
  type: ['string', 'null'],
  format: 'role',
  description: 'host, guest or participant, in any case; guest when it is not given.',
}

/** A seat as it is asked for, and as it is changed. */
export const NewParticipant = Type.Object({
  display_name: OptionalText({
    maxLength: 255,
    description: 'The name that others see. Without it the person is asked.',
  }),
  picture: OptionalText({ description: 'Address of a picture.' }),
  state: OptionalText({ maxLength: 1000, description: "The integrator's own mark; sessions can be listed by it." }),
  phone: OptionalText({ maxLength: 255 }),
  user_hint: OptionalText({ maxLength: 1000 }),
  role: Type.Optional(Type.Unsafe<string | null>(role)),
  fee: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      format: 'fee',
      description: 'JSON text `{"amount": cents, "currency": "aud", "description": "…"}`.',
    }),
  ),
})
export type NewParticipant = Static<typeof NewParticipant>

/** A seat as it is answered. */
export const Participant = Type.Object({
  participant_id: Type.String({ description: 'UUID v4; whoever knows it can enter.' }),
  entry_url: Type.String({ description: 'The link for one person.' }),
  display_name: TextOrNull(),
  picture: TextOrNull(),
  state: TextOrNull(),
  phone: TextOrNull(),
  user_hint: TextOrNull(),
  role: Type.String({ enum: ['HOST', 'GUEST', 'PARTICIPANT'] }),
  fee: TextOrNull(),
  session_id: Type.String(),
  client_id: TextOrNull(),
  coviu_user_id: TextOrNull(),
  deleted_at: TextOrNull({ description: 'When the seat was taken away.' }),
  created: Type.String(),
})
export type Participant = Static<typeof Participant>

export const ParticipantParams = Type.Object({ participant_id: Type.String({ format: 'uuid' }) })

export const ParticipantsQuery = Type.Object({
  deleted_participants: Type.Optional(Type.Boolean({ description: 'Removed participants too.' })),
})

export const Done = Type.Object({ ok: Type.Literal(true) })
