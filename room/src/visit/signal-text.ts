import type { SignalData } from '@anteroom/contract/realtime'

/** A page of somebody's, by the number that it has within its visit. */
export type SignalFrom = { visitId: string; generation: number }

/**
 * Signals travel as text. A page that was loaded before that is told by its objects, and gets objects: it asks for an
 * offer that it has not understood.
 */
export function createSignalText() {
  const ofBefore = new Set<string>()
  const nameOf = ({ visitId, generation }: SignalFrom) => `${visitId} ${generation}`

  return {
    write: (to: SignalFrom, data: object): SignalData => (ofBefore.has(nameOf(to)) ? data : JSON.stringify(data)),
    /** Null when it is none. */
    read(from: SignalFrom, data: SignalData): unknown {
      if (typeof data !== 'string') {
        ofBefore.add(nameOf(from))
        return data
      }
      try {
        return JSON.parse(data)
      } catch {
        return null
      }
    },
  }
}
