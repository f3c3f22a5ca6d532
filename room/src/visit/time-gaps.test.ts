import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import { askTheTimeAfterGaps } from './time-gaps.ts'

test('a clock that is set, or a computer that has slept, has the page ask the time once', async () => {
  const clock = createSetClock()
  let aheadMs = 0
  let asked = 0
  askTheTimeAfterGaps(() => asked++, { ...clock, date: () => clock.now() + aheadMs }, new AbortController().signal)
  await clock.pass(10_000)
  expect(asked).toBe(0)
  aheadMs = -3_600_000
  await clock.pass(10_000)
  expect(asked).toBe(1)
  aheadMs += 500
  await clock.pass(10_000)
  expect(asked).toBe(1)
})
