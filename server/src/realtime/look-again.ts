import { repeat } from '../ground/repeat.ts'

type Options = {
  /** The sessions that pages here are in, with the oldest revision that one of these has been shown. */
  shown: () => Map<string, number>
  /** Which revision each of these has now. */
  revisionsOf: (sessionIds: string[]) => Promise<Map<string, number>>
  show: (sessionId: string) => void
  failed: (error: unknown) => void
}

/** Pages and database differ for no longer than this and the time that it takes to look. */
const everyMs = 2_000

/**
 * Shows what could not be shown: news of a change is lost with the connection that carries it, and the database may be
 * away just when a session is read to be shown.
 */
export function createSecondLook({ shown, revisionsOf, show, failed }: Options) {
  const owed = new Set<string>()
  const looking = repeat(
    everyMs,
    async () => {
      const here = shown()
      const due = [...owed]
      const now = here.size > 0 ? await revisionsOf([...here.keys()]) : new Map<string, number>()
      for (const [sessionId, revision] of now) {
        if (owed.has(sessionId) || revision > (here.get(sessionId) ?? revision)) show(sessionId)
      }
      for (const sessionId of due) owed.delete(sessionId)
    },
    failed,
  )
  return {
    /** This session should have been shown and was not; its view may have changed with time alone. */
    owe: (sessionId: string) => void owed.add(sessionId),
    stop: () => looking.stop(),
  }
}
