import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'
import { takeRandom } from './random.ts'

/** Where ids and secrets come from; tests put in their own. */
export type Ids = {
  /** A UUID v7 (RFC 9562 5.7): sorts by the time it was made, also within the same millisecond. */
  sorted(): string
  /** A UUID v4: 122 bits that nobody can guess. */
  random(): string
  /** 256 bits, in the alphabet of URLs. */
  secret(): string
}

export function createIds(clock: Clock): Ids {
  let lastMs = 0
  let counter = 0
  return {
    sorted() {
      const bytes = takeRandom(16)
      const nowMs = clock.now().getTime()
      // RFC 9562 6.2, method 1: a 12-bit counter in rand_a; when it is used up, the time is carried on by one.
      counter = nowMs > lastMs ? bytes.readUInt16BE(6) & 0x07ff : counter + 1
      lastMs = Math.max(nowMs, lastMs) + (counter > 0x0fff ? 1 : 0)
      if (counter > 0x0fff) counter = 0
      bytes.writeUIntBE(lastMs, 0, 6)
      bytes.writeUInt16BE(0x7000 | counter, 6)
      bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    random: () => randomUUID(),
    secret: () => randomBytes(32).toString('base64url'),
  }
}
