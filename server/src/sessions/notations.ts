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
 * Parts of a statement that remember how clients wrote their dates. `given` names rows with `session_id`, `client_id` and
 * `date_notation`, of which the last one of each client counts. Nobody waits for anybody: as long as a client writes as
 * ever nothing is locked, and where another request is just changing what is known of it, that one has the word.
 */
export const rememberFrom = (given: string) => `
  latest as (
    select distinct on (client_id) client_id, date_notation from ${given}
    where client_id is not null and date_notation is not null
    order by client_id, session_id desc
  ),
  other as (
    select known.client_id, latest.date_notation
    from client_notations as known join latest on latest.client_id = known.client_id
    where known.notation <> latest.date_notation
    for update of known skip locked
  ),
  renoted as (
    update client_notations as known set notation = other.date_notation from other
    where known.client_id = other.client_id
  ),
  noted as (
    insert into client_notations (client_id, notation)
    select client_id, date_notation from latest
    where not exists (select from client_notations as known where known.client_id = latest.client_id)
    on conflict do nothing
  )`

/** The same for one request, before what else its statement does. */
export const remembering = ({ clientId, notation }: Reader) => sql`
  with written as (select null::uuid as session_id, ${clientId}::uuid as client_id, ${notation}::text as date_notation),
  ${sql.raw(rememberFrom('written'))}`

export async function rememberNotation(db: Kysely<DB>, reader: Reader) {
  if (reader.notation !== null) await sql`${remembering(reader)} select`.execute(db)
}
