/** What goes wrong with the next calls, as it does between any two machines. */
export type Disturbance = {
  /** What the path begins with; all paths without. */
  path?: string
  method?: string
  /** How many calls; all without. */
  times?: number
  /** The call is done at once, and answered so much later. */
  delayMs?: number
  /** The same, for tests in this process: it is answered once this is over. */
  until?: Promise<void>
  /** What is answered: a refusal, or nothing, the connection ends. */
  answer?: 429 | 500 | 502 | 503 | 'drop'
  /** Whether what was asked for is done all the same: before it would be (the default), or after it was. */
  when?: 'before' | 'after'
  /** Whether an answer of 500 is kept for the idempotency key, and given to each repetition. */
  isKept?: boolean
}

export function createDisturbances() {
  let waiting: (Disturbance & { left: number })[] = []
  let hasSlowRefunds = false
  return {
    hasSlowRefunds: () => hasSlowRefunds,
    slowRefunds() {
      hasSlowRefunds = true
    },
    add(disturbance: Disturbance) {
      waiting.push({ ...disturbance, left: disturbance.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      waiting = []
      hasSlowRefunds = false
    },
    /** Those that are for this call, joined into one. */
    take(method: string, path: string): Disturbance {
      const isFor = (one: Disturbance) => path.startsWith(one.path ?? '') && (one.method ?? method) === method
      const taken: Disturbance = {}
      for (const one of waiting.filter(isFor)) {
        // Two answers are for two calls.
        if (one.answer && taken.answer) continue
        one.left -= 1
        if (one.delayMs !== undefined) taken.delayMs = one.delayMs
        if (one.until) taken.until = one.until
        if (one.answer)
          Object.assign(taken, { answer: one.answer, when: one.when ?? 'before', isKept: one.isKept ?? false })
      }
      waiting = waiting.filter(({ left }) => left > 0)
      return taken
    },
  }
}
export type Disturbances = ReturnType<typeof createDisturbances>
