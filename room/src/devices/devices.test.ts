import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDevices } from './devices.ts'

type Asked = { audio?: MediaTrackConstraints; video?: MediaTrackConstraints }

/** A device's track as the system changes it. */
class Track extends EventTarget {
  readyState = 'live'
  muted = false
  enabled = true
  readonly label: string
  readonly kind: 'audio' | 'video'
  readonly id: string
  constructor(kind: 'audio' | 'video', id: string) {
    super()
    this.kind = kind
    this.id = id
    this.label = `the ${id}`
  }
  getSettings = () => ({ deviceId: this.id })
  applyConstraints = async () => {}
  stop() {
    this.readyState = 'ended'
  }
  mute(muted: boolean) {
    this.muted = muted
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'))
  }
}

const page = new EventTarget()
let asked: Asked[] = []
let given: Track[] = []
/** Cameras that do not start. */
let broken: string[] = []
/** How many cameras were on at most at the same time. */
let camerasAtOnce = 0
/** What the browser answers to whether a device may be used, and whether it then says no. */
let permission = 'prompt'
let isRefused = false
let end: AbortController

function idOf(constraints: MediaTrackConstraints, usual: string): string {
  const { exact, ideal } = (constraints.deviceId ?? {}) as { exact?: string; ideal?: string }
  return exact ?? ideal ?? usual
}

async function getUserMedia(wanted: Asked) {
  asked.push(wanted)
  if (isRefused) {
    permission = 'denied'
    throw new DOMException('', 'NotAllowedError')
  }
  const tracks: Track[] = []
  if (wanted.audio) tracks.push(new Track('audio', idOf(wanted.audio, 'microphone-1')))
  if (wanted.video) tracks.push(new Track('video', idOf(wanted.video, 'camera-1')))
  if (tracks.some(({ id }) => broken.includes(id))) throw new DOMException('', 'NotReadableError')
  given.push(...tracks)
  const live = given.filter(({ kind, readyState }) => kind === 'video' && readyState === 'live')
  camerasAtOnce = Math.max(camerasAtOnce, live.length)
  const ofKind = (kind: string) => tracks.filter((track) => track.kind === kind)
  return { getTracks: () => tracks, getAudioTracks: () => ofKind('audio'), getVideoTracks: () => ofKind('video') }
}

/** A browser of a vendor, in which nobody has answered its question yet. */
function setUp(vendor: string) {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('document', Object.assign(page, { visibilityState: 'visible' }))
  vi.stubGlobal('navigator', {
    vendor,
    permissions: { query: async () => Object.assign(new EventTarget(), { state: permission }) },
    mediaDevices: Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => [] }),
  })
  const clock = createSetClock()
  const wishes = { get: () => ({ microphone: true, camera: true }), change: () => {}, areForgotten: false }
  const devices = createDevices(wishes, clock, end.signal)
  devices.start()
  return { clock, devices, camera: () => devices.camera.get().track as unknown as Track }
}

const apple = 'Apple Computer, Inc.'
const comeBack = () => page.dispatchEvent(new Event('visibilitychange'))

beforeEach(() => {
  asked = []
  given = []
  broken = []
  permission = 'prompt'
  isRefused = false
  camerasAtOnce = 0
  end = new AbortController()
})
afterEach(() => {
  end.abort()
  vi.unstubAllGlobals()
})

test('WebKit is asked for both at once, and others for each by itself, so that one refusal takes one', async () => {
  const webkit = setUp(apple)
  await webkit.clock.pass(0)
  expect(asked.map((one) => Object.keys(one))).toEqual([['audio', 'video']])
  asked = []
  const chrome = setUp('Google Inc.')
  await chrome.clock.pass(0)
  expect(asked.map((one) => Object.keys(one))).toEqual([['audio'], ['video']])
})

test('WebKit has one camera on at a time', async () => {
  const { clock, devices, camera } = setUp(apple)
  await clock.pass(0)
  devices.choose('camera', 'camera-2')
  await clock.pass(0)
  expect(camera().id).toBe('camera-2')
  expect(camerasAtOnce).toBe(1)
})

test('elsewhere the old camera goes on until the new one is there', async () => {
  const { clock, devices, camera } = setUp('')
  await clock.pass(0)
  devices.choose('camera', 'camera-2')
  await clock.pass(0)
  expect(camera().id).toBe('camera-2')
  expect(camerasAtOnce).toBe(2)
})

test.each([apple, ''])('a camera that does not start leaves the one before on (%s)', async (vendor) => {
  const { clock, devices, camera } = setUp(vendor)
  await clock.pass(0)
  broken = ['camera-2']
  devices.choose('camera', 'camera-2')
  await clock.pass(0)
  expect(camera()).toMatchObject({ id: 'camera-1', readyState: 'live' })
  expect(devices.camera.get().status).toBe('on')
  expect(devices.news.get()).toMatchObject({ what: 'not-started', kind: 'camera', now: 'the camera-1' })
})

test('after a phone call the system has a second to give a device back before it is opened anew', async () => {
  const { clock, camera } = setUp(apple)
  await clock.pass(0)
  const before = camera()
  before.mute(true)
  asked = []
  comeBack()
  await clock.pass(900)
  expect(asked).toEqual([])
  before.mute(false)
  await clock.pass(2_000)
  expect(asked).toEqual([])
  expect(camera()).toBe(before)

  before.mute(true)
  comeBack()
  await clock.pass(1_100)
  expect(asked.map((one) => Object.keys(one))).toEqual([['video']])
  expect(camera()).not.toBe(before)
})

test.each([
  ['denied', 'framed'],
  ['prompt', 'denied'],
])('in a frame, a device that was %s before anybody was asked is %s', async (before, problem) => {
  vi.stubGlobal('top', {})
  vi.stubGlobal('self', {})
  permission = before
  isRefused = true
  const { clock, devices } = setUp(apple)
  await clock.pass(0)
  expect(devices.camera.get().problem).toBe(problem)
})

test('outside of a frame it is the person who has denied it', async () => {
  permission = 'denied'
  isRefused = true
  const { clock, devices } = setUp(apple)
  await clock.pass(0)
  expect(devices.camera.get().problem).toBe('denied')
})
