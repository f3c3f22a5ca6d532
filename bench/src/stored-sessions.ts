import { connect } from '@anteroom/e2e/api'
import type { Demo, Product } from '@anteroom/e2e/product'
import pg from 'pg'
import { type MeasuredProduct, startWithPostgres } from './postgres.ts'

/** A product whose team has very many sessions, with two participants each. */
export type StoredSessions = MeasuredProduct & {
  count: number
  /** The id of the session with that number, from 0. */
  idOf(n: number): string
  /** The same in SQL, of a number that stands there as `{n}`. */
  idInSql: string
}

/** When the first of them was made; the others follow each a millisecond later. */
const madeAtMs = Date.UTC(2026, 0, 1)
/** Blocks of the list are closed every five seconds, by the second time at the latest. */
const closedWithinMs = 60_000

export async function storeSessions(count: number): Promise<StoredSessions> {
  const measured = await startWithPostgres()
  const { product, postgres } = measured
  const client = new pg.Client(postgres.config)
  try {
    const start = Date.now()
    await client.connect()
    await insert(client, product.demo, count)
    console.log(`  ${count} sessions stored in ${((Date.now() - start) / 1000).toFixed(0)} s`)
    await untilBlocksAreClosed(client, product, count)
    await client.end()
    return { ...measured, count, idOf, idInSql: idInSql('{n}::bigint') }
  } catch (error) {
    await client.end()
    await measured.close()
    throw error
  }
}

/** A UUID v7 (RFC 9562 5.7) of a millisecond of its own, whose last part is its number. */
function idOf(n: number): string {
  const time = (madeAtMs + n).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
}

const idInSql = (n: string) =>
  `(lpad(to_hex(${madeAtMs} + ${n}), 12, '0') || '70008000' || lpad(to_hex(${n}), 12, '0'))::uuid`

async function insert(client: pg.Client, { team_id, client_id }: Demo, count: number) {
  // The rows are right by how they are made; to look each one up would take most of the time.
  await client.query('set session_replication_role = replica')
  await client.query(
    `insert into sessions (session_id, team_id, client_id, session_name, start_time, end_time, settings)
     select ${idInSql('n')}, $1, $2, 'Session ' || n, now() + interval '1 hour', now() + interval '2 hours',
       '{"removedPlugins": [], "menu": true, "exitUrl": null, "returnUrl": null, "returnLabel": null,
         "autoReturn": false, "uniqueParticipants": false, "faviconUrl": null, "backgroundColor": null,
         "buttonPrimary": null, "buttonSecondary": null}'
     from generate_series(0::bigint, $3::bigint - 1) n`,
    [team_id, client_id, count],
  )
  await client.query(
    `insert into participants (participant_id, session_id, client_id, display_name, role, link_hash, opens_by_id)
     select gen_random_uuid(), ${idInSql('n')}, $1, name, role, sha256(gen_random_uuid()::text::bytea), false
     from generate_series(0::bigint, $2::bigint - 1) n, (values ('Dr Vega', 'HOST'), ('Ana', 'GUEST')) seat (name, role)`,
    [client_id, count],
  )
  for (const table of ['sessions', 'participants']) await client.query(`vacuum analyze ${table}`)
}

/** The server finds out that the list has become long when somebody reads its end. */
async function untilBlocksAreClosed(client: pg.Client, { demo }: Product, count: number) {
  const api = await connect(demo)
  const deadline = Date.now() + closedWithinMs
  for (;;) {
    await api.client.GET('/v1/sessions', { params: { query: { page: count - 1, page_size: 1 } } })
    const { rows } = await client.query('select sum(total)::int as total from session_blocks where level = 0')
    if (rows[0]?.total > count - 256) return
    if (Date.now() > deadline) throw new Error(`Of ${count} sessions, ${rows[0]?.total} are in blocks`)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}
