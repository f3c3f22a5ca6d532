import type { Clock } from '@anteroom/ui/ground/clock.ts'
import { onReturn } from '@anteroom/ui/ground/on-return.ts'

type Options = {
  /** Whether this page should have a line at all. */
  isWanted: () => boolean
  isUp: () => boolean
  /** Asks something along the line; false when nobody has answered in time. */
  isAnswered: () => Promise<boolean>
  connectAgain: () => void
  clock: Clock
  until: AbortSignal
}

/** A person who looks here and there looks at the line once. */
const notAgainForMs = 5_000

/**
 * Looks whether the line to the server is still one: when the network changes, and when its person comes back to a page that
 * was away. Phones stop all that such a page does, and it would otherwise notice only with the next heartbeat.
 */
export function lookAtLine({ isWanted, isUp, isAnswered, connectAgain, clock, until }: Options) {
  let lookedAt = Number.NEGATIVE_INFINITY
  async function look() {
    if (!isWanted()) return
    if (isUp()) {
      if (clock.now() - lookedAt < notAgainForMs) return
      lookedAt = clock.now()
      if ((await isAnswered()) || until.aborted || !isWanted()) return
    }
    connectAgain()
  }
  onReturn(() => void look(), until)
  globalThis.addEventListener?.('online', () => void look(), { signal: until })
}
