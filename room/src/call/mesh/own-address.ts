import type { Message } from './line-signal.ts'

/** Where a relay was asked from (RFC 8839 5.1): our own address, of which nobody needs to know. */
const askedFrom = / raddr \S+ rport \d+/g
const nowhere = ' raddr 0.0.0.0 rport 9'

/** A signal that tells the relay's address and not ours. Chromium leaves ours out by itself, other browsers do not. */
export function withoutOwnAddress(message: Message): Message {
  return JSON.parse(
    JSON.stringify(message, (_, value) => (typeof value === 'string' ? value.replace(askedFrom, nowhere) : value)),
  )
}
