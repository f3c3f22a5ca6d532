import type { DeviceKind } from './problem.ts'
import type { DeviceOptions } from './types.ts'

/** What is there; labels are empty until the browser allows a device. */
export async function listDevices(): Promise<DeviceOptions> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? []
  const ofKind = (kind: MediaDeviceKind) =>
    all.filter((device) => device.kind === kind && device.deviceId).map(({ deviceId, label }) => ({ deviceId, label }))
  return { microphones: ofKind('audioinput'), cameras: ofKind('videoinput'), speakers: ofKind('audiooutput') }
}

declare global {
  /** Asked by the page before its scripts were there; of the microphone and of the camera. */
  var earlyPermissions: Promise<PermissionStatus[]> | undefined
}

/** The same for both at once. */
export function permissionsForBoth(): Promise<PermissionStatus[]> {
  const early = globalThis.earlyPermissions
  globalThis.earlyPermissions = undefined
  return early ?? Promise.all([permissionFor('microphone'), permissionFor('camera')])
}

/** What the browser would do if it were asked for a device. Fails where the browser does not tell. */
function permissionFor(kind: DeviceKind): Promise<PermissionStatus> {
  return navigator.permissions.query({ name: kind as PermissionName })
}

/**
 * Whether a device is denied before anybody was asked, as in a frame that does not hand it on. To be called before the first
 * question: afterwards it may be the answer to it.
 */
export async function isDeniedUnasked(kind: DeviceKind): Promise<boolean> {
  try {
    return (await permissionFor(kind)).state === 'denied'
  } catch {
    return false
  }
}

/** Calls each time that a person allows a device which was refused before. */
export async function onAllowed(kind: DeviceKind, allowed: () => void, until: AbortSignal) {
  try {
    const permission = await permissionFor(kind)
    permission.addEventListener('change', () => permission.state === 'granted' && allowed(), { signal: until })
  } catch {
    // This browser does not tell; the button to try again remains.
  }
}
