/** A browser may have none, or have no more of them than there are: then something is not heard, and nothing else missing. */
export function newAudio(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}
