import { expect, test } from 'vitest'
import { createNetworks } from './networks.ts'

const nowhere = createNetworks([])
const clinic = createNetworks(['10.20.0.0/16', '192.168.1.5', 'fd12::/16'])

const reserved = [
  ['this network', '0.0.0.0'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.0.1'],
  ['shared by carriers', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, metadata of clouds', '169.254.169.254'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['6to4 relays', '192.88.99.1'],
  ['benchmarks', '198.19.0.1'],
  ['multicast', '224.0.0.1'],
  ['multicast', '239.255.255.250'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-mapped', '::ffff:127.0.0.1'],
  ['IPv4-mapped', '::ffff:7f00:1'],
  ['IPv4-mapped, public', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['NAT64, local', '64:ff9b:1::1'],
  ['discard', '100::1'],
  ['Teredo', '2001::1'],
  ['ORCHID', '2001:20::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['6to4', '2002:7f00:1::1'],
  ['segment routing', '5f00::1'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fdff::1'],
  ['link-local', 'fe80::1'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['no address', 'clinic.example'],
] as const

test.each(reserved)('%s is refused: %s', (_, address) => {
  expect(nowhere.allows(address, true)).toBe(false)
  expect(nowhere.allows(address, false)).toBe(false)
})

test.each([
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.128.0.1',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00::1',
])('%s is on the internet, and reached by https only', (address) => {
  expect(nowhere.allows(address, true)).toBe(true)
  expect(nowhere.allows(address, false)).toBe(false)
})

test('what is allowed by name is reached with and without TLS, and nothing beside it', () => {
  for (const address of ['10.20.0.1', '10.20.255.255', '192.168.1.5', 'fd12::1']) {
    expect([address, clinic.allows(address, true), clinic.allows(address, false)]).toEqual([address, true, true])
  }
  for (const address of ['10.21.0.1', '192.168.1.6', 'fd13::1', '127.0.0.1', '::1']) {
    expect([address, clinic.allows(address, true), clinic.allows(address, false)]).toEqual([address, false, false])
  }
})

test.each([
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.0.0.1./',
  'https://１２７.０.０.１/',
  'https://①②⑦.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[0:0:0:0:0:ffff:7f00:0001]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://0/',
  'https://0.0.0.0:8443/',
  'https://10.1/',
  'https://169.254.169.254/latest/meta-data/',
  'http://192.168.0.1/',
])('%s is refused however it is written', (url) => {
  expect(nowhere.whyNot(url)).toBe('private')
})

test.each([
  ['https://clinic.example/hook?key=1', null],
  ['https://8.8.8.8/', null],
  ['HTTPS://CLINIC.EXAMPLE', null],
  ['http://clinic.example/', 'unencrypted'],
  ['http://8.8.8.8/', 'unencrypted'],
  ['ftp://clinic.example/', 'not-web'],
  ['//clinic.example/', 'not-web'],
  ['https://', 'not-web'],
  ['https://[fe80::1%25eth0]/', 'not-web'],
  ['https://user@clinic.example/', 'credentials'],
  ['https://:pass@clinic.example/', 'credentials'],
  ['https://clinic.example/#x', 'fragment'],
])('of %s is said: %s', (url, refusal) => {
  expect(nowhere.whyNot(url)).toBe(refusal)
})

test('http is for networks that are allowed by name; what a name leads to is seen when it is connected to', () => {
  expect(clinic.whyNot('http://10.20.0.1/')).toBeNull()
  expect(clinic.whyNot('http://hooks.clinic.internal/')).toBeNull()
  expect(clinic.whyNot('http://8.8.8.8/')).toBe('unencrypted')
  expect(clinic.whyNot('http://10.21.0.1/')).toBe('private')
})

test.each([
  [['8.8.8.8'], true, null],
  [['8.8.8.8'], false, 'unencrypted'],
  [['127.0.0.1', '8.8.8.8'], true, null],
  [['127.0.0.1', '::1'], true, 'private'],
  [['127.0.0.1'], false, 'private'],
  [['10.20.0.1'], false, null],
  [['127.0.0.1', '8.8.8.8'], false, 'unencrypted'],
])('of a name that leads to %j, with TLS %s, is said: %s', (addresses, isSecure, refusal) => {
  expect(clinic.whyNotTo(addresses, isSecure)).toBe(refusal)
})
