import { createHash } from 'node:crypto'
import type { AuditEntry, AuditPage } from '@anteroom/contract/api/audit'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../src/audit/checkpoints.ts'
import { startTestApp } from './support/app.ts'

const app = await startTestApp({ LOG_LEVEL: 'error' })
const other = await app.makeTeam('second')

/** As hashes were made before there was a key. */
function plainHash(previous: string, entry: Omit<AuditEntry, 'hash' | 'previous_hash' | 'keyed'>) {
  const { seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details } = entry
  const text = JSON.stringify([seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details])
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex')
}

const read = async (query = '', token?: string) =>
  (await app.call<AuditPage>('GET', `/v1/audit-log${query}`, token ? { token } : {})).body

for (let count = 0; count < 5; count += 1) await app.book()
await app.book({}, other.token)
await app.audit.seal()

describe('the audit log', () => {
  test('is a chain for each team, in which each entry names the one before', async () => {
    const { content: entries, more } = await read()
    expect(more).toBe(false)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.filter(({ action }) => action === 'session.create')).toHaveLength(5)
    let previous = '00'.repeat(32)
    for (const entry of entries) {
      expect([entry.previous_hash, entry.keyed]).toEqual([previous, true])
      // Whoever has the database has all of this, and needs the key as well.
      expect(entry.hash).not.toBe(plainHash(previous, entry))
      previous = entry.hash
    }
    const of = await read('', other.token)
    expect(of.content.filter(({ action }) => action === 'session.create')).toHaveLength(1)
    expect(of.content[0]?.seq).toBe(1)
  })

  test('is read by action, by thing and by time', async () => {
    const { content: entries } = await read('?action=session.create')
    expect(entries).toHaveLength(5)
    const [, second] = entries
    const query = (members: Record<string, string>) => `?${new URLSearchParams(members)}`
    expect((await read(query({ target: String(second?.target) }))).content).toEqual([second])
    const of = { action: 'session.create', from: String(second?.at), until: String(second?.at) }
    expect((await read(query(of))).content).toContainEqual(second)
    expect((await read(query({ until: '2020-01-01T00:00:00Z' }))).content).toEqual([])
    expect((await read('?action=session.create&limit=2')).more).toBe(true)
  })

  test('is read in stretches', async () => {
    const first = await read('?limit=2')
    const second = await read('?after=2&limit=2')
    const all = (await read()).content
    expect([first.more, ...first.content, ...second.content]).toEqual([true, ...all.slice(0, 4)])
  })

  test('goes on where it ended, whichever process seals', async () => {
    const beside = await startTestApp({}, app)
    const bookings = async () => (await read('?action=session.create')).content.length
    const before = await bookings()
    await Promise.all([app.book(), beside.book(), app.book()])
    await Promise.all([app.audit.seal(), beside.audit.seal()])
    await app.audit.seal()
    await beside.close()
    expect(await bookings()).toBe(before + 3)
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

describe('a chain from before there was a key', () => {
  /** As the version before wrote and sealed it. */
  async function oldChain(subdomain: string) {
    const teamId = app.ids.sorted()
    await app.database.pool.query('insert into teams (team_id, name, subdomain) values ($1, $2, $2)', [
      teamId,
      subdomain,
    ])
    let previous = '00'.repeat(32)
    for (let seq = 1; seq <= 3; seq += 1) {
      const at = new Date(app.clock.now().getTime() - 86_400_000 + seq)
      const entry = { seq, entry_id: app.ids.sorted(), at: at.toISOString(), action: 'session.cancel', target: null }
      const facts = { ...entry, client_id: null, user_id: null, ip: null, request_id: null, details: '{}' }
      const hash = plainHash(previous, facts)
      await app.database.pool.query(
        `insert into audit_log (entry_id, team_id, at, action, seq, previous_hash, hash)
        values ($1, $2, $3, $4, $5, decode($6, 'hex'), decode($7, 'hex'))`,
        [entry.entry_id, teamId, at, entry.action, seq, previous, hash],
      )
      previous = hash
    }
    return teamId
  }

  test('goes on with an entry that says so, whether anything is added or not', async () => {
    const teamId = await oldChain('before')
    expect(await app.audit.verify(teamId)).toMatchObject({ entries: 3, keyedFrom: null, brokenAt: null })
    const next = await startTestApp({}, app)
    await next.audit.seal()
    await next.close()
    expect(await app.audit.verify(teamId)).toMatchObject({ entries: 4, keyedFrom: 4, brokenAt: null })
    const { rows } = await app.database.pool.query(
      'select action, details from audit_log where team_id = $1 and seq = 4',
      [teamId],
    )
    expect(rows).toEqual([{ action: 'audit.keyed', details: { after: 3 } }])
  })

  test('is not taken for one when only the key is missing', async () => {
    const teamId = await oldChain('forged')
    const next = await startTestApp({}, app)
    await next.audit.seal()
    await next.close()
    const client = await app.database.pool.connect()
    try {
      const last = await app.database.pool.query(
        "select encode(hash, 'hex') as hash from audit_log where team_id = $1 and seq = 4",
        [teamId],
      )
      const forged = { seq: 5, entry_id: app.ids.sorted(), at: new Date(0).toISOString(), action: 'x', target: null }
      const facts = { ...forged, client_id: null, user_id: null, ip: null, request_id: null, details: '{}' }
      await client.query(
        `insert into audit_log (entry_id, team_id, at, action, seq, previous_hash, hash)
        values ($1, $2, $3, 'x', 5, decode($4, 'hex'), decode($5, 'hex'))`,
        [forged.entry_id, teamId, forged.at, last.rows[0].hash, plainHash(last.rows[0].hash, facts)],
      )
    } finally {
      client.release()
    }
    expect((await app.audit.verify(teamId)).brokenAt).toBe(5)
  })

  test('is left to the servers with a key once they have gone on with it', async () => {
    const { pool } = app.database
    const { rows } = await pool.query('select max(seq) as seq from audit_log where team_id = $1', [other.teamId])
    const entry = app.ids.sorted()
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query("insert into audit_log (entry_id, team_id, at, action) values ($1, $2, now(), 'x')", [
        entry,
        other.teamId,
      ])
      const seal = "update audit_log set seq = $1, previous_hash = '', hash = '' where entry_id = $2"
      await expect(client.query(seal, [rows[0].seq + 1, entry])).rejects.toThrow('goes on with a key')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('an entry that the service did not write', () => {
  async function putIn(subdomain: string, statement: string) {
    const team = await app.makeTeam(subdomain)
    await app.book({}, team.token)
    await app.audit.seal()
    const before = await app.audit.verify(team.teamId)
    const beside = await startTestApp({ LOG_LEVEL: 'error' }, app)
    const client = await app.database.pool.connect()
    try {
      await client.query('begin; alter table audit_log disable trigger all')
      await client.query(statement, [team.teamId, app.ids.sorted()])
      await client.query('alter table audit_log enable trigger all; commit')
      await beside.audit.seal()
    } finally {
      client.release()
      await beside.close()
    }
    // Whichever of the two came first gave it its place.
    const lines = [...app.logged.splice(0), ...beside.logged].map((line) => JSON.parse(line))
    const told = lines.filter(({ code }) => code === 'audit-unproven')
    return { before, after: await app.audit.verify(team.teamId), told }
  }
  const columns = 'entry_id, team_id, at, action, target, client_id, user_id, ip, request_id, details, mac'

  test.each([
    [
      'without a proof',
      "insert into audit_log (team_id, entry_id, at, action) values ($1, $2, now() + interval '2 hours', 'session.cancel')",
    ],
    [
      "with another one's proof",
      `insert into audit_log (${columns})
      select $2, team_id, at, action, target, client_id, user_id, ip, request_id, details, mac from audit_log
      where team_id = $1 and action = 'session.create'`,
    ],
    [
      "in another one's place",
      `with gone as (delete from audit_log where team_id = $1 and $2::text is not null
        and seq = (select max(seq) from audit_log where team_id = $1) returning *)
      insert into audit_log (${columns})
      select entry_id, team_id, at, 'session.cancel', target, client_id, user_id, ip, request_id, details, mac from gone`,
    ],
  ])('%s is in the chain, and shown for what it is', async (how, statement) => {
    const { before, after, told } = await putIn(`made-up-${how.length}`, statement)
    const place = how.includes('place') ? before.entries : before.entries + 1
    expect(before).toMatchObject({ provenFrom: 1, brokenAt: null, unproven: null, late: null })
    const madeUp = { entries: 1, first: place, last: place }
    expect(after).toMatchObject({ entries: place, provenFrom: 1, brokenAt: null, unproven: madeUp, late: null })
    expect(told).toMatchObject([{ entries: 1, first: expect.any(String) }])
  })

  test('is told from those that were there before proofs were, also where no proof is left', async () => {
    const { after } = await putIn(
      'all-new',
      `with gone as (delete from audit_log where team_id = $1 and $2::text is not null returning *)
      insert into audit_log (entry_id, team_id, at, action)
      select entry_id, team_id, at + interval '2 hours', action from gone`,
    )
    expect(after).toMatchObject({ provenFrom: null, brokenAt: null, unproven: { first: 1 } })
  })

  test('vouches for no beginning that is gone', async () => {
    const team = await app.makeTeam('beheaded')
    await app.book({}, team.token)
    await app.audit.seal()
    const [head] = (await app.audit.checkpoints()).filter((point) => point.team === team.teamId)
    const { pool } = app.database
    const details = JSON.stringify({ seq: head?.seq, hash: head?.hash })
    await pool.query(
      "insert into audit_log (entry_id, team_id, at, action, details) values ($1, $2, now(), 'audit.cut', $3)",
      [app.ids.sorted(), team.teamId, details],
    )
    await app.audit.seal()
    await pool.query("insert into audit_cuts (team_id, seq, hash, keyed) values ($1, $2, decode($3, 'hex'), true)", [
      team.teamId,
      head?.seq,
      head?.hash,
    ])
    await pool.query('delete from audit_log where team_id = $1 and seq <= $2', [team.teamId, head?.seq])
    expect((await app.audit.verify(team.teamId)).brokenAt).toBe(Number(head?.seq) + 1)
  })
})

test('entries that were taken out, and put there again without one, are late', async () => {
  const team = await app.makeTeam('put-again')
  await app.book({}, team.token)
  await app.book({}, team.token)
  await app.audit.seal()
  const columns = 'entry_id, team_id, at, action, target, client_id, user_id, ip, request_id, details, mac'
  const client = await app.database.pool.connect()
  app.clock.advance(2 * 3_600_000)
  try {
    await client.query('begin; alter table audit_log disable trigger all')
    await client.query(
      `with gone as (delete from audit_log where team_id = $1 and seq >= 2 returning *)
      insert into audit_log (${columns}) select ${columns} from gone where seq > 2`,
      [team.teamId],
    )
    await client.query('alter table audit_log enable trigger all; commit')
  } finally {
    client.release()
  }
  await app.audit.seal()
  const { entries, ...found } = await app.audit.verify(team.teamId)
  expect(found).toMatchObject({
    brokenAt: null,
    unproven: null,
    late: { entries: entries - 1, first: 2, last: entries },
  })
})

test('entries that got their places late are found by when they were written', async () => {
  const team = await app.makeTeam('late-found')
  const booked = await app.book({}, team.token)
  const wanted = app.clock.now()
  const client = await app.database.pool.connect()
  try {
    // As if the service had been off before it gave them their places.
    await client.query('begin; alter table audit_log disable trigger all')
    await client.query('update audit_log set seq = null, hash = null, previous_hash = null where team_id = $1', [
      team.teamId,
    ])
    await client.query('alter table audit_log enable trigger all; commit')
    app.clock.advance(5 * 3_600_000)
    await app.audit.seal()
  } finally {
    client.release()
  }
  const until = encodeURIComponent(wanted.toISOString())
  const token = (await app.tokens.issue({ ...team, userId: null, scope: `team_api[${team.teamId}]` })).access_token
  const { content: entries } = await read(`?action=session.create&until=${until}`, token)
  expect(entries.map(({ target }) => target)).toEqual([booked.session_id])
})

test('entries go after their time, and the chain is whole without them', async () => {
  const team = await app.makeTeam('brief')
  await app.book({}, team.token)
  await app.audit.seal()
  const [before] = (await app.audit.checkpoints()).filter((point) => point.team === team.teamId)
  app.clock.advance(40 * 86_400_000)
  const keeping = await startTestApp({ AUDIT_LOG_DAYS: '30' }, app)
  try {
    await keeping.audit.cutOld()
    await keeping.audit.cutOld()
    const { rows } = await app.database.pool.query('select seq, action from audit_log where team_id = $1', [
      team.teamId,
    ])
    expect(rows).toEqual([{ seq: 3, action: 'audit.cut' }])
    expect(await keeping.audit.verify(team.teamId)).toMatchObject({ entries: 3, keyedFrom: 3, brokenAt: null })
    expect(before && (await keeping.audit.holds(before))).toBe('holds')
    // What the chain says of itself is no reason: only what is old by the setting may be missing.
    const older = { ...before, seq: 1 } as Checkpoint
    expect(await keeping.audit.holds(older)).toBe('cut')
    expect(await keeping.audit.holds({ ...older, at: app.clock.now().toISOString() })).toBe('broken')
    expect(await app.audit.holds(older)).toBe('broken')
    expect(await keeping.audit.verify(team.teamId)).toMatchObject({ beginsAt: 3 })
    await app.database.pool.query('update audit_cuts set seq = 4 where team_id = $1', [team.teamId])
    await app.database.pool.query('delete from audit_log where team_id = $1', [team.teamId])
    expect((await keeping.audit.verify(team.teamId)).brokenAt).toBe(5)
  } finally {
    await keeping.close()
  }
})

test('a chain that no longer holds what a process has seen is told in its log', async () => {
  const team = await app.makeTeam('shortened')
  await app.audit.seal()
  const beside = await startTestApp({ LOG_LEVEL: 'info' }, app)
  const client = await app.database.pool.connect()
  const told = () => beside.logged.map((line) => JSON.parse(line)).filter(({ code }) => code === 'audit-broken')
  try {
    await beside.audit.logCheckpoints()
    await beside.audit.logCheckpoints()
    const heldBefore = told().filter((point) => point.team === team.teamId)
    // As one who has only the database can: the trigger lets go what lies before a cut.
    await client.query("insert into audit_cuts (team_id, seq, hash, keyed) values ($1, 99, '', true)", [team.teamId])
    await client.query('delete from audit_log where team_id = $1', [team.teamId])
    await client.query('delete from audit_cuts where team_id = $1', [team.teamId])
    await beside.audit.logCheckpoints()
    expect(heldBefore).toEqual([])
    expect(told().filter((point) => point.team === team.teamId)).toMatchObject([{ level: expect.anything() }])
  } finally {
    client.release()
    await beside.close()
  }
})

test('the ends of chains are logged, each once', async () => {
  const beside = await startTestApp({ LOG_LEVEL: 'info' }, app)
  try {
    await beside.audit.logCheckpoints()
    await beside.audit.logCheckpoints()
    const points = beside.logged.map((line) => JSON.parse(line)).filter(({ code }) => code === 'audit-checkpoint')
    const [point, ...more] = points.filter((logged) => logged.team === other.teamId)
    expect(more).toEqual([])
    expect(await beside.audit.holds(point)).toBe('holds')
  } finally {
    await beside.close()
  }
})

test.each(['?limit=0', '?after=-1', '?after=x', '?from=soon', '?after=9223372036854776000'])(
  '%s is refused',
  async (query) => {
    expect((await app.call('GET', `/v1/audit-log${query}`)).status).toBe(400)
  },
)
