import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.ts'

const fine = { status: 'ok', detail: null } as const
const missing = { status: 'failed', detail: 'missing' } as const
const good: ConnectionCheck = {
  browser: fine,
  camera: fine,
  microphone: { status: 'ok', detail: 'unheard' },
  speaker: { status: 'untested', detail: null },
  reachability: { status: 'ok', detail: 'slow-server', paths: [] },
  bandwidth: { ...fine, up: 2_000, down: 9_000 },
}
const slow = { status: 'warning', detail: 'sound-only', up: 100, down: 900 } as const
const noWay: ConnectionCheck['reachability'] = { status: 'failed', detail: 'no-way', paths: [] }

test.each<[string, Partial<ConnectionCheck>, string, string]>([
  ['nothing is in the way', {}, 'good', 'good'],
  ['nobody has heard the speaker', { speaker: { status: 'warning', detail: 'unheard' } }, 'good', 'good'],
  ['the camera is off', { camera: { status: 'untested', detail: 'off' } }, 'good', 'good'],
  ['there is no camera', { camera: missing }, 'weak', 'noCamera'],
  ['there is no microphone', { microphone: missing }, 'weak', 'noMicrophone'],
  ['there is neither', { camera: missing, microphone: missing }, 'weak', 'noDevices'],
  ['the line is slow, and there is no camera', { camera: missing, bandwidth: slow }, 'weak', 'soundOnly'],
  ['the line is weak', { bandwidth: { ...slow, detail: 'weak' } }, 'weak', 'weak'],
  ['no relay', { reachability: { ...noWay, status: 'warning', detail: 'no-relay' } }, 'weak', 'hardWay'],
  ['no way, and slow', { reachability: noWay, bandwidth: slow }, 'bad', 'noWay'],
  ['no server', { reachability: { ...noWay, detail: 'no-server' } }, 'bad', 'noServer'],
  [
    'no WebRTC, so no way',
    { browser: { status: 'failed', detail: 'no-webrtc' }, reachability: noWay },
    'bad',
    'noBrowser',
  ],
])('%s', (_what, change, tone, says) => {
  expect(outcomeOf({ ...good, ...change })).toEqual({ tone, says })
})
