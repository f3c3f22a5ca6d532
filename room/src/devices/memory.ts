const key = 'anteroom.devices'

/** What this person chose last, kept in this browser. */
export type Memory = {
  microphone?: string | null
  camera?: string | null
  speaker?: string | null
  micOn?: boolean
  camOn?: boolean
  noiseSuppression?: boolean
}

export function recall(): Memory {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Memory
  } catch {
    return {} // Storage is off or unreadable: nothing was remembered.
  }
}

export function remember(memory: Memory) {
  try {
    localStorage.setItem(key, JSON.stringify(memory))
  } catch {
    // Storage is off: the choice holds for this page only.
  }
}
