import { expect, test } from 'vitest'
import { safetyCode } from './safety-code.ts'

const hex = (byte: (at: number) => number) =>
  Array.from({ length: 32 }, (_, at) => byte(at).toString(16).padStart(2, '0').toUpperCase()).join(':')
const up = hex((at) => at)
const down = hex((at) => 255 - at)
const zero = hex(() => 0)

/** Calculated with Python's hashlib. */
const vectors = [
  { local: up, remote: down, code: '84098 38550 95205 31755' },
  { local: up, remote: zero, code: '77904 19354 86063 05318' },
  { local: zero, remote: zero, code: '44168 52364 39843 05433' },
]

test.each(vectors)('$code, at both ends', async ({ local, remote, code }) => {
  expect(await safetyCode({ local, remote })).toBe(code)
  expect(await safetyCode({ local: remote.toLowerCase(), remote: local })).toBe(code)
})
