import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { expect, test } from 'vitest'
import { findingsOf } from './findings.ts'

const fine = { status: 'ok', detail: null } as const
const good: ConnectionCheck = {
  browser: fine,
  camera: fine,
  microphone: fine,
  speaker: { status: 'untested', detail: null },
  reachability: { ...fine, paths: [{ way: 'direct', status: 'ok' }] },
  bandwidth: { ...fine, up: 2_000, down: 9_000 },
}
const missing = { status: 'failed', detail: 'missing' } as const
const paths = good.reachability.paths

test.each<[string, Partial<ConnectionCheck>, string[]]>([
  ['nothing is in the way', {}, []],
  [
    'the browser can do no calls',
    { browser: { status: 'failed', detail: 'no-webrtc' }, camera: missing },
    ['no-calls'],
  ],
  ['there is no camera', { camera: missing }, ['sound-only']],
  ['the camera is switched off', { camera: { status: 'untested', detail: 'off' } }, []],
  ['there is no microphone', { microphone: missing }, ['no-microphone']],
  ['nobody has spoken yet', { microphone: { status: 'ok', detail: 'unheard' } }, []],
  ['there is neither', { camera: missing, microphone: missing }, ['no-devices']],
  ['the line is weak', { bandwidth: { status: 'warning', detail: 'weak', up: 300, down: 900 } }, ['weak-line']],
  [
    'the line is good for sound only, and the camera is missing all the same',
    { camera: missing, bandwidth: { status: 'warning', detail: 'sound-only', up: 100, down: 900 } },
    ['sound-only', 'weak-line'],
  ],
  ['no relay is reached', { reachability: { status: 'warning', detail: 'no-relay', paths } }, ['no-relay']],
  ['nothing gets out', { reachability: { status: 'failed', detail: 'no-way', paths } }, ['no-way']],
  ['the server is slow to reach', { reachability: { status: 'ok', detail: 'slow-server', paths } }, []],
])('%s', (_what, change, expected) => {
  expect(findingsOf({ ...good, ...change })).toEqual(expected)
})
