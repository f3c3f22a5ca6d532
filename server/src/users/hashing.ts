import { hashPassword, isPassword } from './passwords.ts'

/** How many are hashed at once, and how many wait in each line. A password takes a core for about 30 ms. */
const sizes = { atOnce: 2, waiting: 50 }

/**
 * Callers wait among their like: strangers from anywhere fill their own line, and not that of people on a browser by
 * which they have signed in before, nor that of clients that have shown a secret.
 */
const lines = ['strangers', 'devices', 'clients', 'setting'] as const
type Line = (typeof lines)[number]

/** Who asks, and from how many of them at most something may be under way. */
export type Asker = { line: Exclude<Line, 'setting'>; shares: { key: string; places: number }[] }

export type Hashing = ReturnType<typeof createHashing>

/**
 * Hashes passwords, a few at once. Node has four threads for all that it does not do itself, files and names of hosts
 * among it: with all of them at passwords, everything else would stand still.
 */
export function createHashing() {
  const waiting: Record<Line, (() => void)[]> = { strangers: [], devices: [], clients: [], setting: [] }
  const underWay = new Map<string, number>()
  let running = 0
  let lastLine = 0

  /** The lines have their turns by and by, so that a long one keeps nobody in another waiting. */
  function next(): (() => void) | undefined {
    for (let step = 1; step <= lines.length; step += 1) {
      const at = (lastLine + step) % lines.length
      const first = waiting[lines[at] ?? 'strangers'].shift()
      if (!first) continue
      lastLine = at
      return first
    }
    return undefined
  }

  async function inTurn<T>(line: Line, work: () => Promise<T>): Promise<T> {
    if (running < sizes.atOnce) running += 1
    // A caller that is done hands its turn on, so that nobody new comes in between.
    else await new Promise<void>((resolve) => waiting[line].push(resolve))
    try {
      return await work()
    } finally {
      const begin = next()
      if (begin) begin()
      else running -= 1
    }
  }

  const countOf = (key: string) => underWay.get(key) ?? 0

  function count(key: string, change: 1 | -1) {
    const left = countOf(key) + change
    if (left > 0) underWay.set(key, left)
    else underWay.delete(key)
  }

  return {
    /** For whoever may set a password; they wait instead of being turned away. */
    hash: (password: string): Promise<string> => inTurn('setting', () => hashPassword(password)),

    /** As `isPassword`; null when too many wait, or too many of those who ask. */
    async check(password: string, hash: string | null, { line, shares }: Asker): Promise<boolean | null> {
      if (waiting[line].length >= sizes.waiting) return null
      if (shares.some(({ key, places }) => countOf(key) >= places)) return null
      for (const { key } of shares) count(key, 1)
      try {
        return await inTurn(line, () => isPassword(password, hash))
      } finally {
        for (const { key } of shares) count(key, -1)
      }
    },
  }
}
