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
