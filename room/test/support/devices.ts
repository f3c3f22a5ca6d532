import { createStore } from '@anteroom/ui/ground/store.ts'
import type { Background, DevicesWithBackground } from '../../src/devices/blur/background.ts'
import type { DeviceNews, DeviceProblem, DeviceState } from '../../src/devices/devices.ts'

/** A camera's picture and a microphone's beep, made here, so that no device has to start. */
function makeTracks(until: AbortSignal): { camera: MediaStreamTrack; microphone: MediaStreamTrack } {
  const canvas = document.createElement('canvas')
  canvas.width = 320
  canvas.height = 180
  const drawing = canvas.getContext('2d')
  if (!drawing) throw new Error('There is nothing to draw with')
  drawing.fillStyle = 'teal'
  drawing.fillRect(0, 0, canvas.width, canvas.height)
  const [camera] = canvas.captureStream(1).getVideoTracks()
  const sound = new AudioContext()
  const beep = sound.createOscillator()
  const destination = sound.createMediaStreamDestination()
  beep.connect(destination)
  beep.start()
  const [microphone] = destination.stream.getAudioTracks()
  if (!camera || !microphone) throw new Error('There are no tracks')
  until.addEventListener('abort', () => {
    camera.stop()
    void sound.close()
  })
  return { camera, microphone }
}

/** Devices that are as the test says; `wanted` and so on follow what the person presses. */
export function createFakeDevices(until: AbortSignal) {
  const tracks = makeTracks(until)
  const on = (track: MediaStreamTrack, deviceId: string): DeviceState => ({
    wanted: true,
    status: 'on',
    problem: null,
    track,
    deviceId,
    interrupted: false,
  })
  const states = {
    camera: createStore(on(tracks.camera, 'camera-1')),
    microphone: createStore(on(tracks.microphone, 'microphone-1')),
  }
  const news = createStore<DeviceNews | null>(null)
  const forgotten = createStore(false)
  const speaker = createStore<string | null>(null)
  const noiseSuppression = createStore<boolean | null>(true)
  const background = createStore<Background>('plain')
  let stops = 0
  const devices: DevicesWithBackground = {
    ...states,
    options: createStore({
      cameras: [{ deviceId: 'camera-1', label: 'Camera of the laptop' }],
      microphones: [
        { deviceId: 'microphone-1', label: 'Microphone of the laptop' },
        { deviceId: 'microphone-2', label: 'Headset' },
      ],
      speakers: [{ deviceId: 'speaker-1', label: 'Loudspeaker' }],
    }),
    speaker,
    start: () => {},
    stop: () => void stops++,
    setWanted(kind, wanted) {
      states[kind].set({ ...on(tracks[kind], `${kind}-1`), wanted, status: wanted ? 'on' : 'off' })
    },
    choose(kind, deviceId) {
      if (kind === 'speaker') speaker.set(deviceId)
      else states[kind].set({ ...states[kind].get(), deviceId })
    },
    resume() {
      for (const state of Object.values(states)) state.set({ ...state.get(), interrupted: false })
    },
    forgotten,
    news,
    dismissNews: () => news.set(null),
    noiseSuppression,
    setNoiseSuppression: noiseSuppression.set,
    setSharp: () => {},
    background,
    setBlurred: (blurred) => background.set(blurred ? 'blurred' : 'plain'),
  }
  return {
    devices,
    tracks,
    /** The browser refuses a device, or has none. */
    fail(kind: 'camera' | 'microphone', problem: DeviceProblem) {
      states[kind].set({ ...states[kind].get(), status: 'failed', track: null, problem })
    },
    /** A phone call takes both, or gives them back. */
    interrupt(interrupted: boolean) {
      for (const state of Object.values(states)) state.set({ ...state.get(), interrupted })
    },
    news,
    /** Nobody knows what was on before the page was loaded again. */
    forget() {
      for (const state of Object.values(states))
        state.set({ ...state.get(), wanted: false, status: 'off', track: null })
      forgotten.set(true)
    },
    /** How often both were let go. */
    stops: () => stops,
  }
}
