import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import {
  DateText,
  ExternalIdText,
  externalAnswered,
  externalMembers,
  named,
  OpensBefore,
  OptionalText,
  TextIfSet,
  TextOrNull,
  UuidText,
} from './formats.ts'
import { NewParticipant, Participant, ParticipantsQuery, participantExample } from './participants.ts'
import { Warnings } from './problem.ts'

/** How many seats a session can have. */
export const maxParticipants = 50
/** How many seats a session can ever have had, those included that were removed. */
export const maxSeatsEver = 500
/** How many feature flags a session can have. */
export const maxFlags = 200
/** How long a session can be booked for, in hours. */
export const maxHours = 12
/** How many sessions one page of the list has at most. */
export const maxPageSize = 200

const optional = {
  session_name: OptionalText({ maxLength: maxLengths.name }),
  picture: OptionalText({ maxLength: maxLengths.url, description: 'Address of a picture.' }),
  feature_flags: Type.Optional(
    Type.Unsafe<string[] | null>({
      type: ['array', 'null'],
      items: { type: 'string', format: 'text', maxLength: maxLengths.flag },
      maxItems: maxFlags,
      description: '`<group>;<name>[;<value>]`, see docs/feature-flags.md.',
    }),
  ),
  opens_before_minutes: Type.Optional(
    OpensBefore(
      "People can come in so many minutes before the start, by the same rules as after it. Null: as the team's sessions do.",
    ),
  ),
  ...externalMembers,
}

export const NewSession = named(
  'NewSession',
  Type.Object(
    {
      ...optional,
      start_time: DateText('When the room opens, unless it opens some minutes before.'),
      end_time: DateText(`After the start, in the future, at most ${maxHours} hours after the start.`),
      participants: Type.Optional(
        Type.Unsafe<NewParticipant[] | null>({
          type: ['array', 'null'],
          items: NewParticipant,
          maxItems: maxParticipants,
        }),
      ),
    },
    {
      examples: [
        {
          session_name: 'Follow-up',
          start_time: '2040-05-14T09:00:00Z',
          end_time: '2040-05-14T09:30:00Z',
          feature_flags: ['customisation;return-url;https://clinic.example/thanks'],
          participants: [
            { display_name: 'Dr Vega', role: 'host' },
            { display_name: 'Ana Lind', role: 'guest' },
          ],
        },
      ],
    },
  ),
)
export type NewSession = Static<typeof NewSession>

export const SessionChange = named(
  'SessionChange',
  Type.Object(
    {
      ...optional,
      start_time: Type.Optional(DateText('Cannot be moved once the session has started.')),
      end_time: Type.Optional(DateText(`After the start, in the future, at most ${maxHours} hours after the start.`)),
    },
    { examples: [{ end_time: '2040-05-14T09:45:00Z' }] },
  ),
)
export type SessionChange = Static<typeof SessionChange>

export const sessionExample = {
  session_id: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
  session_name: 'Follow-up',
  start_time: '2040-05-14T09:00:00.000Z',
  end_time: '2040-05-14T09:30:00.000Z',
  feature_flags: ['customisation;return-url;https://clinic.example/thanks'],
  participants: [participantExample],
  team_id: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
  client_id: '4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44',
  created_at: '2040-05-01T12:00:00.000Z',
}

export const Session = named(
  'Session',
  Type.Object(
    {
      session_id: Type.String(),
      session_name: TextOrNull(),
      start_time: Type.String(),
      end_time: Type.String(),
      actual_start_time: TextIfSet('When the call was first entered.'),
      actual_end_time: TextIfSet('When its last participant left.'),
      picture: TextIfSet(),
      opens_before_minutes: Type.Optional(
        Type.Unsafe<number | null>({
          type: ['integer', 'null'],
          description: "As given. Left out when the team's holds; null with the header `Prefer: unset=null`.",
        }),
      ),
      ...externalAnswered,
      feature_flags: Type.Array(Type.String(), { description: 'As given.' }),
      participants: Type.Array(Participant, { description: 'Oldest first.' }),
      team_id: Type.String(),
      client_id: TextOrNull(),
      canceled_time: TextIfSet(),
      created_at: Type.String(),
      erased_at: Type.Optional(
        Type.String({ description: 'When what it held about people was erased; not there before that.' }),
      ),
      warnings: Warnings,
    },
    { examples: [sessionExample] },
  ),
)
export type Session = Static<typeof Session>

/** What is left out of a session that is answered when it is not set. */
export const sessionsUnset: ReadonlySet<string> = new Set<keyof Session>([
  'actual_start_time',
  'actual_end_time',
  'picture',
  'external_id',
  'metadata',
  'opens_before_minutes',
  'canceled_time',
])

export const SessionParams = Type.Object({ session_id: UuidText() })

export const SessionQuery = ParticipantsQuery

export const SessionsQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'From 0.' })),
  page_size: Type.Optional(
    Type.Integer({ minimum: 1, description: `${maxPageSize} when it is not given, and at most.` }),
  ),
  start_time: Type.Optional(DateText('Sessions that start then or later.')),
  end_time: Type.Optional(DateText('Sessions that end then or earlier.')),
  active_from: Type.Optional(
    DateText('Sessions that end later, so that a part of them at least comes after it; a session is over at its end.'),
  ),
  active_until: Type.Optional(
    DateText(
      'Sessions that start earlier. With `active_from` all that are booked for some time between; the same for both finds what is booked for that moment.',
    ),
  ),
  order: Type.Optional(
    Type.String({
      enum: ['forward', 'reverse', 'backwards'],
      description: '`backwards` is an older word for `reverse`.',
    }),
  ),
  include_canceled: Type.Optional(Type.Boolean()),
  deleted_participants: Type.Optional(
    Type.Boolean({
      description:
        'Removed participants too. Where there are more than 10,000 of them, a smaller page has to be asked for.',
    }),
  ),
  state: Type.Optional(
    Type.String({
      format: 'text',
      // As long as marks were allowed to be before they had the length of a name.
      maxLength: 1000,
      description:
        'Only sessions with a participant of that state. An application needs the permission `participants` for it.',
    }),
  ),
  external_id: ExternalIdText('Only sessions that have it themselves.'),
})
export type SessionsQuery = Static<typeof SessionsQuery>

export const SessionPage = named(
  'SessionPage',
  Type.Object(
    {
      content: Type.Array(Session),
      page: Type.Integer(),
      page_size: Type.Integer(),
      more: Type.Boolean({ description: 'Whether there is another page.' }),
    },
    { examples: [{ content: [sessionExample], page: 0, page_size: 200, more: false }] },
  ),
)
export type SessionPage = Static<typeof SessionPage>
