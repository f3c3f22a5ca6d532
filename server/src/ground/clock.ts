export type Clock = {
  now(): Date
  /**
   * Since when time has passed without a gap: before, this process or the database stood still or a clock was set, and
   * nobody could do in time what they had to. Left out where that cannot be.
   */
  steadySince?(): Date
}

export const systemClock: Clock = { now: () => new Date() }
