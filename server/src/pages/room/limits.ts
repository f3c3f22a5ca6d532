import type { Limit } from '../../counters/counters.ts'
import { perMinuteOf } from '../../http/rate-limits.ts'

/** Of those that one address may open, for each that nothing is behind, besides the one that it is. */
export const wrongLinkCost = 9

/** Whatever is asked of a link before anybody knows whether it is one, by the address that asks. */
export function pagesOfAddress({ pagesPerMinute }: { pagesPerMinute: number }): Limit {
  return perMinuteOf('pages', pagesPerMinute)
}
