/** How often each thing was sent, and how often each came of it. */
export type Tally = Record<string, { sent: number; came: Record<string, number> }>

export type Count = ReturnType<typeof createCount>

/** Counts what an attack sends and what comes of it. */
export function createCount() {
  const tally: Tally = {}

  function entry(what: string) {
    tally[what] ??= { sent: 0, came: {} }
    return tally[what]
  }
  function came(what: string, outcome: string | number, times = 1) {
    const { came } = entry(what)
    came[outcome] = (came[outcome] ?? 0) + times
  }

  return {
    tally,
    /** Without anything of ours that it is an answer to. */
    came,
    /** What is thrown is what came of it, and goes on to be thrown. */
    async of<T>(what: string, work: Promise<T>, outcomeOf: (value: T) => string | number): Promise<T> {
      entry(what).sent += 1
      try {
        const value = await work
        came(what, outcomeOf(value))
        return value
      } catch (error) {
        came(what, error instanceof Error ? error.message : String(error))
        throw error
      }
    },
  }
}

/** What has to have come of an attack, or it has attacked nothing: each a thing and its outcome. */
export type Reach = [what: string, outcome: string | number]

export const missed = (tally: Tally, reaches: readonly Reach[]): Reach[] =>
  reaches.filter(([what, outcome]) => !tally[what]?.came[outcome])

/** In one line: each thing with how often it was sent, and in brackets what came of it. */
export function printTally(tally: Tally): string {
  return Object.entries(tally)
    .map(([what, { sent, came }]) => {
      const outcomes = Object.entries(came).map(([outcome, times]) => `${outcome} ${times}`)
      const answered = Object.values(came).reduce((sum, times) => sum + times, 0)
      if (sent > answered) outcomes.push(`unanswered ${sent - answered}`)
      return `${what}${sent > 0 ? ` ${sent}` : ''} (${outcomes.join(', ')})`
    })
    .join('; ')
}
