import { createStore } from '@anteroom/ui/ground/store.ts'
import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { expect, test } from 'vitest'
import type { DeviceState, Devices } from '../devices.ts'
import { keepWishes } from '../wishes.ts'
import { withBackground } from './background.ts'

/** What stands for a camera's track here: nothing looks into it. */
const trackNamed = (id: string) => ({ id, stop() {} }) as unknown as MediaStreamTrack
const idle = () => new Promise((resolve) => setTimeout(resolve, 0))

function setUp(blur: (camera: MediaStreamTrack) => Promise<MediaStreamTrack>) {
  const raw = createStore<DeviceState>({
    wanted: true,
    status: 'on',
    problem: null,
    track: trackNamed('a'),
    deviceId: '1',
    interrupted: false,
  })
  const sharp: boolean[] = []
  const wishes = keepWishes('', false, [])
  const devices = { camera: raw, setSharp: (on: boolean) => sharp.push(on), setWanted() {} } as unknown as Devices
  const made = withBackground(devices, wishes, createSetClock(), new AbortController().signal, blur)
  const seen = () => `${made.camera.get().status} ${made.camera.get().track?.id ?? 'nothing'}`
  return { raw, made, seen, sharp }
}

test('while the blur begins the camera gives nothing, and then the blurred picture', async () => {
  const ready = Promise.withResolvers<MediaStreamTrack>()
  const { made, seen } = setUp(() => ready.promise)
  expect(seen()).toBe('on a')
  made.setBlurred(true)
  expect(seen()).toBe('asking nothing')
  expect(made.background.get()).toBe('starting')
  ready.resolve(trackNamed('blurred a'))
  await idle()
  expect(seen()).toBe('on blurred a')
  made.setBlurred(false)
  expect(seen()).toBe('on a')
  expect(made.background.get()).toBe('plain')
})

test('another camera is blurred anew, and the one before is never seen again', async () => {
  const { raw, made, seen } = setUp(async (camera) => trackNamed(`blurred ${camera.id}`))
  made.setBlurred(true)
  await idle()
  const shown: string[] = []
  made.camera.subscribe(() => shown.push(seen()))
  raw.set({ ...raw.get(), track: trackNamed('b') })
  expect(seen()).toBe('asking nothing')
  await idle()
  expect(seen()).toBe('on blurred b')
  expect(shown).not.toContain('on b')
})

test('a camera that is switched off while the blur begins stays off', async () => {
  const ready = Promise.withResolvers<MediaStreamTrack>()
  const { raw, made, seen } = setUp(() => ready.promise)
  made.setBlurred(true)
  raw.set({ ...raw.get(), status: 'off', track: null })
  ready.resolve(trackNamed('late'))
  await idle()
  expect(seen()).toBe('off nothing')
})

test('what cannot be blurred is not shown, until it can or is no longer wanted', async () => {
  let works = false
  const { made, seen } = setUp(async () => {
    if (!works) throw new Error('no model')
    return trackNamed('blurred')
  })
  made.setBlurred(true)
  await idle()
  expect(seen()).toBe('failed nothing')
  expect(made.camera.get().problem).toBe('background')
  works = true
  made.setWanted('camera', true)
  await idle()
  expect(seen()).toBe('on blurred')
})

test('a picture that has to be blurred stays small', () => {
  const { made, sharp } = setUp(async () => trackNamed('blurred'))
  made.setSharp(true)
  made.setBlurred(true)
  made.setSharp(true)
  made.setBlurred(false)
  expect(sharp).toEqual([true, false, false, true])
})
