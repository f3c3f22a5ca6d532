import { expect, test } from 'vitest'
import { isOpen } from './passage.ts'

test.each([
  ['on another machine without TLS', { ssl: false, address: '10.0.0.5' }, true],
  ['on another machine by IPv6', { ssl: false, address: 'fd12::5' }, true],
  ['on another machine with TLS', { ssl: true, address: '10.0.0.5' }, false],
  ['on this machine', { ssl: false, address: '127.0.0.1' }, false],
  ['on this machine by IPv6', { ssl: false, address: '::1' }, false],
  ['behind a socket', { ssl: false, address: null }, false],
])('whether others can read what is said to a database %s', (_where, passage, open) => {
  expect(isOpen(passage)).toBe(open)
})
