/** Why no page can have a camera here, as in the browsers inside many apps; null where it can. */
export function whyNoDevices(): 'insecure' | 'unsupported' | null {
  if (!isSecureContext) return 'insecure'
  // The type says that it is always there, which is true of browsers that can make calls.
  const { mediaDevices } = navigator as { mediaDevices?: Partial<MediaDevices> }
  return mediaDevices?.getUserMedia ? null : 'unsupported'
}
