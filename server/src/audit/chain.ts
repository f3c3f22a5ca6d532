import { createHash } from 'node:crypto'

/** An entry without its place in the chain. `details` is JSON text, as the database prints it. */
export type Facts = {
  entry_id: string
  at: Date
  action: string
  target: string | null
  client_id: string | null
  user_id: string | null
  ip: string | null
  request_id: string | null
  details: string
}
export type Sealed = Facts & { seq: number; previous_hash: Buffer; hash: Buffer }

/** The hash before the first one. */
export const beginning = Buffer.alloc(32)

/** The last entry of a chain, or what stands before the first. */
export type Head = { seq: number; hash: Buffer }

export const emptyChain: Head = { seq: 0, hash: beginning }

/** Gives entries their places behind the last one. */
export function chain(head: Head, entries: readonly Facts[]): Sealed[] {
  let { seq, hash } = head
  return entries.map((facts) => {
    const previous_hash = hash
    seq += 1
    hash = hashOf(seq, previous_hash, facts)
    return { ...facts, seq, previous_hash, hash }
  })
}

/** The first entry that does not follow from the one before: changed, taken away or put in; null for a sound chain. */
export function findBreak(head: Head, entries: readonly Sealed[]): number | null {
  let { seq, hash } = head
  for (const entry of entries) {
    const isSound =
      entry.seq === seq + 1 && entry.previous_hash.equals(hash) && entry.hash.equals(hashOf(entry.seq, hash, entry))
    if (!isSound) return seq + 1
    seq = entry.seq
    hash = entry.hash
  }
  return null
}

function hashOf(seq: number, previous: Buffer, entry: Facts): Buffer {
  const { entry_id, at, action, target, client_id, user_id, ip, request_id, details } = entry
  const text = [seq, entry_id, at.toISOString(), action, target, client_id, user_id, ip, request_id, details]
  return createHash('sha256').update(previous).update(JSON.stringify(text)).digest()
}
