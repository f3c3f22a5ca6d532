import type { Clock } from '../ground/clock.ts'
import { repeat } from '../ground/repeat.ts'
import type { RoomState } from '../visits/state.ts'

/** Nobody sees a countdown at its end for longer than this. */
const everyMs = 300

type Options = {
  clock: Clock
  nextTurning: (state: RoomState) => Date | null
  show: (sessionId: string) => void
  failed: (error: unknown) => void
}

/**
 * Shows the sessions here when time alone changes what their pages see: no page has to count, or to ask. By the service's
 * clock, and looked at often: a timer for a far moment would not know of a clock that is set.
 */
export function createTurningPoints({ clock, nextTurning, show, failed }: Options) {
  const next = new Map<string, Date>()
  const looking = repeat(
    everyMs,
    async () => {
      const now = clock.now()
      for (const [sessionId, turning] of next) {
        if (turning > now) continue
        next.delete(sessionId)
        show(sessionId)
      }
    },
    failed,
  )
  return {
    /** The session as it was shown last. */
    plan(state: RoomState) {
      const { sessionId } = state.session
      const turning = nextTurning(state)
      if (turning) next.set(sessionId, turning)
      else next.delete(sessionId)
    },
    forget: (sessionId: string) => void next.delete(sessionId),
    stop: () => looking.stop(),
  }
}
