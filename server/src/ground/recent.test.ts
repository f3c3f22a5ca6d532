import { expect, test } from 'vitest'
import { createRecent } from './recent.ts'

test('what was not given for longest is forgotten, and looking at it does not count', () => {
  const recent = createRecent<number>(2)
  recent.keep('a', 1)
  recent.keep('b', 2)
  recent.get('a')
  recent.keep('c', 3)
  expect(recent.values()).toEqual([2, 3])
  recent.keep('b', 4)
  recent.keep('d', 5)
  expect(recent.values()).toEqual([4, 5])
  expect(recent.get('c')).toBeUndefined()
})

test('what is over is forgotten at once', () => {
  const recent = createRecent<number>(10)
  for (const value of [1, 2, 3]) recent.keep(String(value), value)
  recent.forgetWhere((value) => value < 3)
  recent.forget('none')
  expect(recent.values()).toEqual([3])
})
