import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../ground/clock.ts'
import type { Sealing } from '../sealing/sealing.ts'
import type { AuditRow } from './store.ts'

/** An entry as it is written, without its place in the chain. */
type Written = Omit<AuditRow, 'details'> & { details: unknown }

export type Proofs = ReturnType<typeof createProofs>

/**
 * Says of each entry of the audit log that the service wrote it: an HMAC-SHA256 over all that stands in it, under a key
 * that the database holds only sealed. The chain (`audit/`) shows what became of entries later; this shows who made them.
 */
export function createProofs({ key, since }: { key: Buffer; since: Date }) {
  const proofKey = createSecretKey(key)
  const macOf = (entry: Written) => createHmac('sha256', proofKey).update(canonical(entry)).digest()
  return {
    /**
     * When there began to be proofs here. Somebody who has only the database cannot change it, since it is sealed with
     * the key.
     */
    since,

    /** The entry with its proof, in hexadecimal. */
    add: <Row extends AuditRow>(entry: Row) => ({ ...entry, mac: macOf(entry).toString('hex') }),

    /** Whether that is the proof of this entry. */
    holds(entry: Written, mac: Buffer): boolean {
      const own = macOf(entry)
      return mac.length === own.length && timingSafeEqual(mac, own)
    },
  }
}

const timeBytes = 6

export async function openProofs(sealing: Pick<Sealing, 'secret'>, clock: Clock): Promise<Proofs> {
  const secret = await sealing.secret('audit-entries', () => {
    const made = Buffer.alloc(timeBytes)
    made.writeUIntBE(clock.now().getTime(), 0, timeBytes)
    return Buffer.concat([made, randomBytes(32)])
  })
  return createProofs({ key: secret.subarray(timeBytes), since: new Date(secret.readUIntBE(0, timeBytes)) })
}

/** The same text before an entry goes into the database and after it has come back, which orders members its own way. */
function canonical(entry: Written): string {
  const { entry_id, team_id, at, action, target, client_id, user_id, ip, request_id, details } = entry
  const ids = [entry_id, team_id, client_id, user_id].map((id) => id?.toLowerCase() ?? null)
  return JSON.stringify([ids, at.toISOString(), action, target, ip, request_id, ordered(details)])
}

/** The same with the members of all objects in the order of their names. Dates are as they are written. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(ordered)
  const members = Object.entries(value).map(([name, inside]) => [name, ordered(inside)] as const)
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}
