import type { Clock } from '@anteroom/ui/ground/clock.ts'

const everyMs = 2_000

/**
 * A computer that sleeps may not count the time that passes, and somebody may set its clock: where the two of them part,
 * the server is asked what time it is.
 */
export function askTheTimeAfterGaps(ask: () => void, clock: Clock, until: AbortSignal): void {
  const apart = () => clock.date() - clock.now()
  let before = apart()
  clock.every(
    everyMs,
    () => {
      if (Math.abs(apart() - before) > 1_000) ask()
      before = apart()
    },
    until,
  )
}
