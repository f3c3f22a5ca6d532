import { givenMembers } from '@anteroom/contract/api/participants'

/** Each column that a booking fills, with its type in SQL, as it is read from JSON there. */
const bookedTypes = {
  session_id: 'uuid',
  team_id: 'uuid',
  client_id: 'uuid',
  session_name: 'text',
  picture: 'text',
  external_id: 'text',
  metadata: 'text',
  opens_before_minutes: 'smallint',
  start_time: 'timestamptz',
  end_time: 'timestamptz',
  date_notation: 'text',
  feature_flags: 'text[]',
  created_at: 'timestamptz',
} as const

type Booked = keyof typeof bookedTypes
const bookedNames = Object.keys(bookedTypes) as Booked[]

/** What is read of a session for the API. */
export const sessionColumns = [
  ...bookedNames,
  'actual_start_time',
  'actual_end_time',
  'canceled_time',
  'erased_at',
] as const

/** The same of a seat; what of its link is not told is made of these. */
export const seatColumns = [
  'participant_id',
  'session_id',
  'client_id',
  ...givenMembers,
  'role',
  'coviu_user_id',
  'created',
  'deleted_at',
  'erased_at',
  'link_version',
  'opens_by_id',
] as const

/** Of a seat: whether it has a link with a key, in SQL. */
export const hasLink = 'link_hash is not null'

/** A list of columns, and how a list of the same is read from JSON. */
type Reading = { names: string; types: string }

const reading = (types: Record<string, string>): Reading => ({
  names: Object.keys(types).join(', '),
  types: Object.entries(types)
    .map(([name, type]) => `${name} ${type}`)
    .join(', '),
})

export const newSession = reading({ ...bookedTypes, settings: 'jsonb' })

export const newSeatRow = reading({
  session_id: 'uuid',
  client_id: 'uuid',
  created: 'timestamptz',
  participant_id: 'uuid',
  role: 'text',
  ...Object.fromEntries(givenMembers.map((name) => [name, 'text'])),
})
