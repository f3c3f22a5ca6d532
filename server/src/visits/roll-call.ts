/** A process as its row stands: what it wrote last is only ever compared, so it does not matter by which clock. */
export type Heard = { processId: string; seen: string }

/** A process that says nothing new for this long is taken for dead, in milliseconds. */
const silentMs = 5_000
/** A process that has not looked for longer than this has missed what the others said. */
const pauseMs = 2_500

/**
 * Which processes are dead, as one that lives sees it: those that it has watched being silent, look by look. After a pause of
 * its own, or of the database that all write to, it begins anew, so that everybody has the time to be heard first.
 */
export function createRollCall() {
  const known = new Map<string, { seen: string; sinceMs: number }>()
  let lookedMs = Number.NEGATIVE_INFINITY

  return {
    /** `atMs`: by a clock that nobody can set. */
    look(heard: readonly Heard[], atMs: number): Heard[] {
      if (atMs - lookedMs > pauseMs) known.clear()
      lookedMs = atMs
      const there = new Set(heard.map(({ processId }) => processId))
      for (const processId of [...known.keys()]) if (!there.has(processId)) known.delete(processId)
      return heard.filter(({ processId, seen }) => {
        const before = known.get(processId)
        if (before?.seen === seen) return atMs - before.sinceMs >= silentMs
        known.set(processId, { seen, sinceMs: atMs })
        return false
      })
    },
  }
}
