import { isWebKit } from '@anteroom/ui/ground/is-webkit.ts'
import { permissionsForBoth } from './browser-devices.ts'
import type { DeviceKind } from './problem.ts'

const smallPicture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } } as const
const largePicture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const

/** How a picture is wished for: large ones are for few. */
export const pictureOf = (sharp: boolean): MediaTrackConstraints => (sharp ? largePicture : smallPicture)

export const soundOf = (noiseSuppression: boolean): MediaTrackConstraints => ({
  echoCancellation: true,
  autoGainControl: true,
  noiseSuppression,
})

/**
 * `device`: only this one, or if possible this one, or any. A device that was remembered and is gone must not keep the
 * person from the one that is there.
 */
export type Wish = { device: { exact: string } | { ideal: string } | null; constraints: MediaTrackConstraints }

/**
 * Opens a device beside the one that is open, so that there is no gap; where only one can be open, after it, and the one
 * before again if that fails. WebKit opens a second camera and gives no pictures of one of the two, without a word.
 */
export async function takeDevice(
  kind: DeviceKind,
  wish: Wish,
  open: MediaStreamTrack | null,
): Promise<MediaStreamTrack> {
  if (!open) return ask(kind, wish)
  if (kind !== 'camera' || !isWebKit()) {
    try {
      return await ask(kind, wish)
    } catch (error) {
      const isBusy = error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'AbortError')
      if (!isBusy) throw error
    }
  }
  const { deviceId: before } = open.getSettings()
  open.stop()
  try {
    return await ask(kind, wish)
  } catch (error) {
    if (!before) throw error
    return ask(kind, { ...wish, device: { ideal: before } })
  }
}

/**
 * Both in one request, which takes half the time of two, as a browser answers one after the other. Only where it will not
 * ask the person: one question for both would take both away with one refusal. WebKit is always asked for both at once: with
 * the second of two requests it may silence what it gave for the first. Null where none of it is so, or where the two cannot
 * be had together.
 */
export async function takeBoth(
  wish: (kind: DeviceKind) => Wish,
): Promise<Record<DeviceKind, MediaStreamTrack | undefined> | null> {
  try {
    if (!isWebKit() && (await permissionsForBoth()).some(({ state }) => state !== 'granted')) return null
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: constraintsOf(wish('microphone')),
      video: constraintsOf(wish('camera')),
    })
    return { microphone: stream.getAudioTracks()[0], camera: stream.getVideoTracks()[0] }
  } catch {
    // Each by itself has its own reason to fail, which is then told.
    return null
  }
}

const constraintsOf = ({ device, constraints }: Wish) => (device ? { ...constraints, deviceId: device } : constraints)

async function ask(kind: DeviceKind, wish: Wish): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({
    [kind === 'microphone' ? 'audio' : 'video']: constraintsOf(wish),
  })
  const [track] = stream.getTracks()
  if (!track) throw new DOMException('The stream has no track', 'NotFoundError')
  return track
}
