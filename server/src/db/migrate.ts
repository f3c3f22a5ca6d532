import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { SetupError } from '../ground/setup-error.ts'

const migrationsFolder = path.join(import.meta.dirname, '../../migrations')

/** Of all that lock in this database, only migrations use this number. */
const migrationLock = 4_207_131

/** Everybody waits behind a migration that waits for a table, so it waits for a moment only, and comes again. */
const waiting = { lockMs: 1_000, pauseMs: 2_000, tries: 100 }

/** PostgreSQL's lock_not_available */
const notAvailable = '55P03'

/** In the first lines of a migration: the number of the newest one that code must know to work with what it makes. */
const needsLine = /^-- needs: (\d{4})$/m

/**
 * Brings the database up to the newest of the numbered SQL files. Forward only; each file is applied once, in its own
 * transaction. Processes that start at the same moment wait for each other. A database that newer code has changed in a
 * way that this code does not work with is refused with a `SetupError`, and left as it is.
 */
export async function migrate(pool: Pool, folder = migrationsFolder, patience = waiting): Promise<string[]> {
  const files = await filesIn(folder)
  const applied: string[] = []
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    await addNeeds(client)
    const { rows } = await client.query<Stored>('select name, sha256, needs from migrations')
    refuseNewer(rows, files)
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
      await apply(client, { name, sql, sha256 }, patience)
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

/** What `migrate` would apply, of a database that a server has used; `SetupError` where newer code has changed it too far. */
export async function missingMigrations(pool: Pool, folder = migrationsFolder): Promise<string[]> {
  const files = await filesIn(folder)
  // One from before has no column for what a migration needs.
  const { rows } = await pool.query<Pick<Stored, 'name' | 'needs'>>(
    `select name, to_jsonb(migrations)->>'needs' as needs from migrations`,
  )
  refuseNewer(rows, files)
  const known = new Set(rows.map(({ name }) => name))
  return files.filter((name) => !known.has(name))
}

/** The migrations of newer code that the database has, by their names; this code works with them all the same. */
export async function newerMigrations(pool: Pool, folder = migrationsFolder): Promise<string[]> {
  const files = await filesIn(folder)
  const { rows } = await pool.query<{ name: string }>('select name from migrations order by name')
  return rows.map(({ name }) => name).filter((name) => !files.includes(name))
}

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
}

/** Databases from before have no such column; altering the table each time would have everybody wait for it. */
async function addNeeds(client: PoolClient) {
  const { rowCount } = await client.query(
    "select from pg_attribute where attrelid = 'migrations'::regclass and attname = 'needs' and not attisdropped",
  )
  if (!rowCount) await client.query('alter table migrations add column needs text')
}

type Stored = { name: string; sha256: string; needs: string | null }

function refuseNewer(stored: readonly Pick<Stored, 'name' | 'needs'>[], files: readonly string[]) {
  const newest = files.at(-1)?.slice(0, 4) ?? ''
  const beyond = stored.filter(({ name, needs }) => !files.includes(name) && needs !== null && needs > newest)
  if (beyond.length === 0) return
  throw new SetupError(
    `A newer version has changed this database in a way that this one does not work with (${beyond.map(({ name }) => name).join(', ')}; the newest change that this version knows is ${files.at(-1)}). Nothing was touched. Start the newer version again; or, to go back, restore the backup from before the update into a database of its own and name that with DATABASE_URL. docs/upgrading.md says how.`,
  )
}

type Migration = { name: string; sql: string; sha256: string }

async function apply(client: PoolClient, { name, sql, sha256 }: Migration, patience: typeof waiting) {
  for (let tries = 1; ; tries += 1) {
    await client.query('begin')
    try {
      await client.query(`set local lock_timeout = ${patience.lockMs}`)
      await client.query(sql)
      const needs = needsLine.exec(sql)?.[1] ?? null
      await client.query('insert into migrations (name, sha256, needs) values ($1, $2, $3)', [name, sha256, needs])
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      if ((error as { code?: unknown }).code !== notAvailable) throw error
      if (tries >= patience.tries) {
        throw new SetupError(
          `The migration ${name} waits for a table that another transaction holds, such as a backup. Start again when that has ended; until then the version before can go on.`,
          { cause: error },
        )
      }
    }
    await pause(patience.pauseMs)
  }
}
