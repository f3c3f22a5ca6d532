import { createStore, type Store } from './store.ts'

export type DeviceKind = 'microphone' | 'camera'

/** Why a camera or a microphone cannot be had. Each has its own words and its own way on. */
export type DeviceProblem =
  /** The person or the browser said no; the browser's settings of this page decide. */
  | 'denied'
  /** The operating system keeps the browser from it. */
  | 'denied-by-system'
  /** The question was closed without an answer. */
  | 'dismissed'
  /** There is none. */
  | 'missing'
  /** There is one, and something else has it, or it does not start. */
  | 'in-use'
  /** The page is not served securely, so browsers give it no devices. */
  | 'insecure'
  /** The page is in a frame whose `allow` lacks it. */
  | 'framed'
  /** The browser has no such thing, as in many apps' built-in browsers. */
  | 'unsupported'
  /** It works, and what is behind the person, who wanted it hidden, cannot be hidden. */
  | 'background'
  | 'unknown'

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
const memoryKey = 'anteroom.devices'
type Memory = {
  microphone?: string | null
  camera?: string | null
  speaker?: string | null
  micOn?: boolean
  camOn?: boolean
}

/** The causes behind getUserMedia's errors (Media Capture and Streams, 10.2; names differ a little by browser). */
function problemOf(error: unknown, kind: DeviceKind, inFrame: boolean): DeviceProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  const message = error instanceof Error || error instanceof DOMException ? error.message : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
    case 'PermissionDeniedError':
      if (/system/i.test(message)) return 'denied-by-system'
      if (/dismissed/i.test(message)) return 'dismissed'
      if (inFrame && !allowedByFrame(kind)) return 'framed'
      return 'denied'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'missing'
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use'
    case 'TypeError':
      return 'unsupported'
    default:
      return 'unknown'
  }
}

function allowedByFrame(kind: DeviceKind): boolean {
  const policy = (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy
  return policy?.allowsFeature(kind) ?? true
}

const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const
const smallPicture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } } as const
const largePicture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const

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
      const track = await ask(kind, states[kind].get().deviceId)
      if (mine !== turn[kind] || until.aborted) return track.stop()
      states[kind].get().track?.stop()
      watchTrack(kind, track)
      change(kind, { status: 'on', track, deviceId: track.getSettings().deviceId ?? null })
      remember()
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

  /** A device that was remembered and is gone must not keep the person from the one that is there. */
  async function ask(kind: DeviceKind, deviceId: string | null): Promise<MediaStreamTrack> {
    const picture = sharp ? largePicture : smallPicture
    const wish: MediaTrackConstraints = kind === 'microphone' ? sound : picture
    const stream = await navigator.mediaDevices.getUserMedia({
      [kind === 'microphone' ? 'audio' : 'video']: deviceId ? { ...wish, deviceId: { ideal: deviceId } } : wish,
    })
    const [track] = stream.getTracks()
    if (!track) throw new DOMException('The stream has no track', 'NotFoundError')
    return track
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

  function recall(): Memory {
    try {
      return JSON.parse(localStorage.getItem(memoryKey) ?? '{}') as Memory
    } catch {
      return {} // Storage is off or unreadable: nothing was remembered.
    }
  }

  function remember() {
    const memory: Memory = {
      microphone: states.microphone.get().deviceId,
      camera: states.camera.get().deviceId,
      speaker: speaker.get(),
      micOn: states.microphone.get().wanted,
      camOn: states.camera.get().wanted,
    }
    try {
      localStorage.setItem(memoryKey, JSON.stringify(memory))
    } catch {
      // Storage is off: the choice holds for this page only.
    }
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
      remember()
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
        .track?.applyConstraints(sharp ? largePicture : smallPicture)
        .catch(() => {
          // A camera that cannot change while it runs goes on as it is.
        })
    },
    choose(kind, deviceId) {
      if (kind === 'speaker') {
        speaker.set(deviceId)
        remember()
        return
      }
      change(kind, { deviceId, wanted: true })
      void open(kind)
    },
  }
}
