import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProofs } from './proofs.ts'

const since = new Date(0)
const proofs = createProofs({ key: Buffer.alloc(32, 1), since })
const row = {
  entry_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  team_id: '01890A5D-AC96-774B-BCCE-B302099A8058',
  at: new Date(1_000_000_000_123),
  action: 'session.create',
  target: 'x',
  client_id: null,
  user_id: null,
  ip: '192.0.2.1',
  request_id: 'y',
  details: {},
}
const macOf = (entry: typeof row) => Buffer.from(proofs.add(entry).mac, 'hex')

/** As the database gives it back: members in another order, ids in small letters. */
const turned = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, turned(inner)]),
      )

test('a proof holds for the entry as it comes back from the database, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (details) => {
      const back = { ...row, team_id: row.team_id.toLowerCase(), details: turned(JSON.parse(JSON.stringify(details))) }
      expect(proofs.holds(back, macOf({ ...row, details }))).toBe(true)
    }),
  )
})

test.each(Object.keys(row) as (keyof typeof row)[])('with another %s it does not', (name) => {
  const others = { at: new Date(1_000_000_000_124), details: { more: 1 } }
  const other = { ...row, [name]: name in others ? others[name as keyof typeof others] : 'other' }
  expect(proofs.holds(other, macOf(row))).toBe(false)
})

test('nor with another key, or a part of it', () => {
  expect(createProofs({ key: Buffer.alloc(32, 2), since }).holds(row, macOf(row))).toBe(false)
  expect(proofs.holds(row, macOf(row).subarray(1))).toBe(false)
})
