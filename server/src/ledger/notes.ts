import pg from 'pg'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import type { AuditRow } from './store.ts'

/** How many entries go into one statement, and how many may wait before whoever adds one waits as well. */
const maxAtOnce = 500
const maxWaiting = 10_000
/** Repetitions are counted for so long, each for itself up to so many different ones. */
const tallyMs = 60_000
const maxTallies = 200
/** What the database says of values that it does not take (appendix A of its manual), however often they are tried. */
const refusals = /^(22|23|54)/

type Tally = { row: AuditRow; more: number; sinceMs: number }

type Parts = {
  clock: Clock
  ids: Ids
  /** Written twice is as good as once: whether a commit was lost or only its answer cannot be known. */
  write(rows: AuditRow[]): Promise<void>
}

/**
 * Entries of the audit log that are not part of a change: they are written together, at most a second later
 * (docs/decisions/0031).
 */
export function createNotes({ clock, ids, write }: Parts) {
  let waiting: AuditRow[] = []
  let writing: Promise<void> | null = null
  const tallies = new Map<string, Tally>()

  async function writeAll() {
    endTallies(clock.now().getTime() - tallyMs)
    while (waiting.length > 0) {
      const some = waiting.slice(0, maxAtOnce)
      await writeSome(some)
      waiting = waiting.slice(some.length)
    }
  }

  /** An entry that the database refuses does not hold up the others: of that one only its bare facts are written. */
  async function writeSome(rows: AuditRow[]): Promise<void> {
    try {
      await write(rows)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && refusals.test(error.code ?? ''))) throw error
      if (rows.length === 1) return await write(rows.map(bare))
      const half = Math.ceil(rows.length / 2)
      await writeSome(rows.slice(0, half))
      await writeSome(rows.slice(half))
    }
  }

  const isFull = () => waiting.length >= maxWaiting

  function endTallies(beganBefore: number) {
    for (const [subject, { row, more, sinceMs }] of tallies) {
      if (sinceMs > beganBefore || isFull()) continue
      tallies.delete(subject)
      if (more === 0) continue
      const details = { ...row.details, more, since: new Date(sinceMs).toISOString() }
      waiting.push({ ...row, entry_id: ids.sorted(), at: clock.now(), request_id: null, details })
    }
  }

  function flush(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = null
    })
    return writing
  }

  return {
    /** Resolves at once, unless entries could not be written for long. */
    async add(row: AuditRow): Promise<void> {
      while (isFull()) await flush()
      waiting.push(row)
    },

    /**
     * For what a stranger can repeat at will: the first one is an entry, those of the same subject in the minute after
     * it are one more with their count. Of too many subjects only the count is kept.
     */
    tally(subject: string, row: AuditRow) {
      const known = tallies.get(subject)
      if (known) {
        known.more += 1
        return
      }
      const sinceMs = clock.now().getTime()
      if (tallies.size < maxTallies && !isFull()) {
        tallies.set(subject, { row, more: 0, sinceMs })
        waiting.push(row)
        return
      }
      const others = `others ${row.action}`
      const nobody = { team_id: null, target: null, client_id: null, user_id: null, ip: null, details: {} }
      const ofOthers = tallies.get(others) ?? { row: { ...row, ...nobody }, more: 0, sinceMs }
      ofOthers.more += 1
      tallies.set(others, ofOthers)
    },

    /** Writes what waits; what cannot be written waits on. */
    flush,

    /** The same with all that is being counted, at the end. */
    async end(): Promise<void> {
      await writing?.catch(() => {
        // Tried once more below.
      })
      // Counts find room only where not too much waits.
      await flush()
      endTallies(Number.POSITIVE_INFINITY)
      await flush()
    },
  }
}

/** What of an entry is surely taken: it is made by the service itself. */
function bare(row: AuditRow): AuditRow {
  return { ...row, target: null, ip: null, request_id: null, details: { refused: true } }
}
