/**
 * All who ask within so many milliseconds share one piece of work. It begins anew only when what was begun last has ended,
 * and is that old.
 */
export function shared<Outcome>(ms: number, work: () => Promise<Outcome>): () => Promise<Outcome> {
  let last: { promise: Promise<Outcome>; sinceMs: number; hasEnded: boolean } | null = null
  return () => {
    if (last && (!last.hasEnded || performance.now() - last.sinceMs < ms)) return last.promise
    const begun = { promise: work(), sinceMs: performance.now(), hasEnded: false }
    const end = () => {
      begun.hasEnded = true
    }
    begun.promise.then(end, end)
    last = begun
    return begun.promise
  }
}
