import { expect, test } from 'vitest'
import { outcomeOf } from './take-screen.ts'

test.each([
  [new DOMException('Permission denied', 'NotAllowedError'), 'cancelled'],
  [new DOMException('Permission denied by system', 'NotAllowedError'), 'denied'],
  [new DOMException('', 'NotReadableError'), 'failed'],
  [new DOMException('', 'AbortError'), 'cancelled'],
  ['?', 'failed'],
])('%s is taken as %s', (error, outcome) => {
  expect(outcomeOf(error)).toBe(outcome)
})
