import { expect, test } from 'vitest'
import { type Stage, traitsOf } from './state.ts'

test('a stage that only a later version knows is like none', () => {
  expect(traitsOf('in-call')?.isInCall).toBe(true)
  expect(traitsOf('from-later' as Stage)).toBeNull()
  expect([traitsOf('outside'), traitsOf('left')]).toEqual([null, null])
})
