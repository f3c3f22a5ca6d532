import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

test('as many at once as the burst, then as many as time brings', () => {
  let ms = 0
  const allowance = createAllowance({ now: () => new Date(ms) }, { burst: 3, perSecond: 2 })
  const take = (count: number) => Array.from({ length: count }, () => allowance.take())
  expect(take(4)).toEqual([true, true, true, false])
  ms = 500
  expect(take(2)).toEqual([true, false])
  ms = 1_000_000
  expect(take(4)).toEqual([true, true, true, false])
})

test('a clock that goes back takes nothing away', () => {
  let ms = 1000
  const allowance = createAllowance({ now: () => new Date(ms) }, { burst: 1, perSecond: 1 })
  allowance.take()
  ms = 0
  expect(allowance.take()).toBe(false)
  ms = 1000
  expect(allowance.take()).toBe(true)
})
