import type { DateNotation } from '@anteroom/contract/dates'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../db/types.gen.ts'
import type { TeamCaller } from '../ground/caller.ts'
import { sessionColumns } from './columns.ts'

/** Who is answered: a client of the API, and the notation of the dates in its own request, if there are such. */
export type Reader = { clientId: string | null; notation: DateNotation | null }

/** The service itself is no client. */
export const readerOf = ({ clientId }: TeamCaller, notation: DateNotation | null = null): Reader => ({
  clientId: clientId || null,
  notation,
})

type Column = (typeof sessionColumns)[number]
const columnsBesides = sessionColumns.filter(
  (name): name is Exclude<Column, 'date_notation'> => name !== 'date_notation',
)

/**
 * What is read of a session for the client whose id is this parameter of a statement. Whoever has never written a date
 * reads a session's as they were given, by whomever.
 */
export const columnsFor = (parameter: string) =>
  [
    ...columnsBesides,
    `coalesce((select notation from client_notations where client_id = ${parameter}::uuid), date_notation)
      as date_notation`,
  ].join(', ')

/** The same for a statement that is built. */
export function selectionFor({ clientId, notation }: Reader) {
  const known = sql<string | null>`(select notation from client_notations where client_id = ${clientId}::uuid)`
  return [
    ...columnsBesides,
    sql<string>`coalesce(${notation}::text, ${known}, date_notation)`.as('date_notation'),
  ] as const
}

/**
 * Remembers how clients wrote their dates, where it is another way than before: as long as they write as ever, nothing
 * is locked. `given` names rows with `session_id`, `client_id` and `date_notation`, of which the last one of each client
 * counts. They are written in the order of clients, so that two who do this never wait for each other.
 */
export const rememberFrom = (given: string) => `
  insert into client_notations (client_id, notation)
  select distinct on (client_id) client_id, date_notation from ${given} as given
  where client_id is not null and date_notation is not null and not exists (
    select from client_notations as known
    where known.client_id = given.client_id and known.notation = given.date_notation
  )
  order by client_id, session_id desc
  on conflict (client_id) do update set notation = excluded.notation`

/** The same for one request. */
export const remembering = ({ clientId, notation }: Reader) => sql<Record<string, never>>`
  with written as (select null::uuid as session_id, ${clientId}::uuid as client_id, ${notation}::text as date_notation)
  ${sql.raw(rememberFrom('written'))}`

export async function rememberNotation(db: Kysely<DB>, reader: Reader) {
  if (reader.notation !== null) await remembering(reader).execute(db)
}
