import { expect, test } from 'vitest'
import { takeRandom } from './random.ts'

test('what is given out is never given out again, also where the supply is filled anew', () => {
  const taken = Array.from({ length: 2_000 }, () => takeRandom(16).toString('hex'))
  expect(new Set(taken).size).toBe(taken.length)
  for (const one of taken) expect(one).toHaveLength(32)
})

test('what is given out belongs to whoever asked', () => {
  const one = takeRandom(16)
  const before = one.toString('hex')
  takeRandom(16)
  one.fill(0)
  expect(before).not.toBe(one.toString('hex'))
  expect(takeRandom(16).equals(Buffer.alloc(16))).toBe(false)
})
