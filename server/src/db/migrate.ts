import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Pool } from 'pg'
import { SetupError } from '../setup-error.ts'

const migrationsFolder = path.join(import.meta.dirname, '../../migrations')

/** Of all that lock in this database, only migrations use this number. */
const migrationLock = 4_207_131

/**
 * Brings the database up to the newest of the numbered SQL files. Forward only; each file is applied once, in its own
 * transaction. Processes that start at the same moment wait for each other.
 */
export async function migrate(pool: Pool, folder = migrationsFolder): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  const applied: string[] = []
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
    const known = new Map(rows.map(({ name, sha256 }) => [name, sha256]))
    for (const name of files) {
      const sql = await readFile(path.join(folder, name), 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      const before = known.get(name)
      if (before === sha256) continue
      if (before) {
        throw new SetupError(
          `The migration ${name} was applied to this database and has been changed since. Put the file back as it was, and make the change in a new one.`,
        )
      }
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
      applied.push(name)
    }
    return applied
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {
      // The connection is broken; the server lets go of the lock by itself.
    })
    client.release()
  }
}
