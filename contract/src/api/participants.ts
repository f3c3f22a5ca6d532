import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import {
  ExternalIdText,
  externalAnswered,
  externalMembers,
  named,
  OptionalText,
  TextIfSet,
  TextOrNull,
  UuidText,
} from './formats.ts'
import { Warnings } from './problem.ts'

const role = {
  type: ['string', 'null'],
  format: 'role',
  maxLength: 20,
  description: 'host, guest or participant, in any case; guest when it is not given.',
}

/** A seat as it is asked for, and as it is changed. */
export const NewParticipant = named(
  'NewParticipant',
  Type.Object(
    {
      display_name: OptionalText({
        maxLength: maxLengths.name,
        description: 'The name that others see. Without it the person is asked.',
      }),
      picture: OptionalText({ maxLength: maxLengths.url, description: 'Address of a picture.' }),
      state: OptionalText({
        maxLength: maxLengths.name,
        description: "The integrator's own mark; sessions can be listed by it.",
      }),
      phone: OptionalText({ maxLength: maxLengths.name }),
      user_hint: OptionalText({ maxLength: 1000 }),
      ...externalMembers,
      role: Type.Optional(Type.Unsafe<string | null>(role)),
      fee: Type.Optional(
        Type.Unsafe<string | null>({
          type: ['string', 'null'],
          format: 'fee',
          maxLength: maxLengths.fee,
          description:
            'What the person pays: JSON text `{"amount": cents, "currency": "aud", "description": "…", "collect": "before", "account": null}`. `collect`: `before` they enter, or `card` to keep one and charge it later. `account`: a payment account other than the default one.',
        }),
      ),
    },
    { examples: [{ display_name: 'Ana Lind', role: 'guest' }] },
  ),
)
export type NewParticipant = Static<typeof NewParticipant>

/** What an integrator says of a seat, besides its role: stored as texts, and told as they were given. */
export type GivenMember = Exclude<keyof NewParticipant, 'role'>
export const givenMembers = (Object.keys(NewParticipant.properties) as (keyof NewParticipant)[]).filter(
  (member): member is GivenMember => member !== 'role',
)

/** In the example of a session it is one of those who take part. */
export const participantExample = {
  participant_id: '5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10',
  entry_url: 'https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25',
  display_name: 'Dr Vega',
  role: 'HOST',
  session_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
  client_id: '4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44',
  created: '2040-05-01T12:00:00.000Z',
}

/** A seat as it is answered. */
export const Participant = named(
  'Participant',
  Type.Object(
    {
      participant_id: Type.String({ description: 'UUID v4; it opens nothing.' }),
      entry_url: Type.String({
        description:
          'The link for one person. Its last part is a key, of the shape of a UUID, which stands nowhere but here.',
      }),
      link_revoked: Type.Optional(
        Type.Literal(true, { description: 'The link was taken back and opens nothing; not there otherwise.' }),
      ),
      display_name: TextOrNull(),
      picture: TextIfSet(),
      state: TextIfSet(),
      phone: TextIfSet(),
      user_hint: TextIfSet(),
      ...externalAnswered,
      role: Type.String({ enum: ['HOST', 'GUEST', 'PARTICIPANT'] }),
      fee: TextIfSet(),
      session_id: Type.String(),
      client_id: TextOrNull(),
      coviu_user_id: TextIfSet(),
      deleted_at: TextIfSet('When the seat was taken away.'),
      created: Type.String(),
      erased_at: Type.Optional(
        Type.String({ description: 'When what it held about a person was erased; not there before that.' }),
      ),
      warnings: Warnings,
    },
    { examples: [participantExample] },
  ),
)
export type Participant = Static<typeof Participant>

/** What is left out of a seat that is answered when it is not set. */
export const participantsUnset: ReadonlySet<string> = new Set<keyof Participant>([
  'picture',
  'state',
  'phone',
  'user_hint',
  'external_id',
  'metadata',
  'fee',
  'coviu_user_id',
  'deleted_at',
])

/** A seat's new link. */
export const EntryLink = named(
  'EntryLink',
  Type.Object(
    {
      participant_id: Type.String(),
      entry_url: Type.String({ description: 'The only link that opens the seat now.' }),
    },
    {
      examples: [
        {
          participant_id: participantExample.participant_id,
          entry_url: 'https://video.clinic.example/session/7be0a915-c03d-8f42-a6d1-3c58e2f9b704',
        },
      ],
    },
  ),
)
export type EntryLink = Static<typeof EntryLink>

export const ParticipantParams = Type.Object({ participant_id: UuidText() })

export const ParticipantsQuery = Type.Object({
  deleted_participants: Type.Optional(Type.Boolean({ description: 'Removed participants too.' })),
})

export const ParticipantListQuery = Type.Object({
  ...ParticipantsQuery.properties,
  external_id: ExternalIdText('Only participants that have it.'),
})

export const Done = named('Done', Type.Object({ ok: Type.Literal(true) }, { examples: [{ ok: true }] }))
