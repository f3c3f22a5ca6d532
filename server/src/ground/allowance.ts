import type { Clock } from './clock.ts'

export type Allowance = ReturnType<typeof createAllowance>

/** A token bucket: so many at once, so many a second in the long run. */
export function createAllowance(clock: Clock, { burst, perSecond }: { burst: number; perSecond: number }) {
  let left = burst
  let at = clock.now().getTime()
  return {
    /** Whether one more is let through now. */
    take(): boolean {
      const now = clock.now().getTime()
      left = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond)
      at = now
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
