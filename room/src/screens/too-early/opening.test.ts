import { expect, test } from 'vitest'
import { startOf, timeToGo } from './opening.ts'

const here = { timeZone: 'Europe/Berlin', locale: 'en-GB' }

test('the day is named when it is another one', () => {
  const now = Date.parse('2030-05-06T08:00:00Z')
  expect(startOf('2030-05-06T09:30:00Z', now, here)).toBe('Today, 11:30')
  expect(startOf('2030-05-06T22:30:00Z', now, here)).toBe('Tuesday 7 May, 0:30')
})

test.each([
  [2 * 3_600_000 + 1, '2 hours 1 minute'],
  [30 * 60_000, '30 minutes'],
  [29 * 60_000 + 1, '30 minutes'],
  [60_001, '2 minutes'],
  [60_000, '1 minute 0 seconds'],
  [9_100, '10 seconds'],
])('%d ms to go are %s', (ms, text) => {
  expect(timeToGo(ms)).toBe(text)
})
