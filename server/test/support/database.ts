import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase, type Database, type DatabaseLimits } from '../../src/db/pool.ts'

/** A migrated database that only the caller knows. It is gone when it is closed. */
export async function createTestDatabase(limits: Partial<DatabaseLimits> = {}): Promise<Database> {
  const { database: template, ...server } = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asOwner(`create database ${name} template ${template}`)
  const database = createDatabase({ ...server, database: name, ...limits })
  return {
    ...database,
    async close() {
      await database.close()
      await asOwner(`drop database if exists ${name} with (force)`)
    },
  }
}

/** From a connection to no database of ours: one that somebody is connected to cannot be copied. */
async function asOwner(statement: string) {
  const client = new pg.Client({ ...inject('postgres'), database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
