import { createHash } from 'node:crypto'
import type { AuditPage } from '@anteroom/contract/api/audit'
import { describe, expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'

const app = await startTestApp()
const other = await app.makeTeam('second')

const read = async (query = '', token?: string) =>
  (await app.call<AuditPage>('GET', `/v1/audit-log${query}`, token ? { token } : {})).body

for (let count = 0; count < 5; count += 1) await app.book()
await app.book({}, other.token)
await app.audit.seal()

describe('the audit log', () => {
  test('is a chain for each team, that whoever has it can compute anew', async () => {
    const { entries, more } = await read()
    expect(more).toBe(false)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.filter(({ action }) => action === 'session.create')).toHaveLength(5)
    let previous = '00'.repeat(32)
    for (const entry of entries) {
      const { seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details } = entry
      const text = JSON.stringify([seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details])
      const hash = createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex')
      expect([entry.previous_hash, entry.hash]).toEqual([previous, hash])
      previous = hash
    }
    const of = await read('', other.token)
    expect(of.entries.filter(({ action }) => action === 'session.create')).toHaveLength(1)
    expect(of.entries[0]?.seq).toBe(1)
  })

  test('is read in stretches', async () => {
    const all = (await read()).entries
    const first = await read('?limit=2')
    const second = await read('?after=2&limit=2')
    expect([first.more, ...first.entries, ...second.entries]).toEqual([true, ...all.slice(0, 4)])
  })

  test('goes on where it ended, whichever process seals', async () => {
    const beside = await startTestApp({}, app)
    const before = (await read()).entries.length
    await Promise.all([app.book(), beside.book(), app.book()])
    await Promise.all([app.audit.seal(), beside.audit.seal()])
    await app.audit.seal()
    await beside.close()
    expect((await read('?limit=1000')).entries).toHaveLength(before + 3)
    expect((await app.audit.verify(app.team.teamId)).brokenAt).toBeNull()
  })

  test.each([
    ['update audit_log set action = $1 where seq = 1', ['x']],
    ['update audit_log set seq = null, hash = null where seq = 1', []],
    ['delete from audit_log where seq = 1', []],
    ['truncate audit_log', []],
  ])('cannot be changed by %s', async (statement, values) => {
    await expect(app.database.pool.query(statement, values)).rejects.toThrow('only ever added to')
  })

  test.each([
    ['taken away', 'delete from audit_log where seq = 3 and team_id = $1', 3],
    ['changed', "update audit_log set action = 'session.delete' where seq = 2 and team_id = $1", 2],
  ])('shows that an entry was %s by somebody who got around that', async (_how, statement, place) => {
    const { pool } = app.database
    await app.audit.seal()
    const client = await pool.connect()
    try {
      await client.query('begin; alter table audit_log disable trigger all')
      await client.query(statement, [app.team.teamId])
      await client.query('alter table audit_log enable trigger all; commit')
    } finally {
      client.release()
    }
    const checked = await app.audit.verify(app.team.teamId)
    expect(checked.brokenAt).toBe(place)
    expect((await app.audit.verify(other.teamId)).brokenAt).toBeNull()
  })
})

test.each(['?limit=0', '?limit=1001', '?after=-1', '?after=x', '?after=9223372036854776000'])(
  '%s is refused',
  async (query) => {
    expect((await app.call('GET', `/v1/audit-log${query}`)).status).toBe(400)
  },
)
