import type { Store } from '@anteroom/ui/ground/store.ts'
import type { DeviceKind, DeviceProblem } from './problem.ts'

export type DeviceState = {
  /** What the person wants: sending or not. */
  wanted: boolean
  /** `asking`: the browser's question is open, or the device starts. */
  status: 'asking' | 'on' | 'off' | 'failed'
  problem: DeviceProblem | null
  /** Live while the status is `on`; a muted microphone keeps its track, disabled. */
  track: MediaStreamTrack | null
  deviceId: string | null
  /** The system has taken it for a while, as for a phone call. */
  interrupted: boolean
}

/** What became of a device by itself: by their labels, which may be empty. */
export type DeviceNews = {
  what: 'gone' | 'back' | 'not-started'
  kind: DeviceKind
  device: string
  /** What is used now. */
  now: string
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
  /** Asks for what is wanted, so that one refusal does not take the other device. */
  start(): void
  /** Lets go of both, so that no light stays on; `start` takes them again. */
  stop(): void
  /** Switches one on or off; on a device that has failed, on tries again. */
  setWanted(kind: DeviceKind, wanted: boolean): void
  /** The old one goes on until the new one is there. */
  choose(kind: DeviceKind | 'speaker', deviceId: string): void
  /** Takes back what the system has interrupted; some browsers want this to come from a tap. */
  resume(): void
  /** Whether they are off because nobody knows what their person wanted, who has not said so since. */
  forgotten: Store<boolean>
  /** What was last done without having been asked for. */
  news: Store<DeviceNews | null>
  dismissNews(): void
  /** Null where the browser cannot do it. */
  noiseSuppression: Store<boolean | null>
  setNoiseSuppression(on: boolean): void
  /** Whether the camera gives its larger picture, which an old computer should not have to draw for nothing. */
  setSharp(sharp: boolean): void
}
