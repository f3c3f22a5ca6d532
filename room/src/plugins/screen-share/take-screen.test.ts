import { expect, test } from 'vitest'
import { allowedByFrame, outcomeOf } from './take-screen.ts'

test.each([
  [new DOMException('Permission denied', 'NotAllowedError'), 'cancelled'],
  [new DOMException('Permission denied by system', 'NotAllowedError'), 'denied'],
  [new DOMException('', 'NotReadableError'), 'failed'],
  [new DOMException('', 'AbortError'), 'cancelled'],
  ['?', 'failed'],
])('%s is taken as %s', (error, outcome) => {
  expect(outcomeOf(error)).toBe(outcome)
})

test('the frame is asked whether it hands the screen on, where the browser tells', () => {
  const framed = (features: string[]) => ({
    featurePolicy: { allowsFeature: (name: string) => features.includes(name) },
  })
  expect(allowedByFrame(framed(['camera']))).toBe(false)
  expect(allowedByFrame(framed(['display-capture']))).toBe(true)
  expect(allowedByFrame({})).toBe(true)
})
