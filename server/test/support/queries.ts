import type pg from 'pg'
import type { Database } from '../../src/db/pool.ts'

/** How often the database was asked until `work` was done. */
export async function queriesDuring({ pool, calls, vital }: Database, work: () => Promise<void>) {
  let queries = 0
  const undo = [pool, calls.pool, vital.pool].map((one) => {
    const { query, connect } = one
    one.query = ((...given: Parameters<typeof query>) => {
      queries += 1
      return query.apply(one, given)
    }) as typeof query
    one.connect = ((...given: Parameters<typeof connect>) => {
      queries += 1
      return connect.apply(one, given)
    }) as typeof connect
    return () => Object.assign(one, { query, connect })
  })
  try {
    await work()
  } finally {
    for (const undoOne of undo) undoOne()
  }
  return queries
}

type Plan = Record<string, unknown> & { Plans?: Plan[] }

/** How many rows the database looks at for the selects for a team from a table that are made until `work` is done. */
export async function rowsReadDuring({ pool }: Database, table: string, teamId: string, work: () => Promise<unknown>) {
  const selects: { text: string; values: unknown[] }[] = []
  const undo: (() => void)[] = []
  const known = new Set<pg.PoolClient>()
  const listen = (client: pg.PoolClient) => {
    if (known.has(client)) return
    known.add(client)
    const { query } = client
    client.query = ((first: string | { text: string; values?: unknown[] }, values: unknown[] = [], ...more: []) => {
      const { text, values: given = values } = typeof first === 'string' ? { text: first } : first
      const isMeant = /^\s*(select|with)\b/.test(text) && text.includes(table) && given.includes(teamId)
      if (isMeant) selects.push({ text, values: given })
      return (query as (...all: unknown[]) => unknown).call(client, first, values, ...more)
    }) as typeof query
    undo.push(() => Object.assign(client, { query }))
  }
  pool.on('acquire', listen)
  try {
    await work()
  } finally {
    pool.off('acquire', listen)
    for (const undoOne of undo) undoOne()
  }
  let rows = 0
  for (const { text, values } of selects) {
    const explained = await pool.query(`explain (analyze, format json) ${text}`, values)
    rows += rowsOf(explained.rows[0]['QUERY PLAN'][0].Plan)
  }
  return { selects: selects.length, rows }
}

function rowsOf(plan: Plan): number {
  const number = (name: string) => Number(plan[name] ?? 0)
  const looked = number('Actual Rows') + number('Rows Removed by Filter') + number('Rows Removed by Index Recheck')
  const own = 'Relation Name' in plan ? looked * number('Actual Loops') : 0
  return (plan.Plans ?? []).reduce((sum, below) => sum + rowsOf(below), own)
}
