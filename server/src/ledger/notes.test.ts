import pg from 'pg'
import { expect, test } from 'vitest'
import { createIds } from '../ground/ids.ts'
import { createNotes } from './notes.ts'
import type { AuditRow } from './store.ts'

function start(failing: (rows: AuditRow[]) => Error | boolean = () => false) {
  let nowMs = 1_000_000
  const clock = { now: () => new Date(nowMs) }
  const ids = createIds(clock)
  const written: AuditRow[] = []
  const statements: number[] = []
  const write = async (rows: AuditRow[]) => {
    statements.push(rows.length)
    const failure = failing(rows)
    if (failure) throw failure === true ? new Error('the database is away') : failure
    written.push(...rows)
  }
  const row = (action: string): AuditRow => ({
    entry_id: ids.sorted(),
    team_id: null,
    at: clock.now(),
    action,
    target: 'x',
    client_id: null,
    user_id: null,
    ip: '192.0.2.1',
    request_id: 'y',
    details: {},
  })
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { notes: createNotes({ clock, ids, write }), row, written, statements, pass }
}

test('entries are written together, in their order', async () => {
  const { notes, row, written, statements } = start()
  for (let count = 0; count < 1_200; count += 1) void notes.add(row(`a${count}`))
  await notes.flush()
  expect(written.map(({ action }) => action)).toEqual(Array.from({ length: 1_200 }, (_, count) => `a${count}`))
  expect(statements).toEqual([500, 500, 200])
})

test('what cannot be written waits, and when that is too much so does whoever adds', async () => {
  let isAway = true
  const { notes, row, written } = start(() => isAway)
  await notes.add(row('first'))
  await expect(notes.flush()).rejects.toThrow('away')
  for (let count = 0; count < 9_999; count += 1) await notes.add(row('more'))
  await expect(notes.add(row('too much'))).rejects.toThrow('away')
  isAway = false
  await notes.add(row('last'))
  await notes.flush()
  expect(written).toHaveLength(10_001)
  expect(written[0]?.action).toBe('first')
})

test('an entry that the database refuses holds up no other one, and is written without what was refused', async () => {
  const refused = Object.assign(new pg.DatabaseError('unsupported Unicode escape', 0, 'error'), { code: '22P05' })
  const { notes, row, written } = start((rows) => (rows.some(({ target }) => target === 'bad') ? refused : false))
  for (let count = 0; count < 700; count += 1) {
    await notes.add({ ...row(`a${count}`), target: count % 300 === 7 ? 'bad' : 'good' })
  }
  await notes.flush()
  expect(written.map(({ action }) => action)).toEqual(Array.from({ length: 700 }, (_, count) => `a${count}`))
  expect(written[307]).toMatchObject({ target: null, ip: null, details: { refused: true } })
  expect(written.filter(({ target }) => target === 'good')).toHaveLength(697)
})

test('while nothing can be written, no more waits than may', async () => {
  let isAway = true
  const { notes, row, written, pass } = start(() => isAway)
  for (let count = 0; count < 10_000; count += 1) await notes.add(row('more'))
  for (let minute = 0; minute < 10; minute += 1) {
    await expect(notes.add(row('too much'))).rejects.toThrow('away')
    for (let count = 0; count < 300; count += 1) notes.tally(`subject ${count}`, row('failed'))
    pass(61_000)
  }
  isAway = false
  await notes.end()
  expect(written.filter(({ action }) => action === 'more')).toHaveLength(10_000)
  expect(written.slice(10_000)).toMatchObject([{ action: 'failed', details: { more: 3_000 } }])
})

test('repetitions are one entry at once and one count a minute', async () => {
  const { notes, row, written, pass } = start()
  for (let count = 0; count < 5_000; count += 1) notes.tally('subject', row('failed'))
  await notes.flush()
  expect(written).toHaveLength(1)
  pass(61_000)
  await notes.flush()
  expect(written).toHaveLength(2)
  expect(written[1]?.details).toEqual({ more: 4_999, since: new Date(1_000_000).toISOString() })
  pass(61_000)
  notes.tally('subject', row('failed'))
  await notes.flush()
  expect(written).toHaveLength(3)
})

test('thousands of subjects are a few entries, and the rest a count', async () => {
  const { notes, row, written } = start()
  for (let count = 0; count < 50_000; count += 1) notes.tally(`subject ${count}`, row('failed'))
  await notes.end()
  expect(written).toHaveLength(201)
  expect(written.at(-1)).toMatchObject({ target: null, ip: null, details: { more: 49_800 } })
})
