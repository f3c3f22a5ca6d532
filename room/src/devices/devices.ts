import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { onReturn } from '@anteroom/ui/ground/on-return.ts'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { isDeniedUnasked, listDevices, onAllowed } from './browser-devices.ts'
import { watchInterruption } from './interruption.ts'
import { recall, remember } from './memory.ts'
import { type DeviceKind, type DeviceProblem, problemOf } from './problem.ts'
import { pictureOf, soundOf, takeBoth, takeDevice, type Wish } from './take.ts'
import type { DeviceNews, DeviceOption, DeviceOptions, DeviceState, Devices } from './types.ts'
import type { KeptWishes } from './wishes.ts'

export type { DeviceKind, DeviceProblem } from './problem.ts'
export type { DeviceNews, DeviceOption, DeviceState, Devices } from './types.ts'

const kinds = ['microphone', 'camera'] as const

/** After an interruption the system gives a device back by itself, and to open it anew meanwhile gets in its way. */
const unmutesWithinMs = 1_000

/** The camera, the microphone and the speaker of one page. */
export function createDevices(wishes: KeptWishes, clock: Clock, until: AbortSignal): Devices {
  const memory = recall()
  const off: DeviceState = {
    wanted: false,
    status: 'off',
    problem: null,
    track: null,
    deviceId: null,
    interrupted: false,
  }
  const states = {
    microphone: createStore<DeviceState>({
      ...off,
      wanted: wishes.get().microphone,
      deviceId: memory.microphone ?? null,
    }),
    camera: createStore<DeviceState>({ ...off, wanted: wishes.get().camera, deviceId: memory.camera ?? null }),
  }
  const options = createStore<DeviceOptions>({ microphones: [], cameras: [], speakers: [] })
  const speaker = createStore<string | null>(memory.speaker ?? null)
  const news = createStore<DeviceNews | null>(null)
  const canSuppress = globalThis.navigator?.mediaDevices?.getSupportedConstraints?.().noiseSuppression ?? false
  const noiseSuppression = createStore<boolean | null>(canSuppress ? (memory.noiseSuppression ?? true) : null)
  /** Devices that vanished while they were used, and are taken again when they are back. */
  const lost: Record<DeviceKind, DeviceOption | null> = { microphone: null, camera: null }
  /** Each track is watched for as long as it is the one in use: in a long call there are many. */
  const watches: Record<DeviceKind, AbortController | null> = { microphone: null, camera: null }
  /** Counts requests, so that an answer that was overtaken by a newer wish is thrown away. */
  const turn = { microphone: 0, camera: 0 }
  const isFramed = globalThis.top !== globalThis.self
  /** WebKit and Firefox do not say what a frame hands on; there this tells. */
  const deniedUnasked: Partial<Record<DeviceKind, Promise<boolean>>> = {}
  const forgotten = createStore(wishes.areForgotten)
  let started = false
  let sharp = false
  let watching = false

  function change(kind: DeviceKind, part: Partial<DeviceState>) {
    states[kind].set({ ...states[kind].get(), ...part })
  }

  function setWish(kind: DeviceKind, wanted: boolean) {
    change(kind, { wanted })
    forgotten.set(false)
    wishes.change({ [kind]: wanted })
  }

  function wishOf(kind: DeviceKind, device: Wish['device']): Wish {
    return { device, constraints: kind === 'microphone' ? soundOf(noiseSuppression.get() ?? true) : pictureOf(sharp) }
  }

  /** The device that was used last if it is there, else any. */
  const preferred = (kind: DeviceKind): Wish['device'] => {
    const { deviceId } = states[kind].get()
    return deviceId ? { ideal: deviceId } : null
  }

  /**
   * Opens a device; the one that is open goes on until then, so that nobody misses a word. `both`: it is on its way
   * already, together with the other one.
   */
  async function open(
    kind: DeviceKind,
    device = preferred(kind),
    both: ReturnType<typeof takeBoth> | null = null,
  ): Promise<boolean> {
    const mine = ++turn[kind]
    const { track: before } = states[kind].get()
    const live = before?.readyState === 'live' ? before : null
    change(kind, live ? { problem: null } : { status: 'asking', problem: null })
    const fail = (problem: DeviceProblem) => {
      change(kind, { status: 'failed', track: null, problem, interrupted: false })
      return false
    }
    if (!globalThis.isSecureContext) return fail('insecure')
    if (!navigator.mediaDevices?.getUserMedia) return fail('unsupported')
    try {
      const track = (await both)?.[kind] ?? (await takeDevice(kind, wishOf(kind, device), live))
      if (mine !== turn[kind] || until.aborted) {
        track.stop()
        return false
      }
      watchTrack(kind, track)
      const { wanted } = states[kind].get()
      track.enabled = wanted
      const deviceId = track.getSettings().deviceId ?? null
      change(kind, { status: wanted ? 'on' : 'off', track, deviceId, interrupted: false })
      // What is sent was replaced by then.
      live?.stop()
      keep()
      void list()
      return true
    } catch (error) {
      if (mine !== turn[kind]) return false
      if (live?.readyState === 'live') return false
      const problem = problemOf(error, kind, isFramed)
      return fail(problem === 'denied' && (await deniedUnasked[kind]) ? 'framed' : problem)
    }
  }

  function watchTrack(kind: DeviceKind, track: MediaStreamTrack) {
    watches[kind]?.abort()
    const watch = new AbortController()
    watches[kind] = watch
    const isCurrent = () => states[kind].get().track === track
    track.addEventListener(
      'ended',
      () => {
        if (!isCurrent()) return
        if (started && states[kind].get().wanted) void fallOver(kind)
        else change(kind, { track: null })
      },
      { signal: watch.signal },
    )
    watchInterruption(track, (interrupted) => isCurrent() && change(kind, { interrupted }), clock, watch.signal)
  }

  /** The device in use is gone: whichever is there takes its place, at once. */
  async function fallOver(kind: DeviceKind) {
    const { track, deviceId } = states[kind].get()
    const gone = { deviceId: deviceId ?? '', label: track?.label ?? '' }
    if (track?.readyState === 'live') track.stop()
    change(kind, { track: null, interrupted: false })
    lost[kind] ??= gone
    const isOpen = await open(kind, null)
    const now = states[kind].get()
    // A browser may end the track of a device that is still there, as after a sleep.
    if (now.deviceId === lost[kind]?.deviceId) lost[kind] = null
    else if (isOpen) news.set({ what: 'gone', kind, device: gone.label, now: now.track?.label ?? '' })
  }

  /** A device that vanished is there again. */
  async function takeBack(kind: DeviceKind, { deviceId, label }: DeviceOption) {
    lost[kind] = null
    if (await open(kind, { exact: deviceId })) news.set({ what: 'back', kind, device: label, now: label })
  }

  async function changeOver(kind: DeviceKind, deviceId: string) {
    const { track } = states[kind].get()
    lost[kind] = null
    setWish(kind, true)
    const isOpen = await open(kind, { exact: deviceId })
    const now = states[kind].get()
    // It goes on with the one before, or with that one opened anew.
    const isAsBefore = isOpen ? now.deviceId !== deviceId : now.track === track
    if (!now.track || !isAsBefore) return
    const option = [...options.get().microphones, ...options.get().cameras].find((one) => one.deviceId === deviceId)
    news.set({ what: 'not-started', kind, device: option?.label ?? '', now: now.track.label })
  }

  /** What the page had may have been ended or muted while nobody looked; mostly it can be had again without a tap. */
  function returned() {
    for (const kind of kinds) {
      const { wanted, status, track } = states[kind].get()
      if (!started || !wanted || status !== 'on' || !track) continue
      if (track.readyState === 'ended') void fallOver(kind)
      else if (track.muted) clock.after(unmutesWithinMs, () => reopenIfMuted(kind, track), until)
    }
  }

  function reopenIfMuted(kind: DeviceKind, before: MediaStreamTrack) {
    const { wanted, track } = states[kind].get()
    if (started && wanted && track === before && before.muted) void open(kind)
  }

  async function list() {
    options.set(await listDevices())
  }

  function keep() {
    remember({
      // A device that is only a stand-in is no choice.
      microphone: lost.microphone?.deviceId || states.microphone.get().deviceId,
      camera: lost.camera?.deviceId || states.camera.get().deviceId,
      speaker: speaker.get(),
      noiseSuppression: noiseSuppression.get() ?? true,
    })
  }

  /** Chromium changes no microphone that is open, nor opens it otherwise beside: then it is closed and opened anew. */
  async function applyNoiseSuppression(track: MediaStreamTrack, deviceId: string, on: boolean) {
    await track.applyConstraints(soundOf(on)).catch(() => {})
    const isCurrent = states.microphone.get().track === track && noiseSuppression.get() === on
    if (!isCurrent || track.getSettings().noiseSuppression === on) return
    track.stop()
    await open('microphone', { exact: deviceId })
  }

  function allowed(kind: DeviceKind) {
    const { wanted, status } = states[kind].get()
    if (started && wanted && status === 'failed') void open(kind)
  }

  function watch() {
    watching = true
    for (const kind of kinds) void onAllowed(kind, () => allowed(kind), until)
    navigator.mediaDevices?.addEventListener?.('devicechange', () => void devicesChanged(), { signal: until })
    onReturn(returned, until)
  }

  async function devicesChanged() {
    await list()
    const { microphones, cameras } = options.get()
    for (const kind of kinds) {
      const { wanted, problem, track, deviceId } = states[kind].get()
      if (!started || !wanted) continue
      const there = kind === 'microphone' ? microphones : cameras
      const back = there.find((option) => option.deviceId === lost[kind]?.deviceId)
      if (back) void takeBack(kind, back)
      else if (problem === 'missing' || problem === 'in-use') void open(kind)
      // Not every browser ends the track of a device that is gone.
      else if (track && deviceId && there.length > 0 && !there.some((option) => option.deviceId === deviceId))
        void fallOver(kind)
    }
  }

  function release(kind: DeviceKind) {
    turn[kind]++
    watches[kind]?.abort()
    states[kind].get().track?.stop()
    change(kind, { status: 'off', problem: null, track: null, interrupted: false })
  }

  until.addEventListener('abort', () => {
    for (const kind of kinds) release(kind)
  })

  return {
    microphone: states.microphone,
    camera: states.camera,
    options,
    speaker,
    start() {
      if (started) return
      started = true
      // From now on they are known, also where nobody changes them.
      wishes.change({})
      if (isFramed) for (const kind of kinds) deniedUnasked[kind] ??= isDeniedUnasked(kind)
      const wanted = kinds.filter((kind) => states[kind].get().wanted)
      const both = wanted.length === kinds.length ? takeBoth((kind) => wishOf(kind, preferred(kind))) : null
      for (const kind of wanted) void open(kind, undefined, both)
      if (!watching) watch()
    },
    stop() {
      if (!started) return
      started = false
      for (const kind of kinds) {
        release(kind)
        lost[kind] = null
      }
      news.set(null)
    },
    setWanted(kind, wanted) {
      const { track } = states[kind].get()
      setWish(kind, wanted)
      if (wanted && track?.readyState === 'live') {
        track.enabled = true
        change(kind, { status: 'on' })
      } else if (wanted) {
        void open(kind)
      } else if (kind === 'microphone' && track) {
        track.enabled = false
        change(kind, { status: 'off' })
      } else {
        release(kind)
      }
    },
    setSharp(next) {
      if (sharp === next) return
      sharp = next
      states.camera
        .get()
        .track?.applyConstraints(pictureOf(sharp))
        .catch(() => {
          // A camera that cannot change while it runs goes on as it is.
        })
    },
    choose(kind, deviceId) {
      if (kind === 'speaker') {
        speaker.set(deviceId)
        keep()
        return
      }
      void changeOver(kind, deviceId)
    },
    resume() {
      for (const kind of kinds) if (states[kind].get().interrupted) void open(kind)
    },
    forgotten,
    news,
    dismissNews: () => news.set(null),
    noiseSuppression,
    setNoiseSuppression(on) {
      if (noiseSuppression.get() === null) return
      noiseSuppression.set(on)
      keep()
      const { track, deviceId } = states.microphone.get()
      if (track && deviceId) void applyNoiseSuppression(track, deviceId, on)
    },
  }
}
