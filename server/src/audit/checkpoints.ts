import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import type { Head } from './chain.ts'

/**
 * Where a chain ended at some time. Kept somewhere else it shows whether anything before it was changed since, and that
 * the chain was not cut off: one who has the database and the key as well could make another chain, but not this hash.
 */
const Checkpoint = Type.Object({
  /** Null for what concerns no team. */
  team: Type.Union([Type.String(), Type.Null()]),
  seq: Type.Integer(),
  hash: Type.String(),
  at: Type.String(),
  keyed: Type.Boolean(),
})
export type Checkpoint = Static<typeof Checkpoint>

export function checkpointOf(team: string | null, { seq, hash, at, keyed }: Head & { at: Date }): Checkpoint {
  return { team, seq, hash: hash.toString('hex'), at: at.toISOString(), keyed }
}

/** Reads checkpoints, one JSON object a line, as they are printed or logged; null for a line that is none. */
export function readCheckpoints(text: string): (Checkpoint | null)[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readCheckpoint)
}

function readCheckpoint(line: string): Checkpoint | null {
  try {
    const value: unknown = JSON.parse(line)
    return Check(Checkpoint, value) ? value : null
  } catch {
    return null
  }
}
