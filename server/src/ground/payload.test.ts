import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findUnstorable, whyTooMuch } from './payload.ts'

const limits = { depth: 3, members: 10 }

describe('JSON is told by its signs', () => {
  test.each([
    ['[[[1]]]', null],
    ['[[[[1]]]]', 'too-deep'],
    ['{"a":{"b":{"c":{}}}}', 'too-deep'],
    ['["[[[[[["]', null],
    ['["\\"[[[[[["]', null],
    ['["\\\\",[[[[]]]]]', 'too-deep'],
    ['[1,2,3,4,5,6,7,8,9]', null],
    ['[1,2,3,4,5,6,7,8,9,10,11]', 'too-many'],
    ['[[],[],[],[],[],[]]', 'too-many'],
    ['"never ends [[[[', null],
    ['[[[[', 'too-deep'],
  ])('%s is %s', (json, why) => {
    expect(whyTooMuch(json, limits)).toBe(why)
  })

  test('whatever a value is, its depth is seen', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const isTooDeep = whyTooMuch(JSON.stringify(value), { depth: 3, members: 1_000_000 }) === 'too-deep'
        expect(isTooDeep).toBe(depthOf(value) > 3)
      }),
    )
  })

  test('in a time that grows with its length and no faster', () => {
    for (const text of [
      '\\'.repeat(200_000),
      `"${'\\'.repeat(200_000)}`,
      `"${'\\"'.repeat(100_000)}`,
      '"'.repeat(200_000),
    ]) {
      const start = performance.now()
      whyTooMuch(text, limits)
      expect(performance.now() - start).toBeLessThan(500)
    }
  })
})

describe('text that cannot be stored', () => {
  test.each([
    [{ name: 'Ana', list: ['a', 1, null, true] }, null],
    [{ name: 'A\0' }, '/name'],
    [{ list: ['a', { 'b/c': '\ud800' }] }, '/list/1/b~1c'],
    [{ 'a\0': 1 }, ''],
    ['\udc00', ''],
    ['😀', null],
  ])('in %j is at %j', (value, pointer) => {
    expect(findUnstorable(value)).toBe(pointer)
  })
})
