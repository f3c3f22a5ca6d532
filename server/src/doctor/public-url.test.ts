import { expect, test } from 'vitest'
import { version } from '../ground/version.ts'
import { lookAtHeaders, lookAtVersion, madeUp } from './public-url.ts'
import type { Seen } from './seen.ts'

const publicUrl = 'https://video.clinic.example'
const right: Seen = {
  address: '198.51.100.4',
  peer: '10.0.0.5',
  isForwarded: true,
  protocol: 'https',
  host: 'video.clinic.example',
}
const said = (seen: Partial<Seen>, isInside = false) =>
  lookAtHeaders(publicUrl, { ...right, ...seen }, isInside).map(
    ({ status, says, remedy }) => `${status}: ${says} ${remedy}`,
  )

test('headers that are right are said to be', () => {
  expect(said({})).toEqual([expect.stringMatching(/^ok: /)])
})

test('a server that believes everybody is found out', () => {
  expect(said({ address: madeUp })).toEqual([
    expect.stringMatching(/^failed: .*believes whoever.*the proxy alone \(10\.0\.0\.5\)/),
  ])
})

test('a proxy that is not trusted is named, and one that tells nothing is told apart from it', () => {
  expect(said({ address: '10.0.0.5' })).toEqual([expect.stringMatching(/^failed: .*TRUST_PROXY=10\.0\.0\.5$/)])
  expect(said({ address: '10.0.0.5', isForwarded: false })).toEqual([
    expect.stringMatching(/^failed: .*send X-Forwarded-For/),
  ])
})

test('another protocol and another host are both told', () => {
  expect(said({ protocol: 'http', host: '127.0.0.1:3000' })).toEqual([
    expect.stringMatching(/^failed: .*X-Forwarded-Proto/),
    expect.stringMatching(/^warning: .*header Host/),
  ])
})

test('from the machine of the proxy itself nothing is claimed', () => {
  expect(said({ address: madeUp }, true)).toEqual([expect.stringMatching(/^warning: .*another machine/)])
  expect(lookAtHeaders('http://127.0.0.1:3000', right, true)).toEqual([])
})

test('a server that is of another version than the command is told of', () => {
  expect(lookAtVersion(publicUrl, version)).toMatchObject({ status: 'ok', remedy: null })
  for (const theirs of ['0.0.1', undefined]) {
    expect(lookAtVersion(publicUrl, theirs)).toMatchObject({
      status: 'warning',
      says: expect.stringContaining(`this command is of ${version}`),
    })
  }
})
