import type { Clock } from '../ground/clock.ts'
import { createRecent } from '../ground/recent.ts'

const windowMs = 60_000
const maxWrong = 20
const maxKnown = 10_000

/**
 * Who tried wrong secrets of late. Secrets are too long to be guessed, so this only tells those to wait who try again and
 * again; it is not worth asking the database, and each process counts by itself.
 */
export function createWrongSecrets(clock: Clock) {
  const known = createRecent<{ count: number; sinceMs: number }>(maxKnown)

  function find(subject: string) {
    const found = known.get(subject)
    if (!found || Math.abs(clock.now().getTime() - found.sinceMs) < windowMs) return found
    known.forget(subject)
    return undefined
  }

  return {
    /** For how many seconds this one is not listened to. */
    waitSeconds(subject: string): number {
      const found = find(subject)
      if (!found || found.count < maxWrong) return 0
      return Math.max(1, Math.ceil((found.sinceMs + windowMs - clock.now().getTime()) / 1000))
    },

    add(subject: string) {
      const found = find(subject)
      if (found) {
        found.count += 1
        return
      }
      known.keep(subject, { count: 1, sinceMs: clock.now().getTime() })
    },

    forget: (subject: string) => void known.forget(subject),
  }
}
