import { expect, test } from 'vitest'
import { ancestorsIn, mayFrame } from './ancestors.ts'

const own = 'https://video.clinic.example'
const portal = 'https://portal.example'

test.each([
  ["frame-ancestors 'self' https:", portal, true],
  ["frame-ancestors 'self' https:", own, true],
  ["frame-ancestors 'self' https:", 'http://localhost:5173', false],
  ["default-src 'none'; frame-ancestors 'self' http://localhost:*", 'http://localhost:5173', true],
  ["frame-ancestors 'self' https://portal.example", portal, true],
  ["frame-ancestors 'self' https://portal.example", 'https://portal.example:8443', false],
  ["frame-ancestors 'self' https://portal.example:8443", 'https://portal.example:8443', true],
  ["frame-ancestors 'self' https://portal.example", 'https://www.portal.example', false],
  ["frame-ancestors 'self' https://*.example", portal, true],
  ["frame-ancestors 'self' https://*.portal.example", portal, false],
  ['frame-ancestors portal.example', portal, true],
  ['frame-ancestors portal.example', 'http://portal.example', false],
  ["frame-ancestors 'none'", portal, false],
  ['frame-ancestors *', portal, true],
  ["default-src 'none'", portal, true],
  ["frame-ancestors 'self' https:, frame-ancestors https://b.example", portal, false],
  ["frame-ancestors 'self' https:, default-src 'none'; frame-ancestors https://portal.example", portal, true],
])('%s and a page of %s: %s', (policies, origin, expected) => {
  expect(mayFrame(policies, origin, own)).toBe(expected)
})

test('who is allowed is read from each policy', () => {
  expect(ancestorsIn("frame-ancestors 'self' https:, x-src *, frame-ancestors https://b.example; a b")).toEqual([
    ["'self'", 'https:'],
    ['https://b.example'],
  ])
})
