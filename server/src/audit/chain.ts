import { createHash, createHmac, type KeyObject } from 'node:crypto'

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
  /** That the service wrote it (`ledger/proofs.ts`); null for entries from before there were proofs. */
  mac: Buffer | null
}
/** `keyed`: the hash is one that only the holder of the key can make. */
export type Sealed = Facts & {
  seq: number
  previous_hash: Buffer
  hash: Buffer
  keyed: boolean
  /** When it got its place; null for those from before that was kept. */
  sealed_at: Date | null
}

/** The hash before the first one. */
export const beginning = Buffer.alloc(32)

/** The last entry of a chain, or what stands before the first. */
export type Head = { seq: number; hash: Buffer; keyed: boolean }

export const emptyChain: Head = { seq: 0, hash: beginning, keyed: false }

/** The entry with which a chain that had no key goes on with one. */
export const keyedAction = 'audit.keyed'

/** Whether the next entry has to be that one. */
export const needsBoundary = ({ seq, keyed }: Head) => seq > 0 && !keyed

/** Gives entries their places behind the last one. */
export function chain(key: KeyObject, head: Head, entries: readonly Facts[], now: Date): Sealed[] {
  let { seq, hash } = head
  return entries.map((facts) => {
    const previous_hash = hash
    seq += 1
    const sealed = { ...facts, seq, sealed_at: now }
    hash = hashOf(key, previous_hash, sealed)
    return { ...sealed, previous_hash, hash, keyed: true }
  })
}

/**
 * The first entry that does not follow from the one before: changed, taken away or put in; null for a sound chain. Once
 * there is a key no entry is without, and the first that has it says so: whoever has no key can neither go on nor begin
 * anew.
 */
export function findBreak(key: KeyObject, head: Head, entries: readonly Sealed[]): number | null {
  let last = head
  for (const entry of entries) {
    const isInOrder = entry.keyed ? !needsBoundary(last) || entry.action === keyedAction : !last.keyed
    const isSound =
      isInOrder &&
      entry.seq === last.seq + 1 &&
      entry.previous_hash.equals(last.hash) &&
      entry.hash.equals(hashOf(entry.keyed ? key : null, last.hash, entry))
    if (!isSound) return last.seq + 1
    last = entry
  }
  return null
}

function hashOf(key: KeyObject | null, previous: Buffer, entry: Facts & Pick<Sealed, 'seq' | 'sealed_at'>): Buffer {
  const { seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details, sealed_at } = entry
  const text = [seq, entry_id, at.toISOString(), action, target, client_id, user_id, ip, request_id, details]
  if (sealed_at) text.push(sealed_at.toISOString())
  const hash = key ? createHmac('sha256', key) : createHash('sha256')
  return hash.update(previous).update(JSON.stringify(text)).digest()
}
