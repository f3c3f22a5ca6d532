import { Decoder, Encoder } from 'socket.io-parser'
import { whyTooMuch } from '../ground/payload.ts'

/** Five times what the largest event of a page has, a check of the connection. */
const limits = { depth: 12, members: 500 }

/** Socket.IO's packets that a page has a use for: to connect, to part, an event; in the one namespace that there is. */
const usable = /^[0-2]\d{0,15}(?:[[{]|$)/

/**
 * Throws for a packet that must not be parsed, and Socket.IO then disconnects its sender. Each connection has its own.
 */
class GuardedDecoder extends Decoder {
  private hasConnected = false

  override add(packet: unknown) {
    // Binary data come only to whoever has announced them, and no event of ours does.
    if (typeof packet !== 'string' || !usable.test(packet)) throw new Error('not a packet of a page')
    // Socket.IO makes a page of each that comes before it has answered the first; a page of ours connects anew.
    if (packet.startsWith('0')) {
      if (this.hasConnected) throw new Error('a second page on one connection')
      this.hasConnected = true
    }
    const why = whyTooMuch(packet, limits)
    if (why) throw new Error(`a packet is ${why}`)
    super.add(packet)
  }
}

/** What Socket.IO reads and writes packets with: its own, behind limits that hold before anything walks a packet. */
export const guardedParser = { Encoder, Decoder: GuardedDecoder }
