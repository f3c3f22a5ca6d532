import type { CheckStatus } from '@anteroom/contract/api/connection-check'
import type { CheckWay } from '@anteroom/contract/connection-check'
import { expect, test } from 'vitest'
import { judgePaths, judgeSpeed, rateOf, wayOf } from './judge.ts'

const reached = { websocket: 'ok', 'long-polling': 'ok', direct: 'ok' } as const

test.each<[string, Partial<Record<CheckWay, CheckStatus>>, CheckStatus, string | null]>([
  ['all that there is', { ...reached }, 'ok', null],
  ['relays of all kinds', { ...reached, 'turn-udp': 'ok', 'turn-tcp': 'ok', 'turn-tls': 'ok' }, 'ok', null],
  ['no WebSocket', { ...reached, websocket: 'failed' }, 'ok', 'slow-server'],
  ['no server', { ...reached, websocket: 'failed', 'long-polling': 'failed' }, 'failed', 'no-server'],
  ['no media at all', { ...reached, direct: 'failed' }, 'failed', 'no-way'],
  ['the relay alone', { ...reached, direct: 'failed', 'turn-tls': 'ok' }, 'ok', null],
  ['no UDP', { ...reached, reflexive: 'failed', 'turn-udp': 'failed', 'turn-tls': 'ok' }, 'warning', 'no-udp'],
  ['no relay', { ...reached, reflexive: 'ok', 'turn-udp': 'failed', 'turn-tls': 'failed' }, 'warning', 'no-relay'],
  ['a relay that answers', { ...reached, reflexive: 'ok', 'turn-udp': 'warning' }, 'ok', null],
  ['nothing outward', { ...reached, reflexive: 'failed', 'turn-udp': 'failed' }, 'failed', 'no-way'],
  ['nothing outward, with no relay set up', { ...reached, reflexive: 'failed' }, 'failed', 'no-way'],
  ['some ways that were not tried to the end', { ...reached, 'turn-udp': 'untested' }, 'ok', null],
])('%s', (_what, ways, status, detail) => {
  const paths = Object.entries(ways).map(([way, status]) => ({ way: way as CheckWay, status }))
  expect(judgePaths(paths)).toEqual({ status, detail, paths })
})

test.each([
  [5_000, 9_000, 'ok', null],
  [330, 330, 'ok', null],
  [329, 9_000, 'warning', 'weak'],
  [9_000, 180, 'warning', 'weak'],
  [9_000, 179, 'warning', 'sound-only'],
  [0, null, 'warning', 'sound-only'],
  [null, null, 'untested', null],
])('%s up and %s down in kbit/s: %s %s', (up, down, status, detail) => {
  expect(judgeSpeed({ up, down })).toEqual({ status, detail, up, down })
})

test('rates are whole kbit/s within what the server takes', () => {
  expect(rateOf(125_000, 1_000)).toBe(1_000)
  expect(rateOf(1_000, 0)).toBe(8_000)
  expect(rateOf(1e12, 1)).toBe(10_000_000)
})

test('the transport of a TURN server is read from its address', () => {
  expect(wayOf('turn:relay.example:3478')).toBe('turn-udp')
  expect(wayOf('turn:relay.example:3478?transport=udp')).toBe('turn-udp')
  expect(wayOf('turn:relay.example?transport=tcp')).toBe('turn-tcp')
  expect(wayOf('turns:relay.example:443?transport=tcp')).toBe('turn-tls')
  expect(wayOf('stun:stun.example')).toBeNull()
})

test('where nothing goes but by a relay, none is no way, and one that only answers may do', () => {
  const server = { way: 'websocket', status: 'ok' } as const
  expect(judgePaths([server], true)).toMatchObject({ status: 'failed', detail: 'no-way' })
  expect(judgePaths([server, { way: 'turn-udp', status: 'failed' }], true)).toMatchObject({ detail: 'no-way' })
  expect(judgePaths([server, { way: 'turn-udp', status: 'warning' }], true)).toMatchObject({ status: 'ok' })
  expect(judgePaths([server, { way: 'turn-tls', status: 'ok' }], true)).toMatchObject({ status: 'ok', detail: null })
})
