import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Sealing } from '../sealing/sealing.ts'
import type { AuditRow } from './store.ts'

/** An entry as it is written, without its place in the chain. */
type Written = Omit<AuditRow, 'details'> & { details: unknown }

export type Proofs = ReturnType<typeof createProofs>

/**
 * Says of each entry of the audit log that the service wrote it: an HMAC-SHA256 over all that stands in it, under a key
 * that the database holds only sealed. The chain (`audit/`) shows what became of entries later; this shows who made them.
 */
export function createProofs(key: Buffer) {
  const macOf = (entry: Written) => createHmac('sha256', key).update(canonical(entry)).digest()
  return {
    /** The entry with its proof, in hexadecimal. */
    add: <Row extends AuditRow>(entry: Row) => ({ ...entry, mac: macOf(entry).toString('hex') }),

    /** Whether that is the proof of this entry. */
    holds(entry: Written, mac: Buffer): boolean {
      const own = macOf(entry)
      return mac.length === own.length && timingSafeEqual(mac, own)
    },
  }
}

export const openProofs = async (sealing: Pick<Sealing, 'secret'>) =>
  createProofs(await sealing.secret('audit-entries'))

/** The same text before an entry goes into the database and after it has come back, which orders members its own way. */
function canonical(entry: Written): string {
  const { entry_id, team_id, at, action, target, client_id, user_id, ip, request_id, details } = entry
  const ids = [entry_id, team_id, client_id, user_id].map((id) => id?.toLowerCase() ?? null)
  return JSON.stringify([ids, at.toISOString(), action, target, ip, request_id, details], ordered)
}

function ordered(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
