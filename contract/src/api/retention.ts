import { type Static, Type } from 'typebox'
import { named } from './formats.ts'

/** The longest time that can be said in days; beyond it there is only "for ever". */
export const maxRetentionDays = 3650

/** What is kept for a time of its own, and what that is. */
const kinds = {
  sessions_days:
    'All that a session holds about people: its name, picture and flags, its seats, who was there when, what was measured. Ids, the booked times and the fact that it was erased stay.',
  names_days:
    'Names, pictures, phone numbers, hints, states and fees of participants, what they were told in the waiting room, and the name and the picture of the session.',
  summaries_days: 'Who was in the call from when to when, how they left it, and how fast their lines were.',
  checks_days: 'What browsers found out about themselves and their networks before the call.',
  webhook_log_days: 'Events and their deliveries. Counted from each delivery instead of the end of a session.',
} as const
export type RetentionMember = keyof typeof kinds

export const retentionMembers = Object.keys(kinds) as RetentionMember[]

const days = (member: RetentionMember) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 1,
    maximum: maxRetentionDays,
    description: kinds[member],
  })

export const RetentionChange = named(
  'RetentionChange',
  Type.Object(
    {
      sessions_days: Type.Optional(days('sessions_days')),
      names_days: Type.Optional(days('names_days')),
      summaries_days: Type.Optional(days('summaries_days')),
      checks_days: Type.Optional(days('checks_days')),
      webhook_log_days: Type.Optional(days('webhook_log_days')),
    },
    {
      description:
        'In days after the end of a session; null keeps it for ever. What is not given is as the service has it.',
      examples: [{ sessions_days: 365, checks_days: 30 }],
    },
  ),
)
export type RetentionChange = Static<typeof RetentionChange>

export const Retention = named(
  'Retention',
  Type.Object(
    {
      sessions_days: days('sessions_days'),
      names_days: days('names_days'),
      summaries_days: days('summaries_days'),
      checks_days: days('checks_days'),
      webhook_log_days: days('webhook_log_days'),
      inherited: Type.Array(Type.String({ maxLength: 20 }), {
        maxItems: retentionMembers.length,
        description: 'The members that the team has not set: they are as the service has them.',
      }),
    },
    {
      examples: [
        {
          sessions_days: 365,
          names_days: 365,
          summaries_days: 365,
          checks_days: 30,
          webhook_log_days: 30,
          inherited: ['names_days', 'summaries_days', 'webhook_log_days'],
        },
      ],
    },
  ),
)
export type Retention = Static<typeof Retention>

/** Of the calls that take something away: whether what it holds about people goes with it. */
export const EraseQuery = Type.Object({
  erase: Type.Optional(
    Type.Boolean({
      description:
        'Also erases what it holds about people, for good: for the admins and the own clients of the team. Possible once it is over, too.',
    }),
  ),
})
export type EraseQuery = Static<typeof EraseQuery>
