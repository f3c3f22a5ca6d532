/** More than any text of an allowed length takes on a busy machine, and far less than one that was not looked at takes. */
const budgetMs = 150
const attempts = 4

type Attack = {
  /** What a reader of a grammar looks for first; each of them stands before the repeats once. */
  beginnings?: readonly string[]
  /** Of these, and of pairs of these, the repeats are made. */
  letters: string
  /** The longest text that can reach the reader. */
  upTo: number
}

/** What ends a repeat where nothing was expected, so that a reader that tries again does so from everywhere. */
const ends = ['', '!', '\0']

/**
 * The first text for which `read` takes longer than a text of its length ought to; null when there is none. Each text is
 * a beginning, a repeat and an end; each is read at a growing length, so that the first failure does not take minutes.
 * Time is taken again before it counts: other work on the machine makes one reading slow, but not all of them.
 */
export async function findSlowText(
  read: (text: string) => unknown,
  { beginnings = [''], letters, upTo }: Attack,
): Promise<string | null> {
  const one = [...letters]
  const repeats = [...one, ...one.flatMap((first) => one.map((second) => first + second))]
  for (const beginning of beginnings) {
    for (const repeat of repeats) {
      for (const length of [upTo / 16, upTo / 4, upTo]) {
        for (const end of ends) {
          const count = Math.max(1, Math.floor((length - beginning.length - end.length) / repeat.length))
          const text = beginning + repeat.repeat(count) + end
          if (await isSlow(read, text)) return `${beginning}${repeat}… (${count} times)${end}`
        }
      }
    }
  }
  return null
}

async function isSlow(read: (text: string) => unknown, text: string): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const started = performance.now()
    await read(text)
    if (performance.now() - started < budgetMs) return false
  }
  return true
}
