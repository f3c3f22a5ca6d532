import type { Database } from '../../src/db/pool.ts'

/** How often the database was asked until `work` was done. */
export async function queriesDuring({ pool }: Database, work: () => Promise<void>) {
  let queries = 0
  const query = pool.query
  const connect = pool.connect
  const count = () => {
    queries += 1
  }
  pool.query = ((...given: Parameters<typeof query>) => {
    count()
    return query.apply(pool, given)
  }) as typeof query
  pool.connect = ((...given: Parameters<typeof connect>) => {
    count()
    return connect.apply(pool, given)
  }) as typeof connect
  try {
    await work()
  } finally {
    pool.query = query
    pool.connect = connect
  }
  return queries
}
