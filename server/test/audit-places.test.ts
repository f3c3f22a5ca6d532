import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from './support/database.ts'

const database = await createTestDatabase()
afterAll(() => database.close())

/** Another value for each column of an entry. */
const others = {
  ...{ entry_id: randomUUID(), team_id: randomUUID(), at: '2000-01-01T00:00:00Z', action: 'x', target: 'x' },
  ...{ client_id: randomUUID(), user_id: randomUUID(), ip: '::1', request_id: 'x', details: { x: 1 }, mac: '\\x00' },
}

test.each(Object.keys(others))(
  'an entry of the audit log gets its place as it was written, and none with another %s',
  async (column) => {
    const client = await database.pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ entry_id: string }>(
        `insert into audit_log (entry_id, team_id, at, action)
         values (gen_random_uuid(), gen_random_uuid(), now(), 'thing.change') returning entry_id`,
      )
      const give = (changes: string, ...values: string[]) =>
        client.query(`update audit_log set seq = 1, keyed = true${changes} where entry_id = $1`, [
          rows[0]?.entry_id,
          ...values,
        ])
      await client.query('savepoint written')
      expect((await give('')).rowCount).toBe(1)
      await client.query('rollback to written')
      const changed = give(
        `, ${column} = (jsonb_populate_record(null::audit_log, $2)).${column}`,
        JSON.stringify(others),
      )
      await expect(changed).rejects.toThrow('only ever added to')
    } finally {
      await client.query('rollback')
      client.release()
    }
  },
)
