import type { DeviceOptions } from './types.ts'

/** What is there; labels are empty until the browser allows a device. */
export async function listDevices(): Promise<DeviceOptions> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? []
  const ofKind = (kind: MediaDeviceKind) =>
    all.filter((device) => device.kind === kind && device.deviceId).map(({ deviceId, label }) => ({ deviceId, label }))
  return { microphones: ofKind('audioinput'), cameras: ofKind('videoinput'), speakers: ofKind('audiooutput') }
}
