import { expect, test } from 'vitest'
import { addressKey, networkKey } from './address.ts'

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['64:ff9b::1.2.3.4', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (ip, key) => {
  expect(addressKey(ip)).toBe(key)
})

test('a larger network counts as one, an address of IPv4 for itself', () => {
  expect(['2001:db8:1:2::9', '2001:db8:1:3::9'].map(networkKey)).toEqual(['2001:db8:1::/48', '2001:db8:1::/48'])
  expect(networkKey('10.1.2.3')).toBe('10.1.2.3')
})
