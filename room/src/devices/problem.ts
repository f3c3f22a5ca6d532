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

/** The causes behind getUserMedia's errors (Media Capture and Streams, 10.2; names differ a little by browser). */
export function problemOf(error: unknown, kind: DeviceKind, inFrame: boolean): DeviceProblem {
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
