import { expect, test } from 'vitest'
import { presenceOf, whomToMeet } from './presence.ts'
import type { Expected, Role } from './realtime.ts'

const host: Expected = { name: 'Dr Vega', role: 'HOST', inCall: false }
const guest: Expected = { name: null, role: 'GUEST', inCall: false }

test.each([
  [host, 'not-here'],
  [{ ...host, wasHere: true }, 'away'],
  [{ ...host, wasHere: true, inCall: true }, 'here'],
  [guest, 'not-here'],
  [{ ...guest, waits: true }, 'waits'],
] as const)('of %j is said: %s', (expected, presence) => {
  expect(presenceOf(expected)).toBe(presence)
})

test('a guest meets the hosts, a host everybody, and whoever comes without hosts those with a name', () => {
  const meets = (role: Role, expected: Expected[]) => whomToMeet({ expected, me: { role } as never })
  expect(meets('GUEST', [guest, host])).toEqual([host])
  expect(meets('HOST', [guest, host])).toEqual([guest, host])
  expect(meets('PARTICIPANT', [guest, { ...guest, name: 'Tom' }])).toEqual([{ ...guest, name: 'Tom' }])
})
