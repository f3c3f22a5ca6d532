import type { ConnectionCheck } from '@anteroom/contract/api/connection-check'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPicture } from '../call/testing/picture.ts'
import type { DeviceState } from '../devices/devices.ts'
import { followCamera } from './device-checks.ts'

/** A camera that is on, and what the check says of it, the last thing last. */
function follow(track: MediaStreamTrack) {
  const clock = createSetClock()
  const end = new AbortController()
  onTestFinished(() => end.abort())
  const on: DeviceState = { wanted: true, status: 'on', problem: null, track, deviceId: '1', interrupted: false }
  const said: ConnectionCheck['camera'][] = []
  followCamera(createStore(on), (camera) => void said.push(camera), clock, end.signal)
  return { clock, said }
}

/** As the precall shows it. */
function show(track: MediaStreamTrack) {
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = new MediaStream([track])
  document.body.append(video)
  onTestFinished(() => video.remove())
  return video
}

function movingPicture() {
  const { track, stop } = createPicture()
  onTestFinished(stop)
  return track
}

/** A camera that has started and never gives a picture. */
function noPicture() {
  const { MediaStreamTrackGenerator: Generator } = globalThis as unknown as {
    MediaStreamTrackGenerator: new (init: { kind: 'video' }) => MediaStreamTrack
  }
  return new Generator({ kind: 'video' })
}

test('a camera whose pictures are not counted, as in Firefox, gives a picture', async () => {
  const counting = vi
    .spyOn(HTMLVideoElement.prototype, 'getVideoPlaybackQuality')
    .mockReturnValue({ totalVideoFrames: 0 } as VideoPlaybackQuality)
  onTestFinished(() => counting.mockRestore())
  const track = movingPicture()
  await show(track).play()
  const { clock, said } = follow(track)
  await clock.pass(300)
  expect(said.at(-1)).toEqual({ status: 'ok', detail: null })
})

test('where nothing shows the camera, the check looks for itself', async () => {
  const { clock, said } = follow(movingPicture())
  const look = async () => {
    await clock.pass(150)
    return said.at(-1)
  }
  await expect.poll(look).toEqual({ status: 'ok', detail: null })
})

test('a camera that gives nothing is said to, after a while', async () => {
  const track = noPicture()
  void show(track)
    .play()
    .catch(() => {})
  const { clock, said } = follow(track)
  await clock.pass(5_000)
  expect(said.at(-1)).toEqual({ status: 'untested', detail: null })
  await clock.pass(2_000)
  expect(said.at(-1)).toEqual({ status: 'failed', detail: 'still' })
})

test('a picture that the browser does not let play says nothing of the camera', async () => {
  const track = noPicture()
  show(track)
  const { clock, said } = follow(track)
  await clock.pass(7_000)
  expect(said.at(-1)).toEqual({ status: 'untested', detail: null })
})

test('while nobody looks at the page the camera is not judged', async () => {
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  onTestFinished(() => hidden.mockRestore())
  const track = noPicture()
  void show(track)
    .play()
    .catch(() => {})
  const { clock, said } = follow(track)
  await clock.pass(20_000)
  expect(said.at(-1)).toEqual({ status: 'untested', detail: null })
})
