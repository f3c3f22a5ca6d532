import type { DeviceKind } from './problem.ts'

const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const
const smallPicture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } } as const
const largePicture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } as const

/** How a picture is wished for: large ones are for few. */
export const pictureOf = (sharp: boolean): MediaTrackConstraints => (sharp ? largePicture : smallPicture)

/** A device that was remembered and is gone must not keep the person from the one that is there. */
export async function takeDevice(
  kind: DeviceKind,
  { deviceId, sharp }: { deviceId: string | null; sharp: boolean },
): Promise<MediaStreamTrack> {
  const wish: MediaTrackConstraints = kind === 'microphone' ? sound : pictureOf(sharp)
  const stream = await navigator.mediaDevices.getUserMedia({
    [kind === 'microphone' ? 'audio' : 'video']: deviceId ? { ...wish, deviceId: { ideal: deviceId } } : wish,
  })
  const [track] = stream.getTracks()
  if (!track) throw new DOMException('The stream has no track', 'NotFoundError')
  return track
}
