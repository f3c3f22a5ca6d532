import { createHmac, createSecretKey } from 'node:crypto'
import { createRecent } from '../../ground/recent.ts'
import { hashLink } from '../../visits/service.ts'

/** The name of the secret that links are derived with. */
export const linkSecret = 'entry-links'

/** The number of a new seat's link. */
export const firstLink = 1

export type Links = ReturnType<typeof createLinks>

/** What of a seat says how it is entered. */
export type SeatLink = { participant_id: string; link_version: number; has_link: boolean; opens_by_id: boolean }

/**
 * The key in the last part of an entry link: derived from the seat and the number of its link, so that it can be told
 * again and again and is stored nowhere. Somebody who reads ids, in the audit log or in a webhook event, cannot make a
 * key of them.
 */
export function createLinks({ secret, publicUrl }: { secret: Buffer; publicUrl: string }) {
  // Given as bytes, a key is looked at anew for each link, which takes seven times as long.
  const linkKey = createSecretKey(secret)
  // The key of a new seat is wanted twice: for its caller, and to be found by.
  const recent = createRecent<string>(128)

  function keyOf(participantId: string, version: number): string {
    const name = `${participantId} ${version}`
    const known = recent.get(name)
    if (known) return known
    const key = derive(name)
    recent.keep(name, key)
    return key
  }

  function derive(name: string): string {
    const bytes = createHmac('sha256', linkKey).update(name).digest().subarray(0, 16)
    // A UUID v8 (RFC 9562 5.8): clients that look into the link see what they have always seen.
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  const urlOf = (key: string) => `${publicUrl}/session/${key}`

  return {
    /** How the link of a seat is found, in hexadecimal. */
    hashOf: (participantId: string, version: number) => hashLink(keyOf(participantId, version)),

    url: (participantId: string, version: number) => urlOf(keyOf(participantId, version)),

    /** The link of a seat as it is stored. */
    entryUrl({ participant_id, link_version, has_link, opens_by_id }: SeatLink): string {
      // One with a key opens nothing before its hash is stored; until then the one that was given out does.
      return urlOf(opens_by_id && !has_link ? participant_id : keyOf(participant_id, link_version))
    },
  }
}
