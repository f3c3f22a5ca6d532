import { hashPassword, isPassword } from './passwords.ts'

/** A password takes a core for about 30 ms, so that the last in the line waits for less than a second. */
const sizes = { atOnce: 2, waiting: 50, fromOnePlace: 12 }

export type Hashing = ReturnType<typeof createHashing>

/**
 * Hashes passwords, a few at once. Node has four threads for all that it does not do itself, files and names of hosts
 * among it: with all of them at passwords, everything else would stand still.
 */
export function createHashing() {
  const line: (() => void)[] = []
  const inLine = new Map<string, number>()
  let running = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < sizes.atOnce) running += 1
    // Whoever ends hands their turn on, so that nobody new comes in between.
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }

  return {
    /** For whoever may set a password; they wait instead of being turned away. */
    hash: (password: string): Promise<string> => inTurn(() => hashPassword(password)),

    /** As `isPassword`; null when too many wait, or too many from that place. */
    async check(password: string, hash: string | null, place: string): Promise<boolean | null> {
      const here = inLine.get(place) ?? 0
      if (line.length >= sizes.waiting || here >= sizes.fromOnePlace) return null
      inLine.set(place, here + 1)
      try {
        return await inTurn(() => isPassword(password, hash))
      } finally {
        const left = (inLine.get(place) ?? 1) - 1
        if (left > 0) inLine.set(place, left)
        else inLine.delete(place)
      }
    },
  }
}
