import type { Facts, Sealed } from './chain.ts'

/** So many entries, between these two places. */
export type Some = { entries: number; first: number; last: number }

/** What the entries of a chain show besides being in order. */
export type Evidence = {
  /** The first entry with a proof that the service wrote it. */
  provenFrom: number | null
  /** Those that the service did not write. */
  unproven: Some | null
  /**
   * Those that got their places long after they were written: the service was off then, or its database away; or somebody
   * took them out, and put them there again without others.
   */
  late: Some | null
}

/** For so long a server of the version before may run beside this one when it is updated, and write without proofs. */
const updateMs = 3_600_000
/** An entry gets its place within some seconds. */
const lateMs = 3_600_000

type Parts = { isProven: (entry: Facts) => boolean; since: Date }

/** Gathers it from a chain's entries, which are given in their order. `since`: when there began to be proofs. */
export function createEvidence({ isProven, since }: Parts) {
  const evidence: Evidence = { provenFrom: null, unproven: null, late: null }
  const excusedBefore = since.getTime() + updateMs
  let isUpdated = false
  return {
    evidence,
    add(entry: Sealed) {
      const { seq, at, mac, sealed_at } = entry
      if (isProven(entry)) {
        evidence.provenFrom ??= seq
        isUpdated ||= at.getTime() >= excusedBefore
      } else if (mac !== null || isUpdated || Math.max(at.getTime(), sealed_at?.getTime() ?? 0) >= excusedBefore) {
        evidence.unproven = withOneMore(evidence.unproven, seq)
      }
      if (sealed_at && sealed_at.getTime() - at.getTime() > lateMs) evidence.late = withOneMore(evidence.late, seq)
    },
  }
}

const withOneMore = (some: Some | null, seq: number): Some => ({
  entries: (some?.entries ?? 0) + 1,
  first: some?.first ?? seq,
  last: seq,
})
