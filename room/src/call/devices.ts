import { recall, remember } from './devices/memory.ts'
import { type DeviceKind, type DeviceProblem, problemOf } from './devices/problem.ts'
import { pictureOf, takeDevice } from './devices/take.ts'
import { createStore, type Store } from './store.ts'

export type { DeviceKind, DeviceProblem } from './devices/problem.ts'

export type DeviceState = {
  /** What the person wants: sending or not. */
  wanted: boolean
  /** `asking`: the browser's question is open, or the device starts. */
  status: 'asking' | 'on' | 'off' | 'failed'
  problem: DeviceProblem | null
  /** Live while the status is `on`; a muted microphone keeps its track, disabled. */
  track: MediaStreamTrack | null
  deviceId: string | null
}

export type DeviceOption = { deviceId: string; label: string }
export type DeviceOptions = { microphones: DeviceOption[]; cameras: DeviceOption[]; speakers: DeviceOption[] }

export type Devices = {
  microphone: Store<DeviceState>
  camera: Store<DeviceState>
  /** What can be chosen; labels are empty until the browser allows a device. */
  options: Store<DeviceOptions>
  /** The speaker's device id; null: the system's own. Only Chromium and Firefox let one choose. */
  speaker: Store<string | null>
  /** Asks for what is wanted, each device by itself, so that one refusal does not take the other. */
  start(): void
  /** Lets go of both, so that no light stays on; `start` takes them again. */
  stop(): void
  /** Switches one on or off; on a device that has failed, on tries again. */
  setWanted(kind: DeviceKind, wanted: boolean): void
  choose(kind: DeviceKind | 'speaker', deviceId: string): void
  /** Whether the camera gives its larger picture, which an old computer should not have to draw for nothing. */
  setSharp(sharp: boolean): void
}

const kinds = ['microphone', 'camera'] as const

/** The camera, the microphone and the speaker of one page. */
export function createDevices(until: AbortSignal): Devices {
  const memory = recall()
  const off: DeviceState = { wanted: false, status: 'off', problem: null, track: null, deviceId: null }
  const states = {
    microphone: createStore<DeviceState>({ ...off, wanted: memory.micOn ?? true, deviceId: memory.microphone ?? null }),
    camera: createStore<DeviceState>({ ...off, wanted: memory.camOn ?? true, deviceId: memory.camera ?? null }),
  }
  const options = createStore<DeviceOptions>({ microphones: [], cameras: [], speakers: [] })
  const speaker = createStore<string | null>(memory.speaker ?? null)
  /** Counts requests, so that an answer that was overtaken by a newer wish is thrown away. */
  const turn = { microphone: 0, camera: 0 }
  let started = false
  let sharp = false
  let watching = false

  function change(kind: DeviceKind, part: Partial<DeviceState>) {
    states[kind].set({ ...states[kind].get(), ...part })
  }

  async function open(kind: DeviceKind) {
    const mine = ++turn[kind]
    change(kind, { status: 'asking', problem: null })
    if (!globalThis.isSecureContext) return change(kind, { status: 'failed', problem: 'insecure' })
    if (!navigator.mediaDevices?.getUserMedia) return change(kind, { status: 'failed', problem: 'unsupported' })
    try {
      const track = await takeDevice(kind, { deviceId: states[kind].get().deviceId, sharp })
      if (mine !== turn[kind] || until.aborted) return track.stop()
      states[kind].get().track?.stop()
      watchTrack(kind, track)
      change(kind, { status: 'on', track, deviceId: track.getSettings().deviceId ?? null })
      keep()
      void list()
    } catch (error) {
      if (mine !== turn[kind]) return
      change(kind, {
        status: 'failed',
        track: null,
        problem: problemOf(error, kind, globalThis.top !== globalThis.self),
      })
    }
  }

  function watchTrack(kind: DeviceKind, track: MediaStreamTrack) {
    track.addEventListener(
      'ended',
      () => {
        if (states[kind].get().track !== track) return
        change(kind, { track: null })
        if (started && states[kind].get().wanted) void open(kind)
      },
      { signal: until },
    )
  }

  async function list() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? []
    const ofKind = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId)
        .map(({ deviceId, label }) => ({ deviceId, label }))
    options.set({
      microphones: ofKind('audioinput'),
      cameras: ofKind('videoinput'),
      speakers: ofKind('audiooutput'),
    })
  }

  function keep() {
    remember({
      microphone: states.microphone.get().deviceId,
      camera: states.camera.get().deviceId,
      speaker: speaker.get(),
      micOn: states.microphone.get().wanted,
      camOn: states.camera.get().wanted,
    })
  }

  async function watchPermission(kind: DeviceKind) {
    try {
      const permission = await navigator.permissions.query({ name: kind as PermissionName })
      permission.addEventListener(
        'change',
        () => {
          const { wanted, status } = states[kind].get()
          if (started && permission.state === 'granted' && wanted && status === 'failed') void open(kind)
        },
        { signal: until },
      )
    } catch {
      // This browser does not tell; the button to try again remains.
    }
  }

  function watch() {
    watching = true
    for (const kind of kinds) void watchPermission(kind)
    navigator.mediaDevices?.addEventListener?.('devicechange', devicesChanged, { signal: until })
  }

  function devicesChanged() {
    void list()
    for (const kind of kinds) {
      const { wanted, problem } = states[kind].get()
      if (started && wanted && (problem === 'missing' || problem === 'in-use')) void open(kind)
    }
  }

  function release(kind: DeviceKind) {
    turn[kind]++
    states[kind].get().track?.stop()
    change(kind, { status: 'off', problem: null, track: null })
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
      for (const kind of kinds) if (states[kind].get().wanted) void open(kind)
      if (!watching) watch()
    },
    stop() {
      if (!started) return
      started = false
      for (const kind of kinds) release(kind)
    },
    setWanted(kind, wanted) {
      const { track } = states[kind].get()
      change(kind, { wanted })
      keep()
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
      change(kind, { deviceId, wanted: true })
      void open(kind)
    },
  }
}
