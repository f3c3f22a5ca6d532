import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { kept } from '@anteroom/ui/ground/kept.ts'
import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { DeviceState, Devices } from '../devices.ts'
import type { KeptWishes } from '../wishes.ts'

/** How it stands with the blurring of what is behind a person. */
export type Background = 'plain' | 'starting' | 'blurred' | 'failed'

/** The devices, and a camera whose background can be blurred. */
export type DevicesWithBackground = Devices & {
  background: Store<Background>
  setBlurred(blurred: boolean): void
}

type Blur = (camera: MediaStreamTrack, until: AbortSignal) => Promise<MediaStreamTrack>

const memory = kept('anteroom.background')

/** Browsers that lack what it needs get no switch. */
export const canBlur = () =>
  typeof OffscreenCanvas !== 'undefined' &&
  typeof HTMLCanvasElement !== 'undefined' &&
  'captureStream' in HTMLCanvasElement.prototype &&
  ('filter' in CanvasRenderingContext2D.prototype || hasWebGL2())

let webGL2: boolean | null = null

/** Safari has no filters for a canvas, and no WebGL in Lockdown Mode: without both, nothing is blurred and all looks as if it were. */
function hasWebGL2(): boolean {
  webGL2 ??= document.createElement('canvas').getContext('webgl2') !== null
  return webGL2
}

/**
 * Stands before the devices: whoever asks for the camera gets the blurred picture. While that is not there the camera
 * gives nothing at all, so that no picture of the room behind somebody ever gets out that was to be hidden.
 */
export function withBackground(
  devices: Devices,
  wishes: KeptWishes,
  clock: Clock,
  until: AbortSignal,
  blur: Blur = async (camera, signal) => (await import('./blur.ts')).blurBackground(camera, clock, signal),
): DevicesWithBackground {
  const isWished = wishes.get().blurred ?? memory.get() === 'blurred'
  const background = createStore<Background>(isWished && canBlur() ? 'starting' : 'plain')
  const camera = createStore<DeviceState>(devices.camera.get())
  let wanted = background.get() === 'starting'
  let sharp = false
  /** The camera's own track that is being blurred, and what has become of it. */
  let source: MediaStreamTrack | null = null
  let result: MediaStreamTrack | null = null
  let stay: AbortController | null = null

  function show() {
    const raw = devices.camera.get()
    if (!wanted || raw.status !== 'on') camera.set(raw)
    else if (result) camera.set({ ...raw, track: result })
    else if (background.get() === 'failed') camera.set({ ...raw, status: 'failed', problem: 'background', track: null })
    else camera.set({ ...raw, status: 'asking', track: null })
  }

  function stop() {
    stay?.abort()
    stay = null
    source = null
    result = null
  }

  async function start(track: MediaStreamTrack) {
    stop()
    const mine = new AbortController()
    stay = mine
    source = track
    background.set('starting')
    show()
    try {
      const made = await blur(track, mine.signal)
      if (mine.signal.aborted) return made.stop()
      result = made
      background.set('blurred')
    } catch (error) {
      if (mine.signal.aborted) return
      console.error('The background cannot be blurred', error)
      background.set('failed')
    }
    show()
  }

  function follow() {
    const { status, track } = devices.camera.get()
    const next = wanted && status === 'on' ? track : null
    if (next && next !== source) return void start(next)
    if (!next) {
      stop()
      background.set(wanted ? 'starting' : 'plain')
    }
    show()
  }

  function setBlurred(blurred: boolean) {
    wanted = blurred
    memory.set(blurred ? 'blurred' : null)
    wishes.change({ blurred })
    devices.setSharp(sharp && !wanted)
    stop()
    follow()
  }

  follow()
  devices.camera.subscribe(follow, until)
  until.addEventListener('abort', stop)

  return {
    ...devices,
    camera,
    background,
    setBlurred,
    setWanted(kind, on) {
      // "Try again" of somebody who sees that it has failed.
      if (kind === 'camera' && on && background.get() === 'failed') stop()
      devices.setWanted(kind, on)
      if (kind === 'camera') follow()
    },
    setSharp(next) {
      sharp = next
      // A larger picture takes longer to blur than the next one takes to come.
      devices.setSharp(sharp && !wanted)
    },
  }
}
