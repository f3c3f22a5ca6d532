import { expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'

const hex = (byte: (at: number) => number) =>
  Array.from({ length: 32 }, (_, at) => byte(at).toString(16).padStart(2, '0').toUpperCase()).join(':')
const up = hex((at) => at)
const down = hex((at) => 255 - at)

const description = (...lines: string[]) =>
  ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', ...lines, 'a=setup:actpass', ''].join('\r\n')

test('a description names its one certificate, also when it repeats it', () => {
  const line = `a=fingerprint:sha-256 ${up}`
  expect(fingerprintOf(description(line))).toBe(up.toLowerCase())
  expect(fingerprintOf(description(line, 'm=video 9 UDP/TLS/RTP/SAVPF 96', line))).toBe(up.toLowerCase())
})

test.each([
  ['none', description()],
  ['two', description(`a=fingerprint:sha-256 ${up}`, `a=fingerprint:sha-256 ${down}`)],
  ['one of another kind', description(`a=fingerprint:sha-1 ${up.slice(0, 59)}`)],
  ['one of another kind beside it', description(`a=fingerprint:sha-256 ${up}`, `a=fingerprint:sha-1 ${up}`)],
  ['a broken one', description(`a=fingerprint:sha-256 ${up.slice(3)}`)],
])('a description with %s has no fingerprint', (_what, sdp) => {
  expect(fingerprintOf(sdp)).toBeNull()
})

test('without a description there is no fingerprint', () => {
  expect(fingerprintOf(undefined)).toBeNull()
})
