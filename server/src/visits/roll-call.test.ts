import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRollCall } from './roll-call.ts'

const one = (seen: number | string) => [{ processId: 'one', seen: String(seen) }]

test('a process that says nothing new for five seconds is dead', () => {
  const { look } = createRollCall()
  const dead = [0, 1, 2, 3, 4, 5].map((second) => look(one('before'), second * 1_000).length)
  expect(dead).toEqual([0, 0, 0, 0, 0, 1])
})

test('whoever was stopped, or saw nothing as the database was, gives the others their time again', () => {
  const { look } = createRollCall()
  look(one('before'), 0)
  look(one('before'), 1_000)
  expect(look(one('before'), 41_000)).toEqual([])
  expect(look(one('before'), 43_000)).toEqual([])
  expect(look(one('after'), 45_000)).toEqual([])
  expect(look(one('after'), 47_000)).toEqual([])
})

test('however the processes and their database pause, nobody who speaks when they can is taken for dead', () => {
  // Seconds of a history: whether the database can be used, whether the observer runs, whether the other one does.
  const second = fc.record({ database: fc.boolean(), observer: fc.boolean(), other: fc.boolean() })
  fc.assert(
    fc.property(fc.array(second, { maxLength: 200 }), (history) => {
      const { look } = createRollCall()
      let seen = 0
      let missed = 0
      for (const [at, { database, observer, other }] of history.entries()) {
        if (database && other) {
          seen = at
          missed = 0
        } else if (database) missed += 1
        const dead = database && observer ? look(one(seen), at * 1_000) : []
        // Only one that was stopped in all those seconds in which it could have spoken: every second one at the least, of five.
        if (dead.length > 0) expect(missed).toBeGreaterThanOrEqual(3)
      }
    }),
  )
})

test('one that is dead is found dead, whatever was before', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 50 })
  fc.assert(
    fc.property(gaps, (before) => {
      const { look } = createRollCall()
      let atMs = 0
      const lookAfter = (ms: number, seen: number | string) => {
        atMs += ms
        return look(one(seen), atMs).length
      }
      for (const [at, gap] of before.entries()) lookAfter(gap, at)
      const after = Array.from({ length: 8 }, () => lookAfter(1_000, 'last'))
      expect(after.at(-1)).toBe(1)
    }),
  )
})
